import { CHECKS, type Check } from '../judge/checks.ts'
import { coordinate } from '../judge/drift.ts'
import { REPOSITORY } from '../model/owner.ts'
import type { Environment } from '../model/record.ts'
import type { CheckResult, Report, Story } from '../model/report.ts'
import { describe, type Verdict } from '../model/verdict.ts'

/** What all reports say in the same words: on the terminal, in Markdown, in HTML and in JSON. */

/** Where the pages of the checks are read. */
export const HOME = `https://github.com/${REPOSITORY}/blob/v1`
/** Where bugs are reported. */
export const ISSUES = `https://github.com/${REPOSITORY}/issues`

export const ICONS: Record<Verdict, string> = {
  error: '🛑',
  unstable: '🎲',
  violation: '❌',
  drift: '🔀',
  new: '🆕',
  match: '✅',
}

export const headline = (verdict: Verdict) => describe(verdict).title
/** How a report in Markdown begins. */
export const headingOf = (verdict: Verdict) => `## ${ICONS[verdict]} ${headline(verdict)}`

/** The headings of the sections, in their order. */
export const HEADINGS = {
  log: 'What it said last',
  notices: 'First of all',
  improvements: 'What got better',
  packages: 'Packages that changed',
  checks: 'Checks that fail',
  drift: 'Streams that moved',
  accept: 'To accept',
  accepted: 'Accepted violations',
  hazards: 'Hazards: documented, and worth knowing',
  others: 'Changed packages that the training does not import',
  notCompared: 'Not compared',
  retried: 'Stalled once and started again',
  allChecks: 'All checks',
  environment: 'Environment',
  beside: 'Streams side by side',
  map: 'What moved where',
  partition: 'Who draws which sample',
  timings: 'Time taken',
} as const

export const CANDIDATES = 'Known changes with this pattern (candidates, not proven causes):'

/** Where everything is that a short report leaves out. */
export const ELSEWHERE = 'All of it is in report.html and report.json.'

/** The surroundings that a reader asks for first. Nothing that identifies the machine. */
export function describeEnvironment(environment: Environment): Record<string, string> {
  const versions = environment.packages
    .filter(({ name }) => ['lightning', 'pytorch-lightning', 'torch', 'numpy'].includes(name))
    .map(({ name, version }) => [name, version])
  return {
    python: environment.python,
    ...Object.fromEntries(versions),
    'trained with': `${environment.framework.name} ${environment.framework.version}`,
    platform: environment.platform,
    accelerator: [environment.accelerator, environment.deviceModel, environment.cuda]
      .filter(Boolean)
      .join(' '),
    'cpu capability': environment.cpuCapability,
    threads: String(environment.threads),
  }
}

export function textOf(id: string): Check {
  const found = CHECKS.find(check => check.id === id)
  if (!found) throw new TypeError(`${id} is not a check`)
  return found
}

/** What the verdict means to somebody who trains; empty if its name says all. */
export function meaning(report: Report): string {
  const failing = withStatus(report, 'fail').map(({ id }) => textOf(id).reason)
  return {
    error: 'Nothing was compared, so nothing is known to be right.',
    unstable: 'What disagrees with itself in one environment cannot be compared with another.',
    violation: [...new Set(failing)].slice(0, 2).join(' '),
    drift: 'Every check holds and runs repeat, but a training will not draw what it drew before.',
    new: 'There is nothing to compare with until somebody accepts what was measured.',
    match: '',
  }[report.verdict]
}

/** What values were held against: `baseline` or `base`, as it stands at the head of a column. */
export const referenceOf = ({ comparedWith }: Report) => comparedWith

/** The same with what it is, where that is known. */
export function origin({
  comparedWith,
  base,
  baseline,
}: Report): { what: string; name: string } | null {
  if (comparedWith === 'base')
    return base && { what: 'compared with the base commit', name: base.commit.slice(0, 9) }
  return baseline && { what: 'compared with the baseline', name: baseline.file }
}

/**
 * Many channels of one story under one name: a star for a number that varies, braces around the
 * scenarios if there are several.
 */
export function pattern(channels: readonly string[]): string {
  const parts = channels.map(name => name.split('/'))
  const scenarios = new Set(parts.map(([scenario]) => scenario))
  const rest = (parts[0] ?? []).slice(1).map((part, index) => {
    const varies = parts.some(other => other[index + 1] !== part)
    return varies ? part.replace(/\d+(-\d+)?$/, '*') : part
  })
  const scenario = scenarios.size > 1 ? `{${[...scenarios].join(',')}}` : [...scenarios].join()
  return [scenario, ...rest].join('/')
}

