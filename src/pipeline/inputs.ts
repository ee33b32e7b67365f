import * as z from 'zod'
import { parseDuration } from '../lib/duration.ts'
import { type Spell, wrongInput } from '../lib/errors.ts'
import { firstIssue, glimpse } from '../lib/issues.ts'
import { classSchema } from '../model/machine-type.ts'
import { FRAMEWORKS } from '../model/pins.ts'
import { SUITE_NAMES } from '../model/suite.ts'
import { PYTORCH_CPU_INDEX, TORCH_BUILDS } from '../model/torch-build.ts'
import { VERDICTS, type Verdict } from '../model/verdict.ts'
import type { Chosen } from '../probe/trainings.ts'

const verdictNames = VERDICTS.map(({ name }) => name)

const failOn = z.string().transform((list, context): Verdict[] => {
  const names = list.split(',').map(name => name.trim())
  const wrong = names.find(name => !(verdictNames as string[]).includes(name))
  if (wrong !== undefined)
    context.addIssue({ code: 'custom', message: `expected some of ${verdictNames.join(', ')}` })
  return names as Verdict[]
})

export const number = (low: number, high: number) =>
  z.string().transform((text, context) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= low && value <= high) return value
    context.addIssue({ code: 'custom', message: `expected a whole number from ${low} to ${high}` })
    return z.NEVER
  })

const MOST_SECONDS = 86_400

