import { machineTypeInWords, otherBaselinesInWords } from '../model/machine-type.ts'
import type { Report } from '../model/report.ts'
import { upper } from './words.ts'

/** Whether streams were compared, beside every verdict: that every check holds says nothing about it. */

interface Sides {
  className: string
  /** Machine types that have a baseline. */
  classes: readonly string[]
  /** What there was to compare with. */
  reference: 'baseline' | 'base' | null
  /** Whether this machine type has a baseline, whatever was compared with. */
  hasBaseline?: boolean
  base?: { commit: string; isSame: boolean } | null
  /** Why values are not compared with the base commit; empty where nothing hinders. */
  withoutBase?: string
}

type Compared = Pick<Report, 'verdict' | 'drift' | 'compared' | 'added' | 'notCompared'>

export function comparisonInWords(
  { verdict, drift, compared, added, notCompared }: Compared,
  { className, classes, reference, hasBaseline = false, base = null, withoutBase = '' }: Sides,
): string {
  if (verdict === 'error') return ''
  const others = otherBaselinesInWords(classes, className)
  const known = others && ` (there is one for ${others})`
  const without = `No baseline for ${machineTypeInWords(className)}${known}`
  if (reference === null) {
    const why = withoutBase && `, and no comparison with the base commit: ${withoutBase}`
    return `${without}${why}. Nothing was compared.`
  }
  const called = reference === 'baseline' ? 'the baseline' : baseInWords(base)
  const lacks = { channels: added, reason: `${called} lacks them` }
  const left = (added.length ? [...notCompared, lacks] : notCompared)
    .map(({ channels, reason }) => `${channels.length} (${reason})`)
    .join(', ')
  if (compared === 0) return `Nothing was compared with ${called}. Not compared: ${left}.`
  const moved = drift.reduce((sum, { channels }) => sum + channels.length, 0)
  const found = moved ? `${moved} of ${compared} streams differ` : `all ${compared} are equal`
  const more = left && ` Not compared: ${left}.`
  if (reference === 'base' && !hasBaseline)
    return `${without}: compared with ${called}. ${upper(found)}.${more}`
  return `Compared with ${called}: ${found}.${more}`
}

const baseInWords = (base: Sides['base']) => {
  if (!base) return 'the base commit'
  const name = `the base commit ${base.commit.slice(0, 9)}`
  return base.isSame ? `${name}, which installs the same and so was measured with it` : name
}

/** Whether the answer and the last line say so already: all was compared. */
export const isSaidByAnswer = ({ verdict, added, notCompared, compared }: Report): boolean =>
  ['match', 'drift'].includes(verdict) &&
  compared > 0 &&
  added.length === 0 &&
  notCompared.length === 0
