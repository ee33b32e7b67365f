import { cells } from '../../support/results.ts'
import { type Fault, NOTHING } from './fault.ts'
import type { Outcome } from './outcome.ts'

/** A fault that was injected, and what was said of it. */
export interface Tried extends Outcome {
  fault: Fault
  /** What it does. */
  what: string
  seconds: number
}

export function result({ fault, verdict, named }: Tried): string {
  if (fault.equivalent) return verdict ? 'not seen' : '**seen**'
  if (!verdict) return '**survived**'
  return named ? 'killed' : 'killed, **not named**'
}

const NAMED_AT_LEAST = 0.95

/** The results of a run as they are shown, and whether they are as they should be. */
export function summary(tried: readonly Tried[]): { text: string; met: boolean } {
  const real = tried.filter(({ fault }) => !fault.equivalent)
  const alike = tried.filter(({ fault }) => fault.equivalent)
  const right = real.filter(({ verdict }) => verdict).length
  const named = real.filter(each => each.named).length
  const seen = alike.filter(({ verdict }) => !verdict).length
  const totals =
    `**${real.length} faults: the right verdict for ${share(right, real.length)}, the right name ` +
    `for ${share(named, real.length)}.** ${alike.length} equivalent faults, ${seen || 'none'} of them seen.`
  const text = [
    totals,
    rows(real, ['fault', 'what it does', 'expected', 'got', ''], expected),
    rows(alike, ['equivalent', 'what it does', 'why nobody can tell', 'got', ''], argument),
  ].join('\n\n')
  const met = right === real.length && named >= NAMED_AT_LEAST * real.length && seen === 0
  return { text, met }
}

const share = (part: number, whole: number) =>
  `${part} (${whole ? ((100 * part) / whole).toFixed(1) : '0'} %)`

const argument = ({ equivalent = '' }: Fault) => equivalent

function expected({ verdict, checks = [], moved = [], says }: Fault): string {
  const told = says && says !== NOTHING ? [`says \`${says.source}\``] : []
  const names = [...checks, ...moved, ...told]
  return [`\`${verdict}\``, names.join(', ')].filter(Boolean).join(': ')
}

function rows(tried: Tried[], head: string[], third: (fault: Fault) => string): string {
  const lines = tried.map(each => {
    const { fault, what, got } = each
    return [`\`${fault.id}\``, `${what} *(${fault.name})*`, third(fault), got, result(each)]
  })
  return cells(head, lines)
}
