import { valid } from '@renovatebot/pep440'

/** Versions and ranges of Python packages, in the spellings of each tool, as PEP 440. */

/** No real version or range is longer; a longer one is not worth a regular expression's time. */
const MAX_LENGTH = 500

/** The one version that a range leaves, or null. */
export function exactly(range: string): string | null {
  if (range.length > MAX_LENGTH || range.includes('||')) return null
  for (const clause of range.split(',')) {
    const version = /^\s*===?\s*([^\s*=]+)\s*$/.exec(clause)?.[1]
    if (version && valid(version)) return version
  }
  return null
}

/** The alternatives of a range as Poetry writes it (`^1.2`, `~1.2`, `1.2`, `>=1 <2 || 3.*`), in PEP 440. */
export function fromPoetry(text: string): string {
  if (text.length > MAX_LENGTH) return text
  return text
    .split(/\|\|?/)
    .map(alternative =>
      alternative
        .replace(/([<>=!~^])\s+/g, '$1')
        .split(/[\s,]+/)
        .filter(Boolean)
        .flatMap(poetryClause)
        .join(','),
    )
    .join('||')
}

function poetryClause(clause: string): string[] {
  if (clause === '*') return []
  const [, operator = '', version = ''] = /^([<>=!~^]*)(.*)$/.exec(clause) ?? []
  if (operator === '^') return between(version, caretIndex(version))
  if (operator === '~') return between(version, Math.min(1, parts(version).length - 1))
  if (operator === '' || operator === '=') return [`==${version}`]
  return [clause]
}

const parts = (version: string) =>
  (/^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? '').split('.').map(Number)

/** The part that may not grow: the first that is not zero. */
function caretIndex(version: string): number {
  const index = parts(version).findIndex(part => part > 0)
  return index === -1 ? parts(version).length - 1 : index
}

function between(version: string, index: number): string[] {
  const upper = parts(version).slice(0, index + 1)
  upper[index] = (upper[index] ?? 0) + 1
  while (upper.length < 2) upper.push(0)
  return [`>=${version}`, `<${upper.join('.')}`]
}

/**
 * A range as conda writes it, in PEP 440. A single `=` is a prefix: `=2.5` is any 2.5.x. With three
 * parts there is nothing below it that these packages release, so `=1.19.2` is that version.
 */
export function fromConda(text: string): string {
  if (text.length > MAX_LENGTH) return text
  return text
    .split('|')
    .map(alternative => alternative.split(',').map(condaClause).filter(Boolean).join(','))
    .join('||')
}

function condaClause(clause: string): string {
  const [, operator = '', version = ''] = /^\s*([<>=!~]*)\s*(.*?)\s*$/.exec(clause) ?? []
  if (version === '' || version === '*') return ''
  const stem = version.replace(/\.?\*$/, '')
  if (operator === '=' && stem === version)
    return parts(version).length >= 3 ? `==${version}` : `==${version}.*`
  if (stem !== version) return `${operator === '!=' ? '!=' : '=='}${stem}.*`
  return operator === '' ? `==${version}` : clause.replace(/\s/g, '')
}
