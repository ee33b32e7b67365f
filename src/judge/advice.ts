import { gt } from '@renovatebot/pep440'
import type { Baseline } from '../model/baseline.ts'
import type { Environment } from '../model/record.ts'
import type { CheckResult, PackageChange } from '../model/report.ts'
import { type Check, LIGHTNING, PYTORCH } from './check.ts'
import { type Found, issuesOf, type Sides, unexplained } from './known.ts'

/** What the reader of a failing check can do, by the versions at hand. */

export interface Case extends Sides {
  /** What else differs between the two, in words. */
  surroundings: readonly string[]
}

export type Advice = Pick<CheckResult, 'fix' | 'explanation' | 'link' | 'issues' | 'unexplained'>

export const NO_ADVICE: Advice = {
  fix: '',
  explanation: '',
  link: null,
  issues: [],
  unexplained: [],
}

/** `parts`: what fails, as `worker/torch`. */
export function advise(
  check: Check,
  status: CheckResult['status'],
  parts: readonly string[],
  at: Case,
): Advice {
  if (check.remedy) return { ...NO_ADVICE, fix: check.remedy, unexplained: [...parts] }
  const found = issuesOf(check.id, parts, at)
  const open = unexplained(parts, found)
  const [first] = found
  if (!first) return { ...advised(check, status, at), issues: [], unexplained: open }
  const byPackage = [...Map.groupBy(found, each => each.package).values()]
  const known = byPackage.map(issues => aboutIssues(issues, status, at.compared))
  const rest = open.length ? [`That does not explain ${open.join(', ')}. ${check.cause}`] : []
  return {
    fix: known.map(({ fix }) => fix).join(' '),
    explanation: [...known.map(each => each.explanation), ...rest].join(' '),
    link: { text: 'source', address: first.link },
    issues: found.map(({ row: _, before: __, ...issue }) => issue),
    unexplained: open,
  }
}

/** Issues of one package, which one release has to be free of. */
function aboutIssues(
  issues: readonly Found[],
  status: CheckResult['status'],
  compared: Case['compared'],
): Pick<Advice, 'fix' | 'explanation'> {
  const [{ package: name, version, before, stay }] = issues as readonly [Found]
  const free = firstFree(issues)
  const what = issues.map(each => `${each.what} (${each.releases})`).join('; ')
  const whom = [...new Set(issues.map(({ affects }) => affects))].join('; ')
  const explanation = `Known bug of ${name} ${version}: ${what}. It matters if ${whom}.`
  if (status === 'fail' && issues.every(({ brought }) => brought)) {
    const other = before === free ? 'a later release' : `${free} or later`
    const or = free === null ? '; no release since fixes it' : `, or take ${other}`
    return { fix: `Keep ${name} ${before}${or}.`, explanation }
  }
  if (free !== null) return { fix: `Take ${name} ${free} or later.`, explanation }
  const adopt =
    status === 'fail' && compared === null
      ? ['Run lddpr init: it makes the first baseline and adopts this bug.']
      : []
  const until = stay ? [`Stay at ${name} ${stay} if it matters to you.`] : []
  return { fix: [...until, ...adopt].join(' '), explanation }
}

/** The first release that is free of all of them; null if there is none. */
const firstFree = (issues: readonly Found[]): string | null =>
  issues
    .map(({ fixedIn }) => fixedIn)
    .reduce((a, b) => (a === null || b === null ? null : gt(a, b) ? a : b))

const MOST_NAMES = 4

/** Where to report what a package does. */
const TRACKERS: Readonly<Record<string, string>> = {
  lightning: LIGHTNING,
  'pytorch-lightning': LIGHTNING,
  torch: PYTORCH,
  numpy: 'https://github.com/numpy/numpy/issues',
  python: 'https://github.com/python/cpython/issues',
  torchmetrics: 'https://github.com/Lightning-AI/torchmetrics/issues',
  'lightning-utilities': 'https://github.com/Lightning-AI/utilities/issues',
}

/** Where no release is known for it: by what changed. */
function advised(
  { cause: explanation }: Check,
  status: CheckResult['status'],
  at: Case,
): Pick<Advice, 'fix' | 'explanation' | 'link'> {
  const { changes, compared, surroundings, environment } = at
  const moved = changes.filter(
    each => each.imported && (each.from !== each.to || each.use === 'newly imported'),
  )
  const [only, other] = moved
  const says = (fix: string, link: Advice['link'] = null) => ({ fix, explanation, link })
  if (status === 'known')
    return says('This change did not cause it.', tracker(environment.framework))
  if (status === 'accepted') return says('The baseline accepts it.')
  if (only && !other)
    return says(`${back(only)}: no other package that the training imports changed.`, tracker(only))
  if (only)
    return says(
      `Hold this change back: ${listed(moved)} changed together. lddpr bisect finds the one that causes it.`,
    )
  if (!compared)
    return says(
      'Compare with the base commit to see whether this change causes it.',
      tracker(environment.framework),
    )
  const others = changes.filter(({ from, to }) => from !== to)
  const differing = [
    ...surroundings,
    ...(others.length ? [`other packages (${listed(others)})`] : []),
  ]
  const what = differing.length
    ? `These did: ${differing.join('; ')}.`
    : 'Look at what else can differ: variables of the job, startup files of Python, the machine.'
  return says(`No package that the training imports changed. ${what}`)
}

function back({ name, from, to, use }: PackageChange): string {
  if (to === null || use === 'no longer imported') return `Keep ${name}`
  return from === null || from === to ? `Leave out ${name} ${to}` : `Keep ${name} ${from}`
}

function tracker({ name }: { name: string }): Advice['link'] {
  const address = TRACKERS[name]
  return address ? { text: `report it to ${name}`, address } : null
}

function listed(changes: readonly PackageChange[]): string {
  const names = changes.slice(0, MOST_NAMES).map(({ name }) => name)
  const more = changes.length - names.length
  if (more > 0) return `${names.join(', ')} and ${more} more`
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join()
}

const FIELDS = {
  python: 'Python',
  platform: 'the platform',
  accelerator: 'the accelerator',
  deviceModel: 'the device',
  cuda: 'CUDA',
  cpuCapability: "the CPU's instructions",
  threads: 'the number of threads',
} as const

const OF_GPUS = {
  driver: 'the driver of the GPU',
  nccl: 'NCCL',
  cudnn: 'cuDNN',
  hip: 'HIP',
} as const

/** What differs between two surroundings besides packages. */
export function surroundingsBetween(
  before: Baseline['environment'] | undefined,
  now: Environment,
): string[] {
  if (!before) return []
  return [...differences(FIELDS, before, now), ...differences(OF_GPUS, before.gpu, now.gpu)]
}

type Value = string | number | null

/** Of what both tell. */
function differences<T extends string>(
  names: Record<T, string>,
  before: NoInfer<Record<T, Value>> | null | undefined,
  now: NoInfer<Record<T, Value>> | null,
): string[] {
  if (!before || !now) return []
  return (Object.keys(names) as T[])
    .filter(name => before[name] !== now[name])
    .map(name => `${names[name]} (${before[name] ?? 'none'} → ${now[name] ?? 'none'})`)
}
