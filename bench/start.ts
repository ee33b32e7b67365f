import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { execa } from 'execa'
import { root } from '../support/python.ts'
import type { Bench } from './probe.ts'
import { type Row, row } from './row.ts'

interface Entry {
  name: string
  args: string[]
  env: Record<string, string>
  what: string
  atMost: { ms: number; kB: number }
}

/** What is started, and the most that it may take and load until it has done that. */
const ENTRIES: Entry[] = [
  { name: 'cli', args: ['--help'], env: {}, what: '--help', atMost: { ms: 100, kB: 300 } },
  {
    name: 'action',
    args: [],
    env: { INPUT_SUITE: 'wrong' },
    what: 'up to a wrong input',
    atMost: { ms: 100, kB: 300 },
  },
]

/** From nothing to the end of each entry, and what has to be read for it. */
export async function coldStart(bench: Bench): Promise<Row[]> {
  const rounds = [...Array(bench.quick ? 4 : 20).keys()]
  const bare: number[] = []
  const times = ENTRIES.map((): number[] => [])
  for (const _ of rounds) {
    bare.push(await milliseconds(['-e', '0'], {}))
    for (const [at, { name, args, env }] of ENTRIES.entries())
      times[at]?.push(await milliseconds([join(root, `dist/${name}.js`), ...args], env))
  }
  const sizes = await Promise.all(ENTRIES.map(entry => size(bench, entry)))
  return [
    row('start-bare', 'node -e 0', bare, 'ms'),
    ...ENTRIES.map(({ name, what, atMost }, at) =>
      row(`start-${name}`, `dist/${name}.js ${what}, start to exit`, times[at] ?? [], 'ms', {
        atMost: atMost.ms,
      }),
    ),
    ...sizes,
  ]
}

const start = (args: string[], env: Record<string, string>) =>
  execa(process.execPath, args, { env, reject: false, stdin: 'ignore' })

async function milliseconds(args: string[], env: Record<string, string>): Promise<number> {
  const begin = performance.now()
  await start(args, env)
  return performance.now() - begin
}

/** The files of dist that an entry loads, as V8 lists them when it counts coverage. */
async function size(bench: Bench, { name, args, env, what, atMost }: Entry): Promise<Row> {
  const directory = await mkdtemp(join(bench.work, 'coverage-'))
  await start([join(root, `dist/${name}.js`), ...args], { ...env, NODE_V8_COVERAGE: directory })
  const [report = ''] = await readdir(directory)
  const { result }: { result: { url: string }[] } = JSON.parse(
    await readFile(join(directory, report), 'utf8'),
  )
  const files = result
    .filter(({ url }) => url.includes('/dist/'))
    .map(({ url }) => fileURLToPath(url))
  const loaded = await Promise.all(
    files.map(async file => ({ file, kB: Buffer.byteLength(await readFile(file)) / 1000 })),
  )
  const largest = loaded.sort((a, b) => b.kB - a.kB).slice(0, 3)
  const note = `${files.length} files: ${largest.map(({ file, kB }) => `${basename(file)} ${kB.toFixed(0)}`).join(', ')}`
  const all = loaded.reduce((sum, { kB }) => sum + kB, 0)
  return row(`dist-${name}`, `what dist/${name}.js loads ${what}`, [all], 'kB', {
    atMost: atMost.kB,
    note,
  })
}
