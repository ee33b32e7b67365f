import { resolve } from 'node:path'
import * as z from 'zod'
import { ExpectedError, wrongInput } from '../lib/errors.ts'
import { didYouMean } from '../lib/near.ts'
import type { TrainingPlan } from '../model/training.ts'
import { duration, number, runInputs } from '../pipeline/inputs.ts'
import { observe as observeTraining } from '../pipeline/observe.ts'
import { type Command, inputsOf, optionsOf } from './command.ts'
import { onTerminal, printReport } from './output.ts'

const inputs = z.object({
  name: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'expected up to 40 small letters, digits and dashes')
    .default('training')
    .describe('The name of the training in reports.'),
  steps: number(1, 100_000).default(20).describe('The run ends after so many optimizer steps.'),
  repeats: number(1, 16)
    .default(2)
    .describe('How often it runs. A single run shows no difference between repeats.'),
  devices: number(1, 64)
    .optional()
    .describe('Devices of the Trainer. Default: what the code says.'),
  accelerator: z
    .enum(['auto', 'cpu', 'gpu'])
    .default('auto')
    .describe('Accelerator of the Trainer. `auto`: what the code says.'),
  trainer: z
    .array(z.string())
    .default([])
    .describe(
      'An argument of the Trainer that replaces the one in the code, such as `sync_batchnorm=false`. You may give several.',
    ),
  stop: z
    .enum(['after-fit', 'command'])
    .default('after-fit')
    .describe('`after-fit` ends the command when `fit` returns; `command` lets it go on.'),
  identity: z
    .enum(['auto', 'always', 'never'])
    .default('auto')
    .describe(
      'Whether it also runs with fixed generators, which tells samples apart: `auto` does so for iterable datasets.',
    ),
  resume: z
    .boolean()
    .default(false)
    .describe('Also interrupt a run halfway, resume it from the checkpoint, and compare.'),
  explain: z
    .boolean()
    .default(false)
    .describe('Name lines of code that ask for time, entropy or the order of a directory.'),
  tolerance: z
    .enum(['close', 'exact'])
    .default('close')
    .describe('`exact`: a difference that rounding explains fails, too. `close`: it does not.'),
  timeout: duration('s')
    .default(600)
    .describe('How long each run may take, such as `90s` or `10m`. A number alone counts seconds.'),
  cwd: z.string().default('.').describe('The working directory of the command.'),
  reportDir: runInputs.shape.reportDir,
  failOn: runInputs.shape.failOn,
})

export const observe: Command = {
  operands: '',
  behind: 'python train.py …',
  examples: [
    'lddpr observe -- python train.py',
    'lddpr observe --steps 10 --devices 2 -- python -m train',
    'lddpr observe --resume -- torchrun train.py',
  ],
  options: optionsOf(inputs),
  async run({ values, positionals, env }) {
    const { cwd, reportDir, failOn, explain, devices, accelerator, ...rest } = inputsOf(
      inputs,
      values,
    )
    const plan = planOf(rest, positionals)
    const place = { cwd: resolve(cwd), reportDir }
    const asked = { plan, ...place, explain, accelerator, devices: devices ?? null }
    const reviewed = await onTerminal(env, world => observeTraining(asked, world))
    return printReport(reviewed, failOn, env)
  },
}

type Rest = Pick<
  z.infer<typeof inputs>,
  | 'name'
  | 'steps'
  | 'repeats'
  | 'trainer'
  | 'stop'
  | 'identity'
  | 'resume'
  | 'tolerance'
  | 'timeout'
>

function planOf({ trainer, ...rest }: Rest, [program, ...words]: readonly string[]): TrainingPlan {
  if (!program)
    throw new ExpectedError(
      'expected the command of a training behind --, such as lddpr observe -- python train.py',
    )
  return {
    ...rest,
    run: [program, ...words],
    workingDirectory: '.',
    env: {},
    trainer: Object.fromEntries(trainer.map(readArgument)),
    compare: 'none',
    project: [],
    accept: {},
  }
}

/** What is somebody else's flag, in the spelling of Lightning. */
const OWN = ['devices', 'accelerator']

function readArgument(text: string): [string, TrainingPlan['trainer'][string]] {
  const [, key, value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? []
  if (key === undefined)
    throw wrongInput(
      'trainer',
      `expected KEY=VALUE such as max_epochs=1, found ${JSON.stringify(text)}${didYouMean(text, OWN)}`,
    )
  return [key, literalOf(value)]
}

const WORDS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['none', null],
  ['null', null],
])

/** As YAML and Python write it; anything else is a text. */
function literalOf(text: string): string | number | boolean | null {
  const word = WORDS.get(text.toLowerCase())
  if (word !== undefined) return word
  return /^-?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : text
}
