// Injects faults into a real environment and tells which of them are found, and named:
// `npm run trial:faults -- [--only ID,…] [--write]`, or `-- --chance N` for one fault that shows in one run of two, N suites.
import { parseArgs } from 'node:util'
import { pythonOf } from '../../support/python.ts'
import { describeMachine } from '../../support/results.ts'
import { fail, session, writeResults } from '../../support/session.ts'
import { chance } from './chance.ts'
import type { Fault } from './fault.ts'
import { FAULTS } from './faults.ts'
import { description, inject, type Sound, sound } from './inject.ts'
import { outcome } from './outcome.ts'
import { result, summary, type Tried } from './table.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    chance: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const wanted = values.only?.split(',') ?? FAULTS.map(({ id }) => id)
const unknown = wanted.filter(id => !FAULTS.some(fault => fault.id === id))
if (unknown.length) fail(`--only ${unknown.join(',')}: no such fault`)
if (values.chance && !(Number(values.chance) >= 1))
  fail(`--chance ${values.chance}: a number from 1 on`)
if (values.write && (values.only || values.chance)) fail('--write takes a whole run of all faults')

await using here = await session()
const { work, progress } = here
const python = await pythonOf('example', progress)
const machine = await describeMachine(python)
const repository = await sound(work, python, 'standard')
const accepted = `accepted as it is: ${repository.violated.join(', ') || 'nothing'}`
progress(`without a fault: match; ${accepted}`)

const { text, met } = values.chance
  ? await chance(repository, Number(values.chance), progress)
  : summary(await all())
const results = `${machine}; without a fault, ${accepted}.\n\n${text}`
console.log(results)
if (values.write) await writeResults('evidence/faults.md', results)
process.exitCode = met ? 0 : 1

async function all(): Promise<Tried[]> {
  const tried: Tried[] = []
  for (const fault of FAULTS.filter(({ id }) => wanted.includes(id))) {
    const one = await attempt(fault, repository)
    tried.push(one)
    progress(`${result(one).padEnd(12)} ${fault.id} (${one.seconds.toFixed(1)} s): ${one.got}`)
  }
  return tried
}

/** What cannot be injected counts as one that survives. */
async function attempt(fault: Fault, sound: Sound): Promise<Tried> {
  const what = await description(fault)
  const start = performance.now()
  const found = await inject(fault, sound).then(
    report => outcome(fault, report),
    (thrown: Error) => ({ got: thrown.message, verdict: false, named: false }),
  )
  return { fault, what, ...found, seconds: (performance.now() - start) / 1000 }
}
