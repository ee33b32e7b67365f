import { meets } from '../model/packages.ts'
import { PROBED, type Probed, type Versions } from '../model/pins.ts'
import { pinsOf } from './declaration.ts'
import type { Reading } from './reading.ts'

/** What a reader of an answer should know besides. */

/** Where what is fixed does not go with what it was made from. */
export function doubts({ lock, declarations, candidate }: Reading, pins: Versions): string[] {
  const notes: string[] = []
  const { lightning, 'pytorch-lightning': older } = pins
  if (lightning && older && lightning !== older)
    notes.push(
      `lightning ${lightning} and pytorch-lightning ${older} differ: which one trains is decided by the import`,
    )
  if (!lock) return notes
  for (const name of PROBED) {
    const rows = (declarations?.requirements ?? []).filter(
      each => each.name === name && !each.under,
    )
    const version = pins[name]
    const [row] = rows
    if (!row || rows.length > 1 || row.marker) continue
    const before = lock.madeFrom?.get(name)
    if (before !== undefined && row.range !== null && !sameRange(before, row.range))
      notes.push(
        `${candidate.path} was made for ${name}${before}, and now ${name}${row.text} is asked for: the lock is stale`,
      )
    else if (version && row.range && meets(version, row.range) === false)
      notes.push(
        `${candidate.path} has ${name} ${version}, which is not in ${row.text}: the lock is stale`,
      )
  }
  return notes
}

const sameRange = (a: string, b: string) =>
  a.replace(/\s/g, '').split(',').sort().join() === b.split(',').sort().join()

const MAX_DISAGREEMENTS = 5

/** Other files that fix something else. */
export function disagreements(
  chosen: Reading,
  pins: Versions,
  others: readonly Reading[],
): string[] {
  const notes = others
    .filter(({ candidate }) => !candidate.aside)
    .flatMap(other => {
      const found = pinsOf(other.versions(other.target))
      const different = PROBED.filter(
        name => found[name] && pins[name] && found[name] !== pins[name],
      )
      const list = different.map(name => `${name} ${found[name]}`).join(', ')
      return different.length
        ? [`${other.candidate.path} says ${list}, and is not used: ${why(chosen, other)}`]
        : []
    })
  const more = notes.length - MAX_DISAGREEMENTS
  return more > 0 ? [...notes.slice(0, MAX_DISAGREEMENTS), `${more} more files differ`] : notes
}

function why(chosen: Reading, other: Reading): string {
  if (!other.belongs) return 'pyproject.toml is not written for its tool'
  if (chosen.lock && !other.lock) return `${chosen.candidate.path} is a lock`
  return `${chosen.candidate.path} comes first`
}

interface BadRelease {
  packages: readonly Probed[]
  versions: readonly string[]
  what: string
  link: string
}

// biome-ignore format: a table
const BAD_RELEASES: readonly BadRelease[] = [
  {
    packages: ['lightning', 'pytorch-lightning'],
    versions: ['2.6.2', '2.6.3'],
    what: 'was published by attackers on 2026-04-30, steals credentials when it is imported, and was withdrawn; replace every secret of a machine that had it',
    link: 'https://github.com/Lightning-AI/pytorch-lightning/issues/21691',
  },
]

export const warningsOf = (pins: Record<Probed, string | null>): string[] =>
  PROBED.flatMap(name =>
    BAD_RELEASES.filter(
      ({ packages, versions }) =>
        packages.includes(name) && versions.includes(pins[name]?.split('+')[0] ?? ''),
    ).map(({ what, link }) => `${name} ${pins[name]} ${what} (${link})`),
  )
