import { gt } from '@renovatebot/pep440'
import type { Baseline } from '../model/baseline.ts'
import { normalise } from '../model/packages.ts'
import type { Environment } from '../model/record.ts'
import type { CheckResult, PackageChange } from '../model/report.ts'
import { type Check, LIGHTNING, PYTORCH } from './check.ts'
import { hasFault, KNOWN, type KnownFault, releasesWith } from './known.ts'

/** What the reader of a failing check can do, by the versions at hand. */

export interface Case {
  environment: Environment
  changes: readonly PackageChange[]
  /** What values were compared with; null where there is nothing. */
  compared: 'baseline' | 'base' | null
  /** What else differs between the two, in words. */
  surroundings: readonly string[]
}

export type Advice = Pick<CheckResult, 'fix' | 'link'>

export const NO_ADVICE: Advice = { fix: '', link: null }

/** `parts`: what fails, as `worker/torch`. */
export function advise(
  check: Check,
  status: CheckResult['status'],
  parts: readonly string[],
  at: Case,
): Advice {
  if (check.remedy) return { fix: check.remedy, link: null }
  const found = [...Map.groupBy(faultsOf(check.id, parts, at), ({ name }) => name)]
  const [first] = found.flatMap(([, faults]) => faults)
  if (!first) return advised(check, status, at)
  const known = found.map(([, faults]) => aboutFaults(faults, status === 'fail'))
  const open = parts.filter(part => !found.some(([, faults]) => faults.some(covers(part))))
  const rest = open.length ? [`That does not explain ${open.join(', ')}. ${check.cause}`] : []
  return {
    fix: [...known, ...rest].join(' '),
    link: { text: 'source', address: first.fault.link },
  }
}

interface Found {
  fault: KnownFault
  name: string
  now: string
  /** Null where it is not known what was there before. */
  before: string | null
}

const covers =
  (part: string) =>
  ({ fault: { parts } }: Found) =>
    parts.length === 0 || parts.includes(part)

/** The known faults of what is installed that explain what fails. */
function faultsOf(id: string, parts: readonly string[], at: Case): Found[] {
  return KNOWN.filter(({ checks }) => checks.includes(id)).flatMap(fault =>
    fault.packages.flatMap(name => {
      const now = installed(name, at)
      if (!now || !hasFault(fault, now)) return []
      const change = at.changes.find(each => each.name === name)
      const before = change ? change.from : at.compared && now
      const found = { fault, name, now, before }
      const isCrossed = before !== null && !hasFault(fault, before)
      return parts.some(part => covers(part)(found)) && (isCrossed || !fault.crossed) ? [found] : []
    }),
  )
}

/** Of two Lightnings only the one that was trained with counts. */
function installed(name: string, { environment: { framework, packages } }: Case): string | null {
  if (name.includes('lightning') && name !== framework.name) return null
  return packages.find(each => normalise(each.name) === name)?.version ?? null
}

/** Faults of one package, which one release has to be free of. */
function aboutFaults(faults: readonly Found[], isNew: boolean): string {
  const [{ name, before }] = faults as readonly [Found]
  const releases = faults.map(({ fault }) => fault)
  const free = firstFree(releases)
  const why = releases.map(fault => `${releasesWith(fault)} ${fault.what}`).join('; ')
  const whom = [...new Set(releases.map(({ affects }) => affects))].join('; ')
  const ends = `${why}. This concerns ${whom}.`
  if (before !== null && !releases.some(fault => hasFault(fault, before))) {
    if (free === null) return `Keep ${name} ${before}; no release since is free of it: ${ends}`
    const other = before === free ? 'a later release' : `${free} or later`
    return `Keep ${name} ${before}, or take ${other}: ${ends}`
  }
  if (free !== null) return `Take ${name} ${free} or later: ${ends}`
  const first = releases.flatMap(({ introduced }) => introduced ?? [])[0]
  const back =
    isNew && first ? ` Accept it until then, or go back to a release before ${first}.` : ''
  return `No release of ${name} fixes this yet: ${ends}${back}`
}

/** The first release that is free of all of them; null if there is none. */
const firstFree = (faults: readonly KnownFault[]): string | null =>
  faults
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
function advised({ cause }: Check, status: CheckResult['status'], at: Case): Advice {
  const { changes, compared, surroundings, environment } = at
  const moved = changes.filter(each => each.imported && (each.from !== each.to || each.use))
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

/** What differs between two surroundings besides packages. */
export function surroundingsBetween(
  before: Baseline['environment'] | undefined,
  now: Environment,
): string[] {
  if (!before) return []
  return (Object.keys(FIELDS) as (keyof typeof FIELDS)[])
    .filter(name => before[name] !== now[name])
    .map(name => `${FIELDS[name]} (${before[name] ?? 'none'} → ${now[name] ?? 'none'})`)
}
