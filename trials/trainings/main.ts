// Observes trainings with a fault, or with `--sound` those without one, through the built program:
// `npm run trial:trainings -- [--sound] [--only ID,…] [--repeats N] [--at-once N] [--results FILE] [--write]`. Results that FILE
// has already are taken as they are: the whole takes an hour.
import { parseArgs } from 'node:util'
import type { Report } from '../../src/model/report.ts'
import { pythonOf } from '../../support/python.ts'
import { describeMachine } from '../../support/results.ts'
import { fail, session, writeResults } from '../../support/session.ts'
import { keptIn } from '../kept.ts'
import type { Script } from './fault.ts'
import { FAULTS } from './faults.ts'
import { description, type Folder, observe } from './observe.ts'
import { outcome, silence } from './outcome.ts'
import { SOUND } from './rows/sound.ts'
import { type Heard, result, silences, summary, type Tried } from './table.ts'

const { values } = parseArgs({
  options: {
    sound: { type: 'boolean', default: false },
    only: { type: 'string' },
    repeats: { type: 'string' },
    'at-once': { type: 'string', default: '1' },
    results: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
})
const folder: Folder = values.sound ? 'sound' : 'faults'
const ids = (values.sound ? SOUND : FAULTS).map(({ id }) => id)
const wanted = values.only?.split(',') ?? ids
const unknown = wanted.filter(id => !ids.includes(id))
if (unknown.length) fail(`--only ${unknown.join(',')}: no such training`)
if (values.write && values.only) fail('--write takes a whole run: without --only')
/** What was said of a script; whether that is right, too. */
interface Observed {
  got: string
  seconds: number
}

const repeats = Number(values.repeats ?? (values.sound ? 10 : 2))
if (!(repeats >= 1)) fail(`--repeats ${values.repeats}: a number from 1 on`)

const atOnce = Number(values['at-once'])
if (!(atOnce >= 1)) fail(`--at-once ${values['at-once']}: a number from 1 on`)

const kept = await keptIn<Observed>(values.results)

await using here = await session()
const { work, progress } = here
const python = await pythonOf('example', progress)
const machine = await describeMachine(python)
const { text, met } = values.sound ? await sound() : await faults()
const results = `${machine}.\n\n${text}`
console.log(results)
if (values.write) await writeResults('evidence/own-training-faults.md', results, folder)
process.exitCode = met ? 0 : 1

async function faults() {
  const tried = await ofEach(FAULTS, async (fault): Promise<Tried> => {
    // What cannot be observed counts as one that is missed.
    const otherwise = { found: false, right: false }
    const one = await timed(fault, report => outcome(fault, report), otherwise)
    progress(`${result({ fault, ...one })} ${fault.id} (${one.seconds.toFixed(1)} s): ${one.got}`)
    return { fault, ...one }
  })
  return summary(tried)
}

async function sound() {
  const heard = await ofEach(SOUND, async (script): Promise<Heard> => {
    const one = await timed(script, silence, { silent: false })
    const said = one.silent ? 'silent' : '**alarm**'
    progress(`${said} ${script.id} (${one.seconds.toFixed(1)} s): ${one.got}`)
    return { script, ...one }
  })
  return silences(heard, repeats)
}

/** Results in the order of the rows, so many of which are worked on at once. */
async function ofEach<R extends Script, T>(rows: readonly R[], work: (row: R) => Promise<T>) {
  const mine = rows.filter(({ id }) => wanted.includes(id))
  const results: T[] = []
  const waiting = mine.entries()
  const one = async () => {
    for (const [at, row] of waiting) results[at] = await work(row)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return results
}

async function timed<T extends object>(
  script: Script,
  read: (report: Report) => T & { got: string },
  otherwise: T,
) {
  const what = await description(folder, script)
  const one = await kept.of(script.id, async () => {
    const start = performance.now()
    const said = await observe(folder, script, { work, python, repeats }).then(
      read,
      (thrown: Error) => ({ ...otherwise, got: thrown.message }),
    )
    return { ...said, seconds: (performance.now() - start) / 1000 }
  })
  return { what, ...(one as T & Observed) }
}
