// How often the standard suite differs from its own baseline, in surroundings that must not matter:
// `npm run trial:alarms [-- --runs N] [--seed N] [--suite quick] [--write]`.
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Committed } from '../../src/baseline/committed.ts'
import type { KnownBaseline } from '../../src/baseline/files.ts'
import { readJson } from '../../src/lib/json.ts'
import { isPortable, parseChannel } from '../../src/model/channels.ts'
import { recordSchema } from '../../src/model/record.ts'
import type { Report } from '../../src/model/report.ts'
import { lddpr } from '../../support/lddpr.ts'
import { pythonOf } from '../../support/python.ts'
import { cells, describeMachine } from '../../support/results.ts'
import { fail, session, writeResults } from '../../support/session.ts'
import { accept, reported } from '../accepting.ts'
import { type Around, draw, PLAIN, ROWS, type Row, UNSET } from './surroundings.ts'

const CONFIDENCE = 0.95
const ENOUGH = 100

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: String(ENOUGH) },
    seed: { type: 'string', default: '1' },
    suite: { type: 'string', default: 'standard' },
    write: { type: 'boolean', default: false },
  },
})
const [runs, seed] = [Number(values.runs), Number(values.seed)]
if (!(Number.isInteger(runs) && runs > 0)) fail('--runs: expected a number of runs')
if (!Number.isInteger(seed)) fail('--seed: expected a whole number')
if (values.write && runs < ENOUGH) fail(`--write takes ${ENOUGH} runs or more`)

await using here = await session()
const { work, progress } = here
const python = await pythonOf('example', progress)
const machine = await describeMachine(python)

const check = (directory: string, env: object) => {
  const args = ['check', '--suite', values.suite, '--python', python, '--accelerator', 'cpu']
  return reported(directory, lddpr(args, { cwd: directory, env }))
}

const plain = join(work, 'plain')
await mkdir(plain)
await accept(plain, await check(plain, UNSET), 'plain surroundings')
const known = await baselineOf(plain)
progress('accepted the baseline')

interface Outcome {
  drawn: Map<Row, string>
  /** Null if the run is what it must be. */
  problem: string | null
  retried: number
  notCompared: boolean
}

const outcomes: Outcome[] = []
for (const [index, drawn] of draw(ROWS, runs, seed).entries()) {
  const outcome = await runIn(drawn)
  outcomes.push(outcome)
  progress(`${index + 1}/${runs} ${outcome.problem ?? 'match'} (${inWords(drawn)})`)
}

const alarms = outcomes.filter(({ problem }) => problem)
const of = (row: Row, value: string) => outcomes.filter(({ drawn }) => drawn.get(row) === value)
const lines = ROWS.flatMap(row =>
  [...new Set(row.values)].map((value, index) => {
    const those = of(row, value)
    const good = those.filter(({ problem }) => !problem)
    const first = index === 0
    return [
      first ? row.name : '',
      value.replaceAll(/(.{12}).{40,}/g, '$1…'),
      first ? row.why : '',
      `${those.length}`,
      `${good.length}`,
    ]
  }),
)
const results = [
  `${machine}; suite ${values.suite}, seed ${seed}.`,
  `${runs - alarms.length} of ${runs} runs are \`match\`. ${bound()} ${further()}`,
  ...alarms.map(({ drawn, problem }) => `* ${problem}, with ${inWords(drawn)}`),
  cells(['surroundings', 'value', 'why it might matter', 'runs', 'match'], lines),
].join('\n\n')
console.log(results)
if (values.write) await writeResults('evidence/false-alarms.md', results)
process.exitCode = alarms.length ? 1 : 0

async function baselineOf(directory: string): Promise<KnownBaseline> {
  const committed = await Committed.read(join(directory, '.lddpr'), directory)
  const found = committed.baseline('cpu-x2')
  if (!found) throw new Error('there is no accepted baseline')
  return found
}

/** One run of the standard suite, in a copy of the repository with the baseline. */
async function runIn(drawn: Map<Row, string>): Promise<Outcome> {
  await using cleanup = new AsyncDisposableStack()
  const own = await mkdtemp(join(work, 'run-'))
  cleanup.defer(() => rm(own, { recursive: true, force: true }))
  const around: Around = { env: { ...UNSET }, directory: join(own, 'plain'), work: own, cleanup }
  for (const [row, value] of drawn) if (value !== PLAIN) await row.apply(value, around)
  const { directory, env } = around
  await cp(join(plain, '.lddpr'), join(directory, '.lddpr'), { recursive: true })
  const report = await check(directory, env)
  return {
    drawn,
    problem: await problemOf(report, directory, drawn),
    retried: report.retried.length,
    notCompared: report.notCompared.length > 0,
  }
}

/** Why a run is not what it must be: a match, in these surroundings, of all that can be compared. */
async function problemOf(report: Report, directory: string, drawn: Map<Row, string>) {
  if (report.verdict !== 'match') return `${report.verdict}: ${report.summary}`
  const file = join(directory, 'lddpr-report', 'record.json')
  const { environment } = await readJson(recordSchema, file)
  for (const [{ name, reached }, value] of drawn)
    if (value !== PLAIN && reached && !reached(value, environment))
      return `${name}=${value} did not reach the ranks`
  const { cpuCapability, threads } = known.baseline.environment
  const isElsewhere = environment.cpuCapability !== cpuCapability || environment.threads !== threads
  const computed = Object.keys(known.baseline.channels).filter(name => {
    const channel = parseChannel(name)
    return channel && !isPortable(channel)
  })
  const expected = isElsewhere ? computed.sort().join() : ''
  const found = report.notCompared.flatMap(({ channels }) => channels)
  return found.sort().join() === expected ? null : `not compared: ${found.join(', ') || 'nothing'}`
}

function bound(): string {
  if (alarms.length) return 'No bound follows.'
  const rate = 100 * (1 - (1 - CONFIDENCE) ** (1 / runs))
  return (
    `With ${100 * CONFIDENCE} % confidence the rate of false alarms in such surroundings is at most ` +
    `${rate.toFixed(1)} % (1 − ${(1 - CONFIDENCE).toFixed(2)}^(1/${runs})).`
  )
}

function further(): string {
  const without = outcomes.filter(({ notCompared }) => notCompared).length
  const retried = outcomes.filter(({ retried }) => retried).length
  return (
    `Weights were compared in ${runs - without} of them, and listed as not compared, as they must ` +
    `be, in ${without}. In ${retried} a training had stalled and was started again.`
  )
}

function inWords(drawn: Map<Row, string>): string {
  const said = [...drawn].filter(([, value]) => value !== PLAIN)
  return said.map(([{ name }, value]) => `${name}: ${value.slice(0, 40)}`).join('; ') || 'plain'
}
