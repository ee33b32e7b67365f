import { machineTypeInWords, otherBaselinesInWords } from '../model/machine-type.ts'
import type { Report } from '../model/report.ts'

/** Whether streams were compared, beside every verdict: that every check holds says nothing about it. */

interface Sides {
  className: string
  /** Machine types that have a baseline. */
  classes: readonly string[]
  /** What there was to compare with. */
  reference: 'baseline' | 'base' | null
}

type Compared = Pick<Report, 'verdict' | 'drift' | 'compared' | 'added' | 'notCompared'>

const CALLED = { baseline: 'the baseline', base: 'the base commit' }

export function comparisonInWords(
  { verdict, drift, compared, added, notCompared }: Compared,
  { className, classes, reference }: Sides,
): string {
  if (verdict === 'error') return ''
  if (reference === null) {
    const others = otherBaselinesInWords(classes, className)
    const known = others && ` (there is one for ${others})`
    return `No baseline for ${machineTypeInWords(className)}${known}. Nothing was compared.`
  }
  const called = CALLED[reference]
  const lacks = { channels: added, reason: `${called} lacks them` }
  const left = (added.length ? [...notCompared, lacks] : notCompared)
    .map(({ channels, reason }) => `${channels.length} (${reason})`)
    .join(', ')
  if (compared === 0) return `Nothing was compared with ${called}. Not compared: ${left}.`
  const moved = drift.reduce((sum, { channels }) => sum + channels.length, 0)
  const found = moved ? `${moved} of ${compared} streams differ` : `all ${compared} are equal`
  return `Compared with ${called}: ${found}.${left && ` Not compared: ${left}.`}`
}

/** Whether the verdict and its summary say so already. */
export const isSaidBySummary = ({ verdict, added, notCompared, compared }: Report): boolean =>
  ['match', 'drift'].includes(verdict) &&
  compared > 0 &&
  added.length === 0 &&
  notCompared.length === 0
