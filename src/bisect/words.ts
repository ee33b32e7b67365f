import { divergence } from '../report/words.ts'
import type { Bisection, Change } from './bisect.ts'

export function bisectionInWords(found: Bisection): string {
  const { good, changes, verdict, summary, culprits, trials } = found
  const fresh = trials.filter(({ known }) => !known).length
  const unresolved = trials.filter(({ outcome }) => outcome === 'unresolved')
  return [
    `${culpritsInWords(found)} ${culprits.length > 1 ? 'together give' : 'gives'} ${verdict}, relative to ${good}: ${summary}.`,
    divergence(found.firstDivergence) && `First divergence: ${divergence(found.firstDivergence)}`,
    culprits.length > 1
      ? 'None of them can be left out: each of the smaller sets that were tried did something else.'
      : null,
    found.first?.open.length
      ? `It may have been ${found.first.open.join(', ')} already: these could not be tried.`
      : null,
    found.unsearched && `The releases in between were not looked at: ${found.unsearched}.`,
    ...culprits.map(({ name, link }) => (link ? `Release notes of ${name}: ${link}` : null)),
    '',
    `${count(changes.length, 'package')} ${changes.length === 1 ? 'differs' : 'differ'}: ${changes.map(changeInWords).join(', ')}`,
    `${count(trials.length, 'probe run')}${fresh < trials.length ? `, ${trials.length - fresh} of them from before` : ''}:`,
    ...trials.map(({ name, verdict, outcome }) => `  ${name}: ${verdict} (${outcome})`),
    unresolved.length
      ? `${count(unresolved.length, 'run')} decided nothing: ${unresolved[0]?.summary}`
      : null,
  ]
    .filter(line => line !== null && line !== undefined)
    .join('\n')
}

function culpritsInWords({ culprits, first }: Bisection): string {
  if (first) return `${first.name} ${first.version}`
  return culprits.map(changeInWords).join(' and ')
}

function changeInWords({ name, from, to }: Change): string {
  if (!to) return `${name} (${from} removed)`
  return from ? `${name} ${to} (from ${from})` : `${name} ${to} (added)`
}

const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