/** The channels of a story without their scenarios, and those: `rank* worker* torch`. */
export function placesOf({ channels }: Story): { streams: string; scenarios: string[] } {
  const within = channels.map(name => name.slice(name.indexOf('/') + 1))
  const scenarios = [...new Set(channels.map(name => name.split('/', 1)[0] ?? ''))]
  return { streams: pattern(within.map(name => `*/${name}`)).slice(2), scenarios }
}

/** `epoch 0 · step 0 · draw 3`: where in its channels a story begins. */
export const moment = ({ channels, first }: Story) =>
  coordinate(channels[0] ?? '', first)
    .slice((channels[0] ?? '').length)
    .replace(/^ · /, '') || 'from the start'

/** The number that a hexadecimal float means; null for anything else. */
export function parseFloat16(literal: string): number | null {
  const found = /^(-?)0x([01])(?:\.([0-9a-f]{1,13}))?p([+-]\d{1,4})$/.exec(literal)
  if (!found) return null
  const [, sign, whole, fraction = '', exponent] = found
  const mantissa = Number(whole) + Number.parseInt(fraction || '0', 16) / 16 ** fraction.length
  return (sign ? -1 : 1) * mantissa * 2 ** Number(exponent)
}

/** A value for a reader: `0.110505` for a hexadecimal float. */
export function decimal(literal: string): string {
  const value = parseFloat16(literal)
  return value === null ? literal : String(Number(value.toPrecision(6)))
}

/** Two values for a reader: as decimals, if those tell them apart. */
export function legible(expected: string, actual: string): [string, string] {
  const pair: [string, string] = [decimal(expected), decimal(actual)]
  return pair[0] === pair[1] ? [expected, actual] : pair
}

/** `reference`: what the expected value is called, where that is known. */
export function divergence(
  first: Report['firstDivergence'],
  reference: string = 'expected',
): string | null {
  if (!first) return null
  const [expected, actual] = legible(first.expected, first.actual)
  return `${first.coordinate}: ${reference} ${expected}, now ${actual}; ${before(first)}`
}

export const before = ({ matchingBefore, compared }: NonNullable<Report['firstDivergence']>) =>
  `${matchingBefore} of ${compared} channels come before it and match`

export const withStatus = (report: Report, status: CheckResult['status']) =>
  report.checks.filter(check => check.status === status)

export const channelCount = (report: Report) =>
  report.drift.reduce((sum, { channels }) => sum + channels.length, 0)

/** `72 of 306 channels`. */
export const movedChannels = (report: Report) =>
  `${channelCount(report)} of ${report.firstDivergence?.compared ?? channelCount(report)} channels`

/** How the terminal program is called by somebody who has not installed it. */
export const PROGRAM = `npx github:${REPOSITORY}`

/**
 * The command that makes the pending baseline the committed one, in lines that a shell takes for one;
 * null if that is not to be had.
 */
export function acceptCommand(report: Report, program = PROGRAM): string[] | null {
  if (!report.pending || ['unstable', 'match'].includes(report.verdict)) return null
  const { file, violations } = report.pending
  const words = [
    `${program} accept ${file}`,
    ...violations.map(id => `--accept-violation ${id}`),
    '--reason "why this is right"',
  ]
  if (violations.length === 0) return [words.join(' ')]
  return words.map(
    (word, index) => (index ? '  ' : '') + word + (index < words.length - 1 ? ' \\' : ''),
  )
}

export const acceptIntroduction = ({ verdict }: Report) =>
  verdict === 'new'
    ? 'If what was measured is right, make it the baseline and commit the file:'
    : 'If this is meant, make it the new baseline and commit the file:'

/** Where the file of the command comes from, for whoever reads the report elsewhere. */
export const ACCEPT_WHERE =
  `The file is in the artifact of the run, if its workflow keeps the reports, and \`${PROGRAM} check\` ` +
  'makes it in a clone. Both commands need Node.js 24.'

/** `worker/numpy, worker/torch`: what subjects are about, whatever their scenarios. */
export const partsOf = (subjects: readonly string[]) =>
  [...new Set(subjects.map(subject => subject.slice(subject.indexOf(': ') + 2)))].join(', ')

/** What a comparison left out: how many channels, and why. */
export function leftOut(report: Report): { channels: number; reason: string }[] {
  const rows = report.notCompared.map(({ channels, reason }) => ({
    channels: channels.length,
    reason,
  }))
  const added = report.added.length
  return added
    ? [...rows, { channels: added, reason: `the ${referenceOf(report)} lacks them` }]
    : rows
}

/** Versions of a package: in the baseline, at the base commit if that is something else, and now. */
export const hasBaseColumn = ({ comparedWith, changedPackages }: Report) =>
  comparedWith === 'baseline' &&
  changedPackages.some(({ from, base }) => base !== undefined && base !== from)

export const timingsOf = ({ timings }: Report) =>
  Object.entries(timings)
    .map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`)
    .join(', ')
