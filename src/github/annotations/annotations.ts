import type { PackageChange, Report } from '../../model/report.ts'
import { titleOf } from '../../model/verdict.ts'
import { headlineOf } from '../../report/headline.ts'
import { withStatus } from '../../report/words.ts'

export interface Annotation {
  level: 'error' | 'warning'
  line: number
  title: string
  message: string
}

/** GitHub shows ten of a level from one step; the verdict and warnings about publishing come on top. */
const MAX_OF_A_LEVEL = 8

/**
 * Which lines moved, and the checks that fail, at the first of those lines. A match has none: what
 * needs no action is not worth a mark in somebody's diff.
 */
export function annotate(report: Report, manifest: string): Annotation[] {
  if (report.verdict === 'match') return []
  const moved = report.changedPackages.flatMap(change => {
    const { from, to, base } = change
    const line =
      to === null || (from === to && (base ?? to) === to) ? null : lineOf(manifest, change.name, to)
    return line === null ? [] : [{ change, line }]
  })
  const place = moved[0]?.line ?? 1
  const title = headlineOf(report)
  const before = report.comparedWith === 'base' ? 'the base commit' : 'the baseline'
  const failing = withStatus(report, 'fail').map(({ id, scenario, detail, fix, link }) => ({
    line: place,
    title: `${titleOf(report.verdict)}: ${id} fails`,
    message: `${scenario}: ${detail}\nHow to fix: ${fix}${link ? ` (${link.address})` : ''}`,
  }))
  const ofTrainings = (report.trainings ?? []).flatMap(({ name, checks }) =>
    checks
      .filter(({ status }) => status === 'fail')
      .map(({ id, detail, fix }) => ({
        line: place,
        title: `${titleOf(report.verdict)}: ${id} fails`,
        message: `training ${name}: ${detail}\nHow to fix: ${fix}`,
      })),
  )
  const changed = moved.map(({ change, line }) => ({
    line,
    title,
    message: sentenceOf(change, before),
  }))
  return [...limit([...failing, ...ofTrainings], 'error'), ...limit(changed, 'warning')]
}

function sentenceOf({ name, from, to, base }: PackageChange, before: string): string {
  const [was, where] = base ? [base, 'the base commit'] : [from, before]
  return was === null
    ? `${name} ${to} is new since ${where}`
    : `${name} was ${was} in ${where} and is ${to} now`
}

function limit(all: Omit<Annotation, 'level'>[], level: Annotation['level']): Annotation[] {
  const shown = all.slice(0, MAX_OF_A_LEVEL)
  const last = shown.at(-1)
  const more = all.length - shown.length
  if (last && more > 0)
    shown.splice(-1, 1, { ...last, message: `${last.message}\n… and ${more} more` })
  return shown.map(each => ({ ...each, level }))
}

/** Conda's names of what PyPI calls otherwise. */
const ALSO: Record<string, string> = { torch: 'pytorch' }
const ENTRY = 12

/**
 * The line, from 1, that fixes a package, whatever the file: where an entry begins with its name, the
 * one with the version in it or shortly below, and the first entry of that name where none has it.
 */
export function lineOf(text: string, name: string, version: string): number | null {
  const lines = text.split(/\r\n|[\r\n]/)
  const names = [name, ALSO[name] ?? name].map(each =>
    each
      .split(/[-_.]+/)
      .map(escapeRegExp)
      .join('[-_.]+'),
  )
  const begins = new RegExp(
    `^\\s*(?:-\\s+)?(?:name\\s*[:=]\\s*)?["']?(?:${names.join('|')})["']?\\s*(?:$|[[<>=!~;:@,{("'#])`,
    'i',
  )
  const isEntry = /^\s*(?:-\s+)?name\s*[:=]/
  const says = new RegExp(
    `(?<![\\w.])${escapeRegExp(version.split('+', 1)[0] ?? '')}(?!\\.?\\w*\\d)`,
  )
  const entries = lines.flatMap((line, index) => (begins.test(line) ? [index] : []))
  for (const start of entries) {
    const end = lines.findIndex(
      (line, at) => at > start && (isEntry.test(line) || line.startsWith('[[')),
    )
    const entry = lines.slice(start, Math.min(start + ENTRY, end === -1 ? lines.length : end))
    const at = entry.findIndex(line => says.test(line))
    if (at >= 0) return start + at + 1
  }
  const [first] = entries
  return first === undefined ? null : first + 1
}

const escapeRegExp = (text: string) => text.replace(/[^\w]/g, character => `\\${character}`)
