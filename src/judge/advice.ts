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

export type Advice = Pick<CheckResult, 'fix' | 'link' | 'issues' | 'unexplained'>

export const NO_ADVICE: Advice = { fix: '', link: null, issues: [], unexplained: [] }

/** `parts`: what fails, as `worker/torch`. */
export function advise(
  check: Check,
  status: CheckResult['status'],
  parts: readonly string[],
  at: Case,
): Advice {
  if (check.remedy) return { fix: check.remedy, link: null, issues: [], unexplained: [...parts] }
  const found = issuesOf(check.id, parts, at)
  const open = unexplained(parts, found)
  const [first] = found
  if (!first) return { ...advised(check, status, at), issues: [], unexplained: open }
  const byPackage = [...Map.groupBy(found, each => each.package).values()]
  const known = byPackage.map(issues => aboutIssues(issues, status, at.compared))
  const rest = open.length ? [`That does not explain ${open.join(', ')}. ${check.cause}`] : []
  return {
    fix: [...known, ...rest].join(' '),
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
): string {
  const [{ package: name, version, before, stay }] = issues as readonly [Found]
  const free = firstFree(issues)
  const what = issues.map(each => `${each.what} (${each.releases})`).join('; ')
  const whom = [...new Set(issues.map(({ affects }) => affects))].join('; ')
  const ends = `${what}. It matters if ${whom}`
  if (status === 'fail' && issues.every(({ brought }) => brought)) {
    if (free === null) return `Keep ${name} ${before}; no release since fixes it: ${ends}.`
    const other = before === free ? 'a later release' : `${free} or later`
    return `Keep ${name} ${before}, or take ${other}: ${ends}.`
  }
  if (free !== null) return `Take ${name} ${free} or later: ${ends}.`
  const until = stay ? `; stay at ${stay} then` : ''
  const adopt =
    status === 'fail' && compared === null
      ? ' Nothing is there to compare with: lddpr init makes the first baseline and adopts it.'
      : ''
  return `A known bug of ${name} ${version}: ${ends}${until}.${adopt}`
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
  { cause }: Check,
  status: CheckResult['status'],
  at: Case,
): Pick<Advice, 'fix' | 'link'> {
  const { changes, compared, surroundings, environment } = at
  const moved = changes.filter(
    each => each.imported && (each.from !== each.to || each.use === 'newly imported'),
  )
  const [only, other] = moved
  if (status === 'known')
    return { fix: `This change did not bring it. ${cause}`, link: tracker(environment.framework) }
  if (status === 'accepted') return { fix: `It is accepted. ${cause}`, link: null }
  if (only && !other)
    return {
      fix: `${back(only)}: nothing else changed that the training imports. ${cause}`,
      link: tracker(only),
    }
  if (only)
    return {
      fix: `Hold this change back: ${listed(moved)} changed together. lddpr bisect finds the one that does it. ${cause}`,
      link: null,
    }
  if (!compared)
    return {
      fix: `${cause} Nothing is there to compare with: compare with the base commit to see whether this change brings it.`,
      link: tracker(environment.framework),
    }
  const others = changes.filter(({ from, to }) => from !== to)
  const differing = [
    ...surroundings,
    ...(others.length ? [`other packages (${listed(others)})`] : []),
  ]
  const what = differing.length
    ? `What did: ${differing.join('; ')}.`
    : 'Look at what else can differ: variables of the job, startup files of Python, the machine.'
  return { fix: `No package that the training imports changed. ${what} ${cause}`, link: null }
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
