import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repository } from '../../support/git.ts'
import { lddpr, temporary } from '../../support/lddpr.ts'

export const root = join(import.meta.dirname, '../..')
export const RECORD = join(root, 'support/github/record.json')
const PROGRAMS = [
  'python',
  'python3',
  'python3.11',
  'python3.12',
  'pip',
  'uv',
  'poetry',
  'pdm',
  'conda',
]

/** A repository, and a PATH on which every installer and every Python writes down that it was started. */
export async function place() {
  const found = await temporary()
  const cwd = join(found.path, 'tree')
  const bin = join(found.path, 'bin')
  const started = join(found.path, 'started')
  await mkdir(join(cwd, '.lddpr'), { recursive: true })
  await mkdir(bin)
  for (const name of PROGRAMS) {
    await writeFile(join(bin, name), `#!/bin/sh\necho ${name} "$@" >> ${started}\nexit 1\n`)
    await chmod(join(bin, name), 0o755)
  }
  // A run of `npm start` may have left its reports there.
  const filter = (path: string) => !path.endsWith('lddpr-report')
  await cp(join(root, 'examples/minimal'), cwd, { recursive: true, filter })
  await repository(cwd, { 'notes.txt': 'nothing' })
  const env = { PATH: `${bin}:/usr/bin:/bin`, LDDPR_CACHE: join(found.path, 'cache') }
  return {
    cwd,
    baseline: join(cwd, '.lddpr/cpu-x2.json'),
    run: (...args: string[]) => lddpr(args, { cwd, env }),
    started: () => readFile(started, 'utf8').catch(() => ''),
    write: (name: string, text: string) => writeFile(join(cwd, name), text),
    [Symbol.asyncDispose]: found[Symbol.asyncDispose],
  }
}
