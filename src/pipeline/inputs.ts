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
    'A command that starts a Python with Lightning, such as `.venv/bin/python` or `uv run python`. Default: the action builds an environment from the versions that the repository pins.',
  ),
  basePython: text(
    'The same for the base commit. If you set {python}, a comparison with the base commit needs this, too.',
  ),
  manifest: text(
    'The lock or manifest that pins the versions, such as `projects/train/uv.lock`, relative to {cwd}. Default: found automatically.',
  ),
  extra: chosen.describe(
    'Extras to install, such as `cpu`, separated by commas or lines. Default: those of `.lddpr/config.yml`, otherwise none.',
  ),
  group: chosen.describe(
    'Dependency groups to install, besides those that the tool installs by default; in a Pipfile, categories.',
  ),
  framework: z
    .enum(['auto', ...FRAMEWORKS])
    .default('auto')
    .describe(
      'The Lightning to measure: `lightning`, `pytorch-lightning`, or `auto`: that of `.lddpr/config.yml`, otherwise the one that your code below {cwd} imports.',
    ),
  allowVersionMismatch: flag.describe(
    '`true` also measures an interpreter that lacks the pinned versions, or the Lightning that your code imports; each report says so. `false` makes that an `error`.',
  ),
  suite: z
    .enum(SUITE_NAMES)
    .optional()
    .describe(
      'Which scenarios to run: `quick`, `standard` or `full`. Default: that of `.lddpr/config.yml`, otherwise `standard`.',
    ),
  trainings: chosenTrainings.describe(
    'Your own trainings to run after the suite, out of `.lddpr/config.yml`: `all`, `none`, or names, separated by commas or lines.',
  ),
  devices: number(1, 64).default(2).describe('Ranks of each scenario, from 1 to 64.'),
  accelerator: z
    .enum(['auto', 'cpu', 'gpu'])
    .default('auto')
    .describe('`cpu`, `gpu`, or `auto`: GPUs if each rank can have one, otherwise the CPU.'),
  class: z
    .union([z.literal(''), classSchema])
    .default('')
    .describe(
      'The machine type to expect, such as `cuda-h100-x2`: a record of another one is an error. With {accelerator} `auto` it also chooses the device. Default: any.',
    ),
  baseline: text('Directory of the baselines, relative to {cwd}.', '.lddpr'),
  compareWith: z
    .enum(['auto', 'baseline', 'base'])
    .default('auto')
    .describe(
      '`baseline`: the committed baseline of this machine type. `base`: the versions of the base commit, measured in the same run. `auto`: the baseline if there is one, otherwise `base`.',
    ),
  base: text(
    'The commit that the change starts from. Default: the base of the pull request, otherwise the merge base with the default branch of `origin`.',
  ),
  failOn: failOn
    .default(VERDICTS.filter(({ exit }) => exit !== 0).map(({ name }) => name))
    .describe(
      'Verdicts that fail, separated by commas: `error`, `unstable`, `violation`, `drift`, `new`, `match`. `error` always fails. Default: all but `match`.',
    ),
  reportDir: text('Directory of the reports, relative to {cwd}.', 'lddpr-report'),
  timeout: duration('s')
    .default(600)
    .describe(
      'The most that all scenarios together may take, such as `90s` or `10m`. A number alone counts seconds.',
    ),
  install: z
    .enum(['needed', 'whole'])
    .default('needed')
    .describe(
      '`needed` installs PyTorch, Lightning, NumPy and their dependencies, if the lock shows which these are. `whole` installs everything.',
    ),
  torchBuild: z
    .enum(TORCH_BUILDS)
    .default('auto')
    .describe(
      'The build of torch. `auto`: without a GPU the CPU build of the pinned version, a tenth of the download; with one, or if {torchIndex} has no CPU build, the pinned build. `cpu`: the CPU build, or an error. `pinned`: the pinned build.',
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

/** What the action `plan/` is told: it reads files, and runs nothing. */
export const planInputs = runInputs
  .pick({ cwd: true, manifest: true, extra: true, group: true, baseline: true, base: true })
  .extend({
    python: text(
      'The {python} of the check, if that has one. {watch} must then name what the interpreter is built from: without it the answer is `true`.',
    ),
    watch: patterns.describe(
      'Files whose change needs a measurement, as patterns (`docker/**`, `setup-*.sh`), one a line, relative to {cwd}.',
    ),
  })
export type PlanInputs = z.infer<typeof planInputs>

/** What an action takes besides, or instead. */
export const actionInputs = z.object({
  recordPath: text(
    'The record to judge, relative to {cwd}: a file, or a directory with `record.json`. Default: `record.json` in {reportDir}.',
  ),
  recordDigest: z
    .string()
    .regex(
      /^([0-9a-f]{64})?$/i,
      'expected the 64 digits of the output record-digest of lddpr-action/record',
    )
    .default('')
    .describe(
      'The output `record-digest` of the job that measures: another file is an `error`. Default: any file at {recordPath} is judged.',
    ),
  allowForkPr: flag.describe(
    "`true` measures a fork's pull request on a runner that GitHub does not host. The fork's code can then take over that machine: only for single-use runners.",
  ),
  comment: z
    .enum(['always', 'on-change', 'never'])
    .default('on-change')
    .describe(
      'When to write a comment: `always`, `never`, or `on-change`: if something has changed, also if somebody has accepted it. All but `never` update an existing comment.',
    ),
  commentId: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'expected up to 64 letters, digits, dots, dashes, underscores')
    .default('default')
    .describe(
      'Keeps the comments of several jobs apart. Give each job of a matrix its own: up to 64 letters, digits, dots, dashes, underscores.',
    ),
  pendingPath: text(
    'The pending baseline to accept, or a directory of them, relative to {cwd}. Not on `issue_comment`: the command names it. Default: `pending` in {reportDir}.',
  ),
  reason: text(
    'Why this baseline is right; kept in the file. Not on `issue_comment`: the command says it.',
  ),
  acceptViolation: names.describe(
    'Checks whose failure you accept, too, separated by commas or lines. Not on `issue_comment`: the command names them.',
  ),
  shrink: flag.describe(
    '`true` accepts a baseline that lacks streams of the committed one. Not on `issue_comment`: there the command has `--shrink`.',
  ),
  commit: flag.describe(
    '`true` commits the baseline to the branch of the pull request, or to the branch that the workflow was started on; it needs `contents: write`. `false` writes it to {reportDir}, and prints a command to copy.',
  ),
  githubToken: text(
    'Writes comments, with `pull-requests: write`; fetches the base commit if the checkout lacks it, with `contents: read`. Empty: no comment. Default: the token of the job.',
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
