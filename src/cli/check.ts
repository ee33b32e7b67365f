import { type Checked, check as walk } from '../pipeline/check.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import { type Command, flag, readRunInputs, runOptions } from './command.ts'
import { conclude, progressOn } from './output.ts'

export const check: Command = {
  name: 'check',
  operands: '',
  summary: 'run the probe, compare with the baseline, report, exit with the verdict',
  options: runOptions,
  async run({ values }) {
    const inputs = readRunInputs(values)
    return conclude(await walked(inputs), inputs.failOn)
  },
}

async function walked(inputs: RunInputs): Promise<Checked> {
  using bar = progressOn()
  return await walk(inputs, {
    env: process.env,
    git: { look: 'upwards' },
    progress: bar.progress,
    spell: flag,
  })
}