/** Seconds, of a text whose bare number counts `unit`. */
export const duration = (unit: 's' | 'm') =>
  z.string().transform((text, context) => {
    const value = parseDuration(text, unit)
    if (value !== null && value >= 1 && value <= MOST_SECONDS) return value
    const [plain, what] = unit === 's' ? ['600', 'seconds'] : ['10', 'minutes']
    const message = `expected a time from 1 s to 24 h such as 90s, 10m or ${plain}, which are ${what}`
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

/** `true` on the terminal is a flag that is there. */
const flag = z
  .preprocess(
    value => (typeof value === 'boolean' ? String(value) : value),
    z.stringbool({ truthy: ['true'], falsy: ['false'], error: 'expected true or false' }),
  )
  .default(false)

/** What is fetched from it runs: only this machine is spoken to without TLS. */
const INDEX =
  /^https:\/\/[^\s/]+(?:\/\S*)?$|^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:\/\S*)?$/

const text = (description: string, standard = '') =>
  z.string().default(standard).describe(description)

const itemsOf = (list: string, separator: string | RegExp) =>
  list
    .split(separator)
    .map(item => item.trim())
    .filter(Boolean)

/** A list in one word or, on the terminal, in several of the same flag. */
const names = z
  .preprocess(
    value => (Array.isArray(value) ? value.join(',') : value),
    z.string().transform(list => itemsOf(list, /[,\n]/)),
  )
  .default([])

/** Of extras and groups, which are words of a command. */
const chosen = names.refine(list => list.every(name => /^[A-Za-z0-9][\w.-]*$/.test(name)), {
  error: 'expected names, separated by commas or lines',
})

const chosenTrainings = z
  .string()
  .transform((list, context): Chosen => {
    const found = itemsOf(list, /[,\n]/)
    const [only = ''] = found
    if (only === 'all' || only === 'none') {
      if (found.length === 1) return only
    } else if (found.length && found.every(name => /^[a-z0-9-]{1,40}$/.test(name))) return found
    context.addIssue({
      code: 'custom',
      message: 'expected all, none, or names of trainings, separated by commas or lines',
    })
    return z.NEVER
  })
  .default('all')

/**
 * How a run is configured, from the terminal (`--fail-on`) and from a workflow (`fail-on`) alike. Descriptions name
 * other inputs as `{failOn}`: help texts, action.yml and the tables of the documentation are made from them.
 */
export const runInputs = z.object({
  cwd: text('The repository, or the part of it, to check.', '.'),
  python: text(
    'A command that starts Python with Lightning, such as `.venv/bin/python` or `uv run python`. Default: an environment is built from the versions that the repository pins.',
  ),
  basePython: text(
    'The same for the base commit. Where {python} is set, only this makes a comparison with the base commit possible.',
  ),
  manifest: text(
    'The lock or manifest that fixes the versions, such as `projects/train/uv.lock`, relative to {cwd}. Default: it is detected.',
  ),
  extra: chosen.describe(
    'Extras that trainings are installed with, such as `cpu`, separated by commas or lines. Default: what `config.yml` beside the baselines says, otherwise none.',
  ),
  group: chosen.describe(
    'The same for dependency groups; of a Pipfile, its categories. Groups that the tool installs by default are installed anyway.',
  ),
  framework: z
    .enum(['auto', ...FRAMEWORKS])
    .default('auto')
    .describe(
      'The Lightning that trainings use: `lightning`, `pytorch-lightning` or `auto`. `auto` takes what `config.yml` beside the baselines says, otherwise the one that the code below {cwd} imports.',
    ),
  allowVersionMismatch: flag.describe(
    '`true` also measures an interpreter that lacks the pinned versions, or the Lightning that the code imports; each report says so. Otherwise that is an `error`.',
  ),
  suite: z
    .enum(SUITE_NAMES)
    .optional()
    .describe(
      'The scenarios to run: `quick`, `standard` or `full`. Default: what `config.yml` beside the baselines says, otherwise `standard`.',
    ),
  trainings: chosenTrainings.describe(
    'The trainings of `config.yml` beside the baselines to run after the suite: `all`, `none`, or names, separated by commas or lines.',
  ),
  devices: number(1, 64).default(2).describe('Ranks of each scenario, from 1 to 64.'),
  accelerator: z
    .enum(['auto', 'cpu', 'gpu'])
    .default('auto')
    .describe(
      '`cpu`, `gpu`, or `auto`, which takes GPUs if there is one for each rank, otherwise the CPU.',
    ),
  class: z
    .union([z.literal(''), classSchema])
    .default('')
    .describe(
      'The machine type to expect, such as `cuda-h100-x2`. A record of another one is an error, and with {accelerator} `auto` its device is taken. Default: any.',
    ),
  baseline: text('Directory of the baselines, relative to {cwd}.', '.lddpr'),
  compareWith: z
    .enum(['auto', 'baseline', 'base'])
    .default('auto')
    .describe(
      '`baseline`: the committed baseline of this machine type. `base`: the versions of the base commit, probed on the same machine in the same run. `auto`: the baseline if there is one, otherwise the base commit.',
    ),
  base: text(
    'The commit that the change starts from. Default: the base of the pull request, otherwise the merge base with the default branch of origin.',
  ),
  failOn: failOn
    .default(VERDICTS.filter(({ exit }) => exit !== 0).map(({ name }) => name))
    .describe(
      'Verdicts that fail, separated by commas, out of `error`, `unstable`, `violation`, `drift`, `new`, `match`. `error` always does. Default: all but `match`.',
    ),
  reportDir: text('Directory of the reports, relative to {cwd}.', 'lddpr-report'),
  timeout: duration('s')
    .default(600)
    .describe(
      'How long all scenarios together may take, such as `90s` or `10m`. A number alone counts seconds.',
    ),
  install: z
    .enum(['needed', 'whole'])
    .default('needed')
    .describe(
      '`needed` installs PyTorch, Lightning, NumPy and their dependencies, if the lock tells them apart; `whole` installs the whole lock.',
    ),
  torchBuild: z
    .enum(TORCH_BUILDS)
    .default('auto')
    .describe(
      'The build of torch to install. `auto` takes the pinned one for a GPU; otherwise the CPU build of the same version, a tenth of the download, if {torchIndex} has one. `cpu` is an error without that build. `pinned` always takes the pinned one.',
    ),
  torchIndex: z
    .string()
    .regex(INDEX, 'expected an address that begins with https://, or with http:// on this machine')
    .default(PYTORCH_CPU_INDEX)
    .describe('The package index that has the CPU builds of torch.'),
  noInstall: z.boolean().default(false).describe('Build no environment; use one that is cached.'),
})
export type RunInputs = z.infer<typeof runInputs>

const patterns = z
  .string()
  .transform((list, context): string[] => {
    const found = itemsOf(list, '\n')
    if (found.some(pattern => /^[!/]|\\/.test(pattern)))
      context.addIssue({
        code: 'custom',
        message:
          'expected patterns such as docker/** or setup-*.sh, without a ! or / at their beginning',
      })
    return found
  })
  .default([])

/** The inputs of the action `plan/`: it reads files, and runs nothing. */
export const planInputs = runInputs
  .pick({ cwd: true, manifest: true, extra: true, group: true, baseline: true, base: true })
  .extend({
    python: text(
      'The same as for the check. {watch} must then name the files that the interpreter is built from; without it the answer is `true`.',
    ),
    watch: patterns.describe(
      'Files whose change is a reason to measure, as patterns (`docker/**`, `setup-*.sh`), one a line, relative to {cwd}.',
    ),
  })
export type PlanInputs = z.infer<typeof planInputs>

/** What the action can be asked to do. The whole road, or one stretch of it. */
export const MODES = ['check', 'record', 'report', 'accept'] as const
export type Mode = (typeof MODES)[number]

export const actionInputs = z.object({
  mode: z
    .enum(MODES)
    .default('check')
    .describe(
      '`check` does all in one. `record` only measures, for a job with the device and no right to write. `report` judges what another job has recorded, and publishes. `accept` makes a pending baseline the committed one.',
    ),
  recordPath: text(
    'Mode `record` writes this file. Mode `report` judges it, or `record.json` in this directory. Relative to {cwd}. Default: `record.json` in {reportDir}.',
  ),
  recordDigest: z
    .string()
    .regex(/^([0-9a-f]{64})?$/i, 'expected the 64 digits that mode record has put out')
    .default('')
    .describe(
      'Mode `report`: the output `record-digest` of the job that measures. Any other file is not judged: verdict `error`. Default: any record at {recordPath} is judged.',
    ),
  allowForkPr: flag.describe(
    '`true` runs the pull request of a fork on a runner that GitHub does not host. The code of the fork then runs on your machine: use it only with runners made for one job.',
  ),
  comment: z
    .enum(['always', 'on-change', 'never'])
    .default('on-change')
    .describe(
      'When to comment on the pull request: `always`, `on-change` (also for a change that somebody has accepted) or `never`. The first two keep an existing comment up to date.',
    ),
  commentId: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'expected up to 64 letters, digits, dots, dashes, underscores')
    .default('default')
    .describe(
      'Tells the comments of several jobs on one pull request apart: up to 64 letters, digits, dots, dashes, underscores. Give each job of a matrix its own.',
    ),
  checkRun: z
    .string()
    .max(100, 'expected at most 100 characters')
    .default('')
    .describe(
      "Name of a check run to create on the head commit, which needs `checks: write`. Use another name than the job's, and require the job. Default: there is none.",
    ),
  pendingPath: text(
    'Mode `accept`: the pending baseline, or the directory of pending baselines, to accept, relative to {cwd}. On a comment the command names it. Default: `pending` in {reportDir}.',
  ),
  reason: text(
    'Mode `accept`: why this baseline is right; kept in the file. On a comment the command gives it.',
  ),
  acceptViolation: names.describe(
    'Mode `accept`: checks whose failure is accepted with it, separated by commas or lines. On a comment the command names them.',
  ),
  shrink: flag.describe(
    'Mode `accept`: `true` also accepts a baseline that lacks streams of the committed one. On a comment the command says `--shrink`.',
  ),
  commit: flag.describe(
    'Mode `accept`: `true` commits the baseline to the branch of the pull request or of the workflow run, and needs `contents: write`. Otherwise it is written to {reportDir}, with a command to copy.',
  ),
  githubToken: text(
    'Writes the comment, and needs `pull-requests: write` for that; fetches the base commit where the checkout lacks it, and needs `contents: read` for that. If empty, there is no comment. Default: the token of the job.',
  ),
})
export type ActionInputs = z.infer<typeof actionInputs>

/** What an input is for, with the names of others as the reader spells them. */
export const describeInput = (field: unknown, spell: Spell): string =>
  (z.globalRegistry.get(field as z.ZodType)?.description ?? '').replace(
    /\{(\w+)\}/g,
    (_, name: string) => `\`${spell(name)}\``,
  )

export const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** Applies a schema; the error is about the input that is wrong. */
export function parseInputs<T>(schema: z.ZodType<T>, values: object): T {
  const result = schema.safeParse(values, { reportInput: true })
  if (result.success) return result.data
  const { path, problem } = firstIssue(result.error, glimpse, schema)
  throw wrongInput(String(path[0] ?? ''), problem)
}
