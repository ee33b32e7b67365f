import { resolve } from 'node:path'
import { wrongInput } from '../lib/errors.ts'
import { writeAtomically } from '../lib/json.ts'
import { readCommitted } from '../pipeline/first.ts'
import { keepLogs } from '../pipeline/logs.ts'
import { measure, stopwatch } from '../pipeline/measure.ts'
import { claimReports } from '../pipeline/report-directory.ts'
import { choosePlans } from '../pipeline/trainings/plans.ts'
import { digestOf } from '../probe/digest.ts'
import { ProbeFailure } from '../probe/logs.ts'
import { recordText } from '../report/clean.ts'
import { type Command, readRunInputs, runOptions, textOf } from './command.ts'
import { onTerminal } from './output.ts'

const OTHERS = ['compare-with', 'base', 'base-python', 'fail-on', 'report-dir', 'trainings']

export const record: Command = {
  operands: '',
  examples: ['lddpr record --out record.json', 'lddpr record --out record.json --accelerator gpu'],
  options: [
    { name: 'out', type: 'string', value: 'FILE', text: 'The file to write the record to' },
    ...runOptions.filter(({ name }) => !OTHERS.includes(name)),
  ],
  async run({ values, env }) {
    const out = textOf(values, 'out')
    if (!out) throw wrongInput('out', 'expected a file, found nothing')
    const inputs = readRunInputs(values)
    const measured = await onTerminal(env, async world => {
      const left = choosePlans({ ...inputs, trainings: 'all' }, await readCommitted(inputs, world))
      const names = left.map(({ name }) => name).join(', ')
      if (names) world.progress(`warning: a record has no trainings; lddpr check runs ${names}`)
      return measure(inputs, world, stopwatch({})).catch(async error => {
        if (!(error instanceof ProbeFailure)) throw error
        throw await keepLogs(error, await claimReports(inputs, world), resolve(inputs.cwd))
      })
    })
    const text = recordText(measured.record)
    await writeAtomically(resolve(out), text)
    console.log(`recorded ${out}, sha256 ${digestOf(text)}`)
    return 0
  },
}
