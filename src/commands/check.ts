import { type Checked, check as walk } from '../check.ts'
import type { RunInputs } from '../inputs.ts'
import { type Command, readRunInputs, runOptions } from './command.ts'
import { conclude, progressOn } from './output.ts'

export const check: Command = {
  name: 'check',
  operands: '',
  summary: 'run the probe, compare with the baseline, report, exit with the verdict',
  options: runOptions,
  async run({ values, root }) {
    const inputs = readRunInputs(values)
    return conclude(await walked(inputs, root), inputs['fail-on'])
  },
}

async function walked(inputs: RunInputs, root: string): Promise<Checked> {
  using bar = progressOn()
  return await walk(inputs, {
    root,
    env: process.env,
    git: { look: 'upwards' },
    progress: bar.progress,
  })
}
