import { markdownTable } from 'markdown-table'
import { CHECKS, type Check, checkPage, REPEAT } from '../src/judge/checks.ts'
import { KNOWN, releasesWith } from '../src/judge/known.ts'
import { REPEATS, TRAINING_CHECKS, type TrainingCheck } from '../src/judge/training/checks.ts'
import { TOLERANCES } from '../src/judge/training/closeness.ts'
import type { Verdict } from '../src/model/verdict.ts'
import { suite } from '../src/probe/suites.ts'
import { withTables } from './tables.ts'

/** The pages of the checks, of suites and of own trainings. */

const PINS = 'pins-are-installed'
const SUITE = suite('full', 2)

const verdict = (name: Verdict) => `[\`${name}\`](../verdicts/${name}.md)`
const HAZARD =
  'A hazard: documented behaviour that can harm your training, or what you want. Reports show it, and it never fails.'

/** The scenarios that decide a check, those of the default suite first. */
function scenariosOf({ look }: Check): string {
  const standard = new Set(suite('standard', 2).scenarios.map(({ id }) => id))
  const all = look.scenarios({ suite: SUITE, pins: null, equal: [] })
  if (all.length === 0) return 'the environment, not a scenario.'
  const list = (ids: string[]) => ids.map(id => `\`${id}\``).join(', ')
  const here = all.filter(id => standard.has(id))
  const beyond = all.filter(id => !standard.has(id))
  if (here.length === 0) return `in the \`full\` suite: ${list(beyond)}.`
  const more = beyond.length ? ` In \`full\` also: ${list(beyond)}.` : ''
  return `in the \`standard\` suite: ${list(here)}.${more}`
}

function page(check: Check): string {
  const { id, sentence, reason, cause, remedy, seen, hazard } = check
  const known = KNOWN.filter(({ checks }) => checks.includes(id)).map(
    ({ packages, what, affects, issue, ...row }) =>
      `- ${packages.map(name => `\`${name}\``).join(', ')}, ${releasesWith(row)}: ${what}. ` +
      `It affects you if ${affects}. ([source](${issue}))`,
  )
  const status =
    id === PINS
      ? `A failure makes the verdict ${verdict('error')}, before lddpr measures anything. With \`allow-version-mismatch: true\` it measures anyway, and each report says so first.`
      : hazard
        ? HAZARD
        : id === REPEAT
          ? `A failure makes the verdict ${verdict('unstable')}.`
          : `A failure makes the verdict ${verdict('violation')}, unless the base fails, too, or the baseline accepts it.`
  const parts = [
    `# ${id}`,
    `**Passes when:** ${sentence}`,
    `**If it fails:** ${reason}`,
    `**Possible causes:** ${cause}`,
    ...(remedy ? [`**What to do:** ${remedy}`] : []),
    ...(known.length ? [`**Known issues:**\n\n${known.join('\n')}`] : []),
    `**Real case:** ${seen.what} ([source](${seen.link}))`,
    `**Looks at:** ${scenariosOf(check)}`,
    status,
  ]
  return pageOf(parts)
}

const pageOf = (parts: readonly string[]) => `${[...parts, ALL].join('\n\n')}\n`
const ALL = '[All checks](README.md)'

function trainingPage({
  id,
  sentence,
  reason,
  cause,
  remedy,
  seen,
  hazard,
}: TrainingCheck): string {
  const status =
    id === REPEATS
      ? `A failure makes the verdict ${verdict('unstable')}.`
      : hazard
        ? HAZARD
        : `A failure makes the verdict ${verdict('violation')}, unless the base fails, too, or the configuration accepts it.`
  return pageOf([
    `# ${id}`,
    `**Passes when:** ${sentence}`,
    `**If it fails:** ${reason}`,
    `**Possible causes:** ${cause}`,
    ...(remedy ? [`**What to do:** ${remedy}`] : []),
    `**Real case:** ${seen.what} ([source](${seen.link}))`,
    `**Looks at:** ${DECIDED[id] ?? 'each run of [your own training](../own-training.md).'}`,
    status,
  ])
}

/** Which runs, where it is not each of them. */
const DECIDED: Readonly<Record<string, string>> = {
  'training-samples-are-split':
    'each run of [your own training](../own-training.md); for an iterable dataset, the identity run.',
  'training-resumes':
    'a run of [your own training](../own-training.md) that lddpr cuts and resumes, with `resume: true`.',
  [REPEATS]: 'two runs of [your own training](../own-training.md).',
}

type Row = Pick<Check | TrainingCheck, 'id' | 'sentence' | 'hazard'>

function listOf(checks: readonly Row[]): string {
  const rows = checks.map(({ id, sentence, hazard }) => [
    `[${id}](${id}.md)`,
    hazard && id !== PINS ? `hazard: ${sentence}` : sentence,
  ])
  return markdownTable([['check', 'passes when'], ...rows], { alignDelimiters: false })
}

const index = () =>
  [
    '# Checks',
    'No check needs a baseline. A hazard is reported if it does not pass, and never fails.',
    '## In the suites',
    listOf(CHECKS),
    '## In your own training',
    listOf(TRAINING_CHECKS),
  ]
    .join('\n\n')
    .concat('\n')

/** What a training computes in, for a reader. The last row is what nothing else applies to. */
const PRECISIONS: Readonly<Record<string, string>> = {
  '16-true|transformer-engine': 'weights of 16 bits or fewer',
  '16': '16 bits, weights of 32',
  '^64': '64 bits',
  '.': '32 bits',
}

function toleranceTable(): string {
  const rows = TOLERANCES.map(({ precision, most }) => [
    PRECISIONS[precision.source] ?? precision.source,
    ...[most.init, most.loss, most.gradients, most.update, most.later].map(most =>
      Number.isFinite(most) ? most.toExponential() : 'not judged',
    ),
  ])
  const head = ['precision', 'initial weights', 'loss', 'gradients', "the optimizer's change"]
  return markdownTable([[...head, 'later losses'], ...rows], { alignDelimiters: false })
}

/** The page on own trainings, with what counts as rounding. */
export const withTolerances = (page: string): string =>
  withTables(page, { tolerances: toleranceTable() })

/** The pages of `docs/checks`, by their paths. */
export const checkPages = (): Record<string, string> => ({
  'docs/checks/README.md': index(),
  ...Object.fromEntries(CHECKS.map(check => [checkPage(check.id), page(check)])),
  ...Object.fromEntries(TRAINING_CHECKS.map(each => [checkPage(each.id), trainingPage(each)])),
})
