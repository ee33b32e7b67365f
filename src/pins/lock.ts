import type { Declarations, Finding, Findings } from './declaration.ts'
import type { Target } from './target.ts'

/** What a lock says: versions that somebody has chosen. */
export interface Lock {
  python: Declarations['python']
  /** What is in it at all, installed by default or not. */
  holds: ReadonlySet<string>
  /** The versions that are installed for a target. What is not installed is absent. */
  versions: (target: Target) => Findings
  /** The ranges that it was made from, where it keeps them. */
  madeFrom?: ReadonlyMap<string, string>
  notes: readonly string[]
}

export interface Entry {
  name: string
  version: string
}

/** One version of each package, or null where several entries are left or it hangs on what is unknown. */
export function settle(
  entries: readonly Entry[],
  uncertain: ReadonlySet<string> = new Set(),
): Findings {
  const findings: Findings = new Map()
  for (const name of uncertain)
    findings.set(name, { version: null, reason: 'its marker hangs on what is not known here' })
  for (const [name, found] of Map.groupBy(entries, each => each.name))
    findings.set(name, one([...new Set(found.map(({ version }) => version))]))
  return findings
}

const one = ([version, ...others]: string[]): Finding =>
  others.length || !version
    ? {
        version: null,
        reason: `the lock has several that apply: ${[version, ...others].join(', ')}`,
      }
    : { version }
