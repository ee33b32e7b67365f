// Measures what the documentation claims: `npm run bench -- [--quick] [--only NAME,…] [--write]`,
// and on a GPU with its interpreter `-- --only observe --gpu --python PATH`.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pythonOf, root } from '../support/python.ts'
import { describeMachine } from '../support/results.ts'
import { fail, session, writeResults } from '../support/session.ts'
import { ranks, scenarios } from './growth.ts'
import { judging } from './judge.ts'
import { observing } from './observing.ts'
import { picture } from './picture.ts'
import type { Bench } from './probe.ts'
import { recording, size } from './recording.ts'
import { failedRow, type Row, table } from './row.ts'
import { coldStart } from './start.ts'
import { memory, suites } from './suites.ts'
import { verdict, verdictTable } from './verdict.ts'
import { workers } from './workers.ts'

/** Each gives some rows. What is held against a target comes first, while the machine is cool. */
const MEASUREMENTS = {
  suite: { what: 'the standard suite against one training', measure: suites },
  recording: { what: 'what recording costs', measure: recording },
  observe: { what: 'what watching a training costs', measure: observing },
  size: { what: 'what is on disk', measure: size },
  memory: { what: 'peak memory of the suite', measure: memory },
  ranks: { what: 'growth with ranks', measure: ranks },
  scenarios: { what: 'growth with scenarios', measure: scenarios },
  workers: { what: 'other ways to start workers', measure: workers },
  judge: { what: 'judge and report', measure: judging },
  start: { what: 'cold start', measure: coldStart },
  verdict: { what: 'from nothing to the comment', measure: verdict },
} satisfies Record<string, { what: string; measure: (bench: Bench) => Promise<Row[]> }>
type Name = keyof typeof MEASUREMENTS

const names = Object.keys(MEASUREMENTS) as Name[]
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
    python: { type: 'string' },
  },
})
const wanted = values.only?.split(',') ?? names
const unknown = wanted.filter(name => !names.some(each => each === name))
if (unknown.length) fail(`--only ${unknown.join(',')}: there are ${names.join(', ')}`)
if (values.gpu && values.only !== 'observe') fail('--gpu is for --only observe')
const isPart = values.only !== undefined && values.only !== 'verdict'
if (values.write && (isPart || values.quick || values.python))
  fail('--write takes a whole run, or --only verdict: without --quick and --python')

await using here = await session()
const { work, progress } = here
const python = values.python ?? (await pythonOf('example', progress))
const accelerator = values.gpu ? 'gpu' : 'cpu'
const rows: Row[] = []
const machine = await describeMachine(python)
for (const name of names.filter(name => wanted.includes(name))) {
  const { what, measure } = MEASUREMENTS[name]
  progress(what)
  try {
    rows.push(...(await measure({ python, accelerator, work, quick: values.quick, progress })))
  } catch (error) {
    rows.push(failedRow(name, what, error))
  }
}
const [verdicts, others] = [true, false].map(wanted =>
  rows.filter(({ name }) => name.startsWith('verdict-') === wanted),
) as [Row[], Row[]]
const write = async (text: string, name?: string) => {
  const results = `${machine}.\n\n${text}`
  console.log(results)
  if (values.write) await writeResults('evidence/performance.md', results, name)
}
if (others.length) await write(table(others))
if (verdicts.length) {
  await write(verdictTable(verdicts), 'verdict')
  const drawing = join(root, 'docs/images/time-to-verdict.svg')
  if (values.write) await writeFile(drawing, picture(verdicts))
}
progress(`done, ${rows.filter(({ met }) => met === '**no**').length} targets not met`)
