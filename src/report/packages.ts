import type { PackageChange, Report } from '../model/report.ts'
import type { Block } from './blocks.ts'
import { code, link, type Sentence, say, words } from './sentence.ts'

/** The packages that changed: what is installed, and beside it what is imported and asked for. */

/** What versions are compared with. A baseline knows of those alone that are imported. */
export const before = ({ comparedWith, baseline }: Report, imported: boolean) =>
  comparedWith === 'base' || !baseline || !imported ? 'base' : 'baseline'

/** Either those that the training imports or the others. */
export function packages(report: Report, imported: boolean): Block[] {
  const changes = report.changedPackages.filter(each => each.imported === imported)
  return packageTable(changes, before(report, imported))
}

/** `reference`: what the versions before are called. */
export function packageTable(changes: readonly PackageChange[], reference: string): Block[] {
  if (changes.length === 0) return []
  // The base commit's versions, where they are not those that values were compared with.
  const hasBase =
    reference === 'baseline' &&
    changes.some(({ from, base }) => base !== undefined && base !== from)
  const hasLinks = changes.some(change => change.link)
  const version = (value: string | null | undefined) => [value ? code(value) : words('—')]
  const now = (change: PackageChange): Sentence => {
    const [note] = noteOf(change)
    return note ? say`${version(change.to)}, ${note}` : version(change.to)
  }
  return [
    {
      kind: 'table',
      head: ['package', reference, ...(hasBase ? ['base'] : []), 'now', ...(hasLinks ? [''] : [])],
      rows: changes.map(each => [
        [code(each.name)],
        version(each.from),
        ...(hasBase ? [version(each.base)] : []),
        now(each),
        ...(hasLinks ? [each.link ? [link('release notes', each.link)] : []] : []),
      ]),
      lines: changes.map(each => lineOf(each, hasBase)),
    },
  ]
}

function lineOf(change: PackageChange, hasBase: boolean): Sentence {
  const { name, from, to, base } = change
  const versions = from === to ? (to ?? '—') : `${from ?? '—'} → ${to ?? '—'}`
  const isOther = hasBase && base !== undefined && base !== from
  const notes = [...(isOther ? [say`${base ?? '—'} at the base commit`] : []), ...noteOf(change)]
  return say`${name} ${versions}${notes.flatMap(note => say`, ${note}`)}`
}

/** What versions alone do not say; null where they say all. */
function noteOf({ name, from, to, use, range, fixed }: PackageChange): Sentence[] {
  const notes = [
    ...(use ? [aboutUse(use, from === to ? to : null)] : []),
    ...(fixed ? [say`and the files fix ${code(fixed)}`] : []),
    ...(range ? [aboutRange(range, name, from === to ? to : null)] : []),
  ]
  const [first, ...others] = notes
  return first ? [[...first, ...others.flatMap(each => say`; ${each}`)]] : []
}

function aboutUse(use: NonNullable<PackageChange['use']>, both: string | null) {
  return both ? say`${words(use)}; ${code(both)} is installed on both sides` : say`${words(use)}`
}

function aboutRange(
  { from, to }: NonNullable<PackageChange['range']>,
  name: string,
  both: string | null,
) {
  const ends = both ? say`; both sides install ${name} ${code(both)}` : []
  if (from === null) return say`now asked for as ${code(to ?? '')}${ends}`
  if (to === null) return say`no longer asked for as ${code(from)}${ends}`
  return say`the range moved (${code(from)} → ${code(to)})${ends}`
}
