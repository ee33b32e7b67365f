import { cells } from '../../support/results.ts'
import type { Fault, Script } from './fault.ts'
import type { Outcome } from './outcome.ts'

/** A fault that was observed, and what was said of it. */
export interface Tried extends Outcome {
  fault: Fault
  /** What it does. */
  what: string
  seconds: number
}

/** A sound training that was observed. */
export interface Heard {
  script: Script
  what: string
  got: string
  silent: boolean
  seconds: number
}

export function result({ fault, found, right }: Tried): string {
  if (fault.equivalent) return found ? '**told**' : 'not told'
  if (!found) return '**missed**'
  return right ? 'found' : 'found, **not named**'
}

const RIGHT_AT_LEAST = 0.95

/** The results of the faults as they are shown, and whether they are as they should be. */
export function summary(tried: readonly Tried[]): { text: string; met: boolean } {
  const real = tried.filter(({ fault }) => !fault.equivalent)
  const alike = tried.filter(({ fault }) => fault.equivalent)
  const found = real.filter(each => each.found).length
  const right = real.filter(each => each.right).length
  const totals =
    `**${real.length} faults: found ${share(found, real.length)}, with the right check or place ` +
    `${share(right, real.length)}.** ${(tried.reduce((sum, each) => sum + each.seconds, 0) / 60).toFixed(0)} minutes.`
  const lines = real.map(each => {
    const { fault, what, got } = each
    return [`\`${fault.id}\``, `${what} *(${fault.name})*`, expected(fault), got, result(each)]
  })
  const others = alike.map(each => {
    const { fault, what, got } = each
    return [`\`${fault.id}\``, what, fault.equivalent ?? '', got, result(each)]
  })
  const text = [
    totals,
    cells(['fault', 'what it does', 'expected', 'got', ''], lines),
    ...(others.length
      ? [cells(['not counted', 'what it does', 'why nobody can tell', 'got', ''], others)]
      : []),
  ].join('\n\n')
  return { text, met: found === real.length && right >= RIGHT_AT_LEAST * real.length }
}

/** The same of sound trainings. */
export function silences(heard: readonly Heard[], runs: number): { text: string; met: boolean } {
  const loud = heard.filter(({ silent }) => !silent).length
  const totals = `**${heard.length} sound trainings, ${runs} runs each: ${loud || 'no'} alarms.**`
  const lines = heard.map(({ script, what, got, silent }) => [
    `\`${script.id}\``,
    what,
    got,
    silent ? 'silent' : '**alarm**',
  ])
  const text = [totals, cells(['training', 'what it is', 'got', ''], lines)].join('\n\n')
  return { text, met: loud === 0 }
}

const share = (part: number, whole: number) =>
  `${part} (${whole ? ((100 * part) / whole).toFixed(1) : '0'} %)`

function expected({ verdict, checks, place, says }: Fault): string {
  const told = [
    ...checks.map(id => id.replace('training-', '')),
    ...(place ? [`first at \`${place.source}\``] : []),
    ...(says ? [`says \`${says.source}\``] : []),
  ]
  return [`\`${verdict}\``, told.join(', ')].filter(Boolean).join(': ')
}
