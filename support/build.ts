import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { root } from './python.ts'

/** Builds the bundle if its sources are newer: the tests that start it never see yesterday's. */
export default async function build(): Promise<void> {
  const dist = join(root, 'dist')
  const built = await stat(join(dist, 'action.js')).catch(() => null)
  if (built && built.mtimeMs > (await newest(['src', 'rolldown.config.ts', 'package-lock.json'])))
    return
  console.log('building dist: its sources are newer')
  const place = await mkdtemp(join(root, 'node_modules/.dist-'))
  try {
    await execa('npx', ['rolldown', '-c', '-d', place], { cwd: root, preferLocal: true })
    // File by file, each at once: another run of the tests may have begun to use them.
    const names = await readdir(place)
    for (const name of names) await rename(join(place, name), join(dist, name))
    for (const name of await readdir(dist))
      if (name.endsWith('.js') && !names.includes(name)) await rm(join(dist, name), { force: true })
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

/** When the last of some files and directories was changed. */
async function newest(paths: readonly string[]): Promise<number> {
  const times = await Promise.all(
    paths.map(async path => {
      const found = await stat(join(root, path))
      const below = found.isDirectory() ? await readdir(join(root, path)) : []
      return Math.max(found.mtimeMs, await newest(below.map(name => join(path, name))))
    }),
  )
  return Math.max(0, ...times)
}
