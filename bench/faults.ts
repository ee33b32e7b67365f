// Injects faults into a real environment and says which of them are found, and named:
// `npm run bench:faults -- [--only ID,…] [--write]`.
import { rmSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { markdownTable } from 'markdown-table'
import { FAULTS, type Fault } from '../test/faults/faults.ts'
import { description, inject, type Sound, sound } from '../test/faults/inject.ts'
import { type Outcome, outcome } from '../test/faults/outcome.ts'
import { pythonOf, root } from '../test/support/python.ts'
import { describeMachine, withResults } from './page.ts'

const NAMED_AT_LEAST = 0.95

const { values } = parseArgs({
  options: { only: { type: 'string' }, write: { type: 'boolean', default: false } },
})
const wanted = values.only?.split(',') ?? FAULTS.map(({ id }) => id)
const unknown = wanted.filter(id => !FAULTS.some(fault => fault.id === id))
if (unknown.length) fail(`--only ${unknown.join(',')}: no such fault`)
if (values.write && values.only) fail('--write takes a whole run: without --only')

const page = join(root, 'docs/faults.md')
const started = performance.now()
const progress = (message: string) => {
  const seconds = ((performance.now() - started) / 1000).toFixed(0).padStart(4)
  process.stderr.write(`${seconds} s  ${message}\n`)
}
const python = await pythonOf('example', progress)
const work = await mkdtemp(join(tmpdir(), 'lddpr-faults-'))
process.once('SIGINT', () => {
  rmSync(work, { recursive: true, force: true })
  process.exit(130)
})

interface Tried extends Outcome {
  fault: Fault
  what: string
  seconds: number
}

let unmet = 0
try {
  const machine = await describeMachine(python)
  const repository = await sound(work, python, 'standard')
  const { violated } = repository
  progress(`without a fault: match; accepted as it is: ${violated.join(', ') || 'nothing'}`)
  const tried: Tried[] = []
  for (const fault of FAULTS.filter(({ id }) => wanted.includes(id))) {
    const one = await attempt(fault, repository)
    tried.push(one)
    progress(`${result(one).padEnd(11)} ${fault.id} (${one.seconds.toFixed(1)} s): ${one.got}`)
  }
  const real = tried.filter(({ fault }) => !fault.equivalent)
  const alike = tried.filter(({ fault }) => fault.equivalent)
  const right = real.filter(each => each.verdict).length
  const named = real.filter(each => each.named).length
  const seen = alike.filter(each => !each.verdict).length
  if (right < real.length) unmet++
  if (named < NAMED_AT_LEAST * real.length) unmet++
  if (seen) unmet++
  const accepted = violated.length ? `; accepted as it is: ${violated.join(', ')}` : ''
  const totals = [
    `${real.length} faults: the right verdict for ${share(right, real.length)}, the right name for ${share(named, real.length)}.`,
    `${alike.length} equivalent faults, ${seen || 'none'} of them seen.`,
  ].join(' ')
  const results = [`${machine}${accepted}.`, `**${totals}**`, realTable(real), alikeTable(alike)]
  console.log(results.join('\n\n'))
  if (values.write)
    await writeFile(page, withResults(await readFile(page, 'utf8'), results.join('\n\n')))
} finally {
  await rm(work, { recursive: true, force: true })
}
process.exitCode = unmet ? 1 : 0

async function attempt(fault: Fault, repository: Sound): Promise<Tried> {
  const what = await description(fault)
  const start = performance.now()
  const found = await inject(fault, repository).then(
    report => outcome(fault, report),
    (thrown: Error) => ({ got: thrown.message, verdict: false, named: false }),
  )
  return { fault, what, ...found, seconds: (performance.now() - start) / 1000 }
}

function result({ fault, verdict, named }: Tried): string {
  if (fault.equivalent) return verdict ? 'not seen' : '**seen**'
  if (!verdict) return '**survived**'
  return named ? 'killed' : 'killed, **not named**'
}

function share(part: number, whole: number): string {
  return `${part} (${whole ? ((100 * part) / whole).toFixed(1) : '0'} %)`
}

function expected({ verdict, checks = [], moved = [], says }: Fault): string {
  const names = [...checks, ...moved, ...(says ? [`says “${says.source}”`] : [])]
  return [`\`${verdict}\``, names.join(', ')].filter(Boolean).join(': ')
}

function realTable(rows: Tried[]): string {
  const cells = rows.map(row => [
    `\`${row.fault.id}\``,
    `${row.what} *(${row.fault.name})*`,
    expected(row.fault),
    row.got,
    result(row),
  ])
  return table(['fault', 'what it does', 'expected', 'got', ''], cells)
}

function alikeTable(rows: Tried[]): string {
  const cells = rows.map(row => [
    `\`${row.fault.id}\``,
    `${row.what} *(${row.fault.name})*`,
    row.fault.equivalent ?? '',
    row.got,
    result(row),
  ])
  return table(['equivalent', 'what it does', 'why nobody can tell', 'got', ''], cells)
}

function table(head: string[], rows: string[][]): string {
  const safe = rows.map(line => line.map(cell => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')))
  return markdownTable([head, ...safe], { alignDelimiters: false })
}

function fail(message: string): never {
  console.error(`bench:faults: ${message}`)
  process.exit(2)
}
