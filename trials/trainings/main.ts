// Observes trainings with a fault, or with `--sound` those without one, through the built program:
// `npm run trial:trainings -- [--sound] [--only ID,…] [--repeats N] [--write]`.
import { parseArgs } from 'node:util'
import { pythonOf } from '../../support/python.ts'
import { describeMachine } from '../../support/results.ts'
import { fail, session, writeResults } from '../../support/session.ts'
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
    write: { type: 'boolean', default: false },
  },
})
const folder: Folder = values.sound ? 'sound' : 'faults'
const ids = (values.sound ? SOUND : FAULTS).map(({ id }) => id)
const wanted = values.only?.split(',') ?? ids
const unknown = wanted.filter(id => !ids.includes(id))
if (unknown.length) fail(`--only ${unknown.join(',')}: no such training`)
if (values.write && values.only) fail('--write takes a whole run: without --only')
const repeats = Number(values.repeats ?? (values.sound ? 10 : 2))
if (!(repeats >= 1)) fail(`--repeats ${values.repeats}: a number from 1 on`)

await using here = await session()
const { work, progress } = here
const python = await pythonOf('example', progress)
const machine = await describeMachine(python)
const { text, met } = values.sound ? await sound() : await faults()
const results = `${machine}.\n\n${text}`
console.log(results)
if (values.write) await writeResults('own-training-faults.md', results, folder)
process.exitCode = met ? 0 : 1

async function faults() {
  const tried: Tried[] = []
  for (const fault of FAULTS.filter(({ id }) => wanted.includes(id))) {
    // What cannot be observed counts as one that is missed.
    const one = await timed(fault, report => outcome(fault, report), {
      found: false,
      right: false,
    })
    tried.push({ fault, ...one })
    progress(`${result({ fault, ...one })} ${fault.id} (${one.seconds.toFixed(1)} s): ${one.got}`)
  }
  return summary(tried)
}

async function sound() {
  const heard: Heard[] = []
  for (const script of SOUND.filter(({ id }) => wanted.includes(id))) {
    const one = await timed(script, silence, { silent: false })
    heard.push({ script, ...one })
    const said = one.silent ? 'silent' : '**alarm**'
    progress(`${said} ${script.id} (${one.seconds.toFixed(1)} s): ${one.got}`)
  }
  return silences(heard, repeats)
}

async function timed<T extends object>(
  script: Script,
  read: (report: Awaited<ReturnType<typeof observe>>) => T & { got: string },
  otherwise: T,
) {
  const what = await description(folder, script)
  const start = performance.now()
  const said = await observe(folder, script, { work, python, repeats }).then(
    read,
    (thrown: Error) => ({ ...otherwise, got: thrown.message }),
  )
  return { what, ...said, seconds: (performance.now() - start) / 1000 }
}
