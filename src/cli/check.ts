import { check as runCheck } from '../pipeline/check.ts'
import { type Command, readRunInputs, runOptions } from './command.ts'
import { onTerminal, printReport } from './output.ts'

export const check: Command = {
  operands: '',
  examples: [
    'lddpr check',
    'lddpr check --suite quick --python .venv/bin/python',
    'lddpr check --compare-with base --base origin/main',
  ],
  options: runOptions,
  async run({ values, env }) {
    const inputs = readRunInputs(values)
    const reviewed = await onTerminal(env, world => runCheck(inputs, world))
    return printReport(reviewed, inputs.failOn, env)
  },
}
