import * as z from 'zod'
import { wrongInput } from '../lib/errors.ts'
import { firstIssue, glimpse } from '../lib/json.ts'
import { classSchema } from '../model/machine-type.ts'
import { SUITE_NAMES } from '../model/suite.ts'
import { VERDICTS, type Verdict } from '../model/verdict.ts'

const verdictNames = VERDICTS.map(({ name }) => name)

const failOn = z.string().transform((list, context): Verdict[] => {
  const names = list.split(',').map(name => name.trim())
  const wrong = names.find(name => !(verdictNames as string[]).includes(name))
  if (wrong !== undefined)
    context.addIssue({ code: 'custom', message: `expected some of ${verdictNames.join(', ')}` })
  return names as Verdict[]
})

/** A whole number, given as text. */
const number = (low: number, high: number) =>
  z.string().transform((text, context) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= low && value <= high) return value
    context.addIssue({ code: 'custom', message: `expected a whole number from ${low} to ${high}` })
    return z.NEVER
  })

/** How a run is configured, from the terminal (`--fail-on`) and from a workflow (`fail-on`) alike. */
export const runInputs = z.object({
  cwd: z.string().default('.').describe('the repository to check'),
  python: z
    .string()
    .default('')
    .describe(
      'a command that starts Python; absent, an environment is built from the pinned versions',
    ),
  basePython: z
    .string()
    .default('')
    .describe(
      'the same for the base commit, where compare-with is base and python names an interpreter',
    ),
  manifest: z
    .string()
    .default('')
    .describe('the lock or manifest with the versions, seen from cwd; absent, it is looked for'),
  suite: z
    .enum(SUITE_NAMES)
    .optional()
    .describe(
      'which scenarios to run; absent, what config.yml beside the baselines says, or standard',
    ),
  devices: number(1, 64).default(2).describe('ranks of each scenario'),
  accelerator: z
    .enum(['auto', 'cpu', 'gpu'])
    .default('auto')
    .describe('auto takes GPUs if there is one for each rank, the CPU otherwise'),
  class: z
    .union([z.literal(''), classSchema])
    .default('')
    .describe(
      'the machine type that must be measured, such as cuda-h100-x2; another one is an error; absent, any',
    ),
  baseline: z.string().default('.lddpr').describe('directory of the baselines, seen from cwd'),
  compareWith: z
    .enum(['baseline', 'base'])
    .default('baseline')
    .describe(
      'what to compare with: the committed baseline, or the versions of the base commit, probed in the same run',
    ),
  base: z
    .string()
    .default('')
    .describe(
      'the commit that the change starts from; absent, the one of the pull request, or where HEAD left the default branch of origin',
    ),
  failOn: failOn
    .default(VERDICTS.filter(({ exit }) => exit !== 0).map(({ name }) => name))
    .describe('verdicts that fail, separated by commas; error always does'),
  reportDir: z.string().default('lddpr-report').describe('directory of the reports, seen from cwd'),
  timeout: number(1, 86_400).default(600).describe('seconds for all scenarios together'),
  install: z
    .enum(['needed', 'whole'])
    .default('needed')
    .describe(
      'what of a lock an environment gets: what the probe needs, where the lock tells that apart, or all of it',
    ),
  noInstall: z.boolean().default(false).describe('build no environment; use one that is cached'),
})
export type RunInputs = z.infer<typeof runInputs>

/** Patterns of files, one a line. */
const patterns = z
  .string()
  .transform((list, context): string[] => {
    const found = list
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean)
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
  .pick({ cwd: true, manifest: true, baseline: true, base: true })
  .extend({
    python: z
      .string()
      .default('')
      .describe(
        'the same as for the check, where that has one: then watch must name what the interpreter is built from',
      ),
    watch: patterns.describe(
      'files whose change is a reason to measure, seen from cwd: patterns (`*`, `**`, `?`, `[a-z]`, `{a,b}`), one a line',
    ),
  })
export type PlanInputs = z.infer<typeof planInputs>

/** What the action can be asked to do. The whole road, or one stretch of it. */
export const MODES = ['check', 'record', 'report', 'accept'] as const
export type Mode = (typeof MODES)[number]

/** `true` or `false`, as a workflow writes it. */
const flag = z
  .stringbool({ truthy: ['true'], falsy: ['false'], error: 'expected true or false' })
  .default(false)

/** Names, separated by commas or lines. */
const names = z
  .string()
  .transform(list =>
    list
      .split(/[,\n]/)
      .map(name => name.trim())
      .filter(Boolean),
  )
  .default([])

/** What a workflow can say beyond that. */
export const actionInputs = z.object({
  mode: z
    .enum(MODES)
    .default('check')
    .describe(
      'check does all in one; record only measures; report judges a record and publishes; accept makes a pending baseline the committed one',
    ),
  recordPath: z
    .string()
    .default('')
    .describe(
      'where record writes what it measured, and what report judges; absent, record.json in report-dir',
    ),
  recordDigest: z
    .string()
    .regex(/^([0-9a-f]{64})?$/i, 'expected the 64 digits that mode record has put out')
    .default('')
    .describe(
      'report judges no record but the one with this SHA-256, which mode record has put out',
    ),
  allowForkPr: flag.describe(
    "runs a fork's pull request on a runner of your own, whose machine its packages then have",
  ),
  comment: z
    .enum(['always', 'on-change', 'never'])
    .default('on-change')
    .describe(
      'when to comment on the pull request; a comment that exists is always kept up to date',
    ),
  commentId: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, 'expected up to 64 letters, digits, dots, dashes, underscores')
    .default('default')
    .describe('tells the comments of several jobs on one pull request apart'),
  checkRun: z
    .string()
    .max(100, 'expected at most 100 characters')
    .default('')
    .describe('the name of a check run to create beside the job, which needs checks: write'),
  pendingPath: z
    .string()
    .default('')
    .describe(
      'what accept accepts, a pending baseline or a directory of them; absent, pending in report-dir',
    ),
  reason: z.string().default('').describe('why accept may accept it; kept in the baseline'),
  acceptViolation: names.describe(
    'checks whose failure accept accepts with it, separated by commas or lines',
  ),
  commit: flag.describe(
    'lets accept commit to the branch of the pull request, which needs contents: write; otherwise it writes a file and a command',
  ),
  githubToken: z
    .string()
    .default('')
    .describe('writes the comment; needs pull-requests: write; record needs none'),
})
export type ActionInputs = z.infer<typeof actionInputs>

/** An input's name as flags and workflows write it. */
export const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** Applies a schema; the error is about the input that is wrong. */
export function parseInputs<T>(schema: z.ZodType<T>, values: object): T {
  const result = schema.safeParse(values, { reportInput: true })
  if (result.success) return result.data
  const { path, problem } = firstIssue(result.error, glimpse)
  throw wrongInput(String(path[0] ?? ''), problem)
}
