import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../support/python.ts'
import { run } from '../support/run.ts'
import type { Bench } from './probe.ts'
import { type Row, row } from './row.ts'

/** From nothing to the last line of the help, and what has to be read for it. */
export async function coldStart(bench: Bench): Promise<Row[]> {
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < (bench.quick ? 4 : 20); round++) {
    ours.push(1000 * (await run(process.execPath, [join(root, 'dist/cli.js'), '--help'])).seconds)
    bare.push(1000 * (await run(process.execPath, ['-e', '0'])).seconds)
  }
  const beyond = ours.map((value, index) => value - (bare[index] ?? Number.NaN))
  const sizes = await Promise.all(
    ['action.js', 'cli.js'].map(async name => {
      const files = await withImports(name)
      const note = [...files].map(([file, bytes]) => `${file} ${(bytes / 1e6).toFixed(2)}`)
      const all = [...files.values()].reduce((sum, bytes) => sum + bytes, 0) / 1e6
      return row(`dist-${name}`, `dist/${name} and what it imports`, [all], 'MB', {
        atMost: 1.3,
        note: note.join(', '),
      })
    }),
  )
  return [
    row('start', 'dist/cli.js --help, start to exit', ours, 'ms', { atMost: 100 }),
    row('start-bare', 'node -e 0', bare, 'ms'),
    row('start-ours', 'what dist/cli.js adds to it', beyond, 'ms'),
    ...sizes,
  ]
}

/** A file of dist with those that it imports, and their sizes. */
async function withImports(name: string, seen = new Map<string, number>()) {
  if (seen.has(name)) return seen
  const text = await readFile(join(root, 'dist', name), 'utf8')
  seen.set(name, Buffer.byteLength(text))
  for (const [, other = ''] of text.matchAll(/(?:from|import)\s*\(?\s*["']\.\/([\w.-]+\.js)["']/g))
    await withImports(other, seen)
  return seen
}
