// Measures what the documentation claims: `npm run bench -- [--quick] [--only NAME,…] [--write]`.
import { rmSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pythonOf, root } from '../test/support/python.ts'
import { ranks, scenarios } from './growth.ts'
import { judging } from './judge.ts'
import { describeMachine, table, withResults } from './page.ts'
import type { Bench } from './probe.ts'
import { recording, size } from './recording.ts'
import { failedRow, type Row } from './row.ts'
import { coldStart } from './start.ts'
import { memory, suites } from './suites.ts'

/** Each gives some rows. What is held against a target comes first, while the machine is cool. */
const MEASUREMENTS = {
  suite: { what: 'the standard suite against one training', measure: suites },
  recording: { what: 'what recording costs', measure: recording },
  size: { what: 'what is on disk', measure: size },
  memory: { what: 'peak memory of the suite', measure: memory },
  ranks: { what: 'growth with ranks', measure: ranks },
  scenarios: { what: 'growth with scenarios', measure: scenarios },
  judge: { what: 'judge and report', measure: judging },
  start: { what: 'cold start', measure: coldStart },
} satisfies Record<string, { what: string; measure: (bench: Bench) => Promise<Row[]> }>
type Name = keyof typeof MEASUREMENTS

const names = Object.keys(MEASUREMENTS) as Name[]
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const wanted = values.only?.split(',') ?? names
const unknown = wanted.filter(name => !names.some(each => each === name))
if (unknown.length) fail(`--only ${unknown.join(',')}: there are ${names.join(', ')}`)
if (values.write && (values.only || values.quick))
  fail('--write takes a whole run: without --only and --quick')

const page = join(root, 'docs/performance.md')
const started = performance.now()
const progress = (message: string) => {
  const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(4)
  process.stderr.write(`${seconds} s  ${message}\n`)
}
const python = await pythonOf('example', progress)
const work = await mkdtemp(join(tmpdir(), 'lddpr-bench-'))
process.once('SIGINT', () => {
  rmSync(work, { recursive: true, force: true })
  process.exit(130)
})
const rows: Row[] = []
try {
  const machine = await describeMachine(python)
  for (const name of names.filter(name => wanted.includes(name))) {
    const { what, measure } = MEASUREMENTS[name]
    progress(what)
    try {
      rows.push(...(await measure({ python, work, quick: values.quick, progress })))
    } catch (error) {
      rows.push(failedRow(name, what, error))
    }
  }
  const results = `${machine}.\n\n${table(rows)}`
  console.log(results)
  if (values.write) await writeFile(page, withResults(await readFile(page, 'utf8'), results))
} finally {
  await rm(work, { recursive: true, force: true })
}
progress(`done, ${rows.filter(({ met }) => met === '**no**').length} targets not met`)

function fail(message: string): never {
  console.error(`bench: ${message}`)
  process.exit(2)
}
