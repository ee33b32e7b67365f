import { check as walk } from '../check.ts'
import { type Command, readRunInputs, runOptions } from './command.ts'
import { conclude, progress } from './output.ts'

export const check: Command = {
  name: 'check',
  operands: '',
  summary: 'run the probe, compare with the baseline, report, exit with the verdict',
  options: runOptions,
  async run({ values, root }) {
    const inputs = readRunInputs(values)
    return conclude(await walk(inputs, { root, env: process.env, progress }), inputs['fail-on'])
  },
}
