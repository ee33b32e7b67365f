import type { CheckResult, Report } from '../model/report.ts'
import type { TrainingReport } from '../model/training-report.ts'
import type { Verdict } from '../model/verdict.ts'

import type { Answer, Block, Document, Section, TrainingPart } from './blocks.ts'
import type { Reader } from './commands.ts'
import { headlineOf } from './headline.ts'
import { pageOf } from './known.ts'
import { lossesInWords, sourcesInWords, stepsInWords } from './observed.ts'
import { packageTable } from './packages.ts'
import { failures, fixOf, folded, list, log, open, table } from './section.ts'
import { code, type Sentence, say, status, text, words } from './sentence.ts'
import { headlineOfTraining, withoutEnd } from './trainings.ts'
import { checkOf, commandLines, legible, shellWord, timingsOf } from './words.ts'

/** How a training is told, beside a suite or alone: in words first, then what they rest on. */

const CONSEQUENCE = 'Accepting repairs nothing: your training keeps this fault.'
const MOST_PARTS = 8
const MOST_PACKAGES = 3

/** Beside a suite: a line with the headline, at most two more, and the rest. */
export function partOf(training: TrainingReport, reader: Reader): TrainingPart {
  const { name, verdict } = training
  const sentences = [...new Set(training.sentences)]
  const second = secondLine(training)
  const more = second ? sentences : sentences.slice(1)
  return {
    name,
    verdict,
    headline: headlineOfTraining(training),
    lines: [second ?? sentencesOf(sentences.slice(0, 1)), factsOf(training)].filter(
      line => line.length > 0,
    ),
    isWrong: verdict !== 'match' && verdict !== 'new',
    sections: [
      open('more', 'What else was found', ['what else was found', 3], list(asRows(more))),
      ...sectionsOf(training),
      open('accept', 'If this is meant', ['how to accept', 11], acceptance(training, reader)),
      open('notices', 'Notices', ['notices', 12], list(asRows(training.notices))),
    ].filter(({ blocks }) => blocks.length > 0),
  }
}

/** The document of a training that was observed without a suite. */
export function documentOfTraining(report: Report, training: TrainingReport): Document {
  const { name, verdict, ranks, steps, sentences, error } = training
  const versus = REFERENCES[training.comparedWith ?? 'none']
  return {
    verdict,
    headline: headlineOf(report),
    where: [
      name === 'training' ? [words(name)] : say`training ${code(name)}`,
      ...sizeOf(ranks, steps).map(each => [words(each)]),
      ...(versus ? [[words(`compared with ${versus}`)]] : []),
    ],
    label: [name === 'training' ? name : `training ${name}`, ...sizeOf(ranks, steps)],
    framework: null,
    answer: answerOf(report, training),
    comparison: error ? [...new Set(sentences)].join(' ') : '',
    known: living(training).map(each => say`${pageOf(each.id)}: ${each.detail}`),
    notices: [...report.notices, ...training.notices],
    scope: null,
    trainings: [],
    sections: sectionsOf(training).filter(({ blocks }) => blocks.length > 0),
  }
}

const many = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
/** Nothing is known of a training that was not observed. */
const sizeOf = (ranks: number, steps: number) =>
  ranks ? [many(ranks, 'rank'), many(steps, 'step')] : []
const asRows = (sentences: readonly string[]) => sentences.map(each => [text(each)])
const sentencesOf = (sentences: readonly string[]): Sentence =>
  sentences.length ? [text(sentences.join(' '))] : []
const having = ({ checks }: TrainingReport, ...wanted: CheckResult['status'][]) =>
  checks.filter(check => wanted.includes(check.status))
const living = (training: TrainingReport) => having(training, 'known', 'accepted')

const REFERENCES = {
  base: "the base's packages",
  baseline: 'the baseline',
  repeat: 'a repeat of itself',
  none: '',
} as const

/** `2 ranks, 20 steps, compared with the base's packages: lightning 2.6.0 → 2.6.1.` */
function factsOf({ ranks, steps, comparedWith, packages }: TrainingReport): Sentence {
  const versus = REFERENCES[comparedWith ?? 'none']
  const moved = packages.slice(0, MOST_PACKAGES)
  const more = packages.length - moved.length
  const versions = moved.map(({ name, from, to }) => [
    code(`${name} ${from ?? '—'} → ${to ?? '—'}`),
  ])
  const list = versions.flatMap((each, index) => (index ? say`, ${each}` : each))
  const rest = more > 0 ? say` and ${more} more` : []
  const facts = [...sizeOf(ranks, steps), versus && `compared with ${versus}`].filter(Boolean)
  if (facts.length === 0) return []
  return say`${words(facts.join(', '))}${list.length ? say`: ${list}${rest}` : []}.`
}

/** The first thing to know besides the headline; null where the judge's own sentences say it. */
function secondLine(training: TrainingReport): Sentence | null {
  const { verdict, error, first, sources } = training
  const [source] = sourcesInWords(sources)
  if (error) return [text(error.message)]
  if (verdict === 'violation') return failingLine(having(training, 'fail'))
  const known = living(training)
  if (first && !isCalm(verdict))
    return say`First difference: ${code(first.coordinate)}; ${words(beforeOf(first))}.${source ? say` ${source}` : []}`
  return known.length ? failingLine(known) : null
}

const isCalm = (verdict: Verdict) => verdict === 'match' || verdict === 'new'

/** The headline has what was found where the verdict follows from it. */
function failingLine([one, ...others]: readonly CheckResult[]): Sentence | null {
  if (!one) return null
  const more = others.length ? say` ${others.length} more below.` : []
  return one.status === 'fail'
    ? say`How to fix ${pageOf(one.id)}: ${fixOf(one)}${more}`
    : say`${pageOf(one.id)} fails: ${withoutEnd(one.detail)}.${more}`
}

const beforeOf = ({ matchingBefore, compared }: NonNullable<TrainingReport['first']>) =>
  `${matchingBefore} of ${compared} recorded values come before it and are equal`

function answerOf({ summary }: Report, training: TrainingReport): Answer {
  const failing = having(training, 'fail')
  const reasons = failing.map(({ id }) => checkOf(id).reason)
  const meaning = {
    error: 'Nothing was compared. Treat this change as untested.',
    unstable: 'A training that differs from its own repeat cannot be compared with another.',
    violation: [...new Set(reasons)].slice(0, 2).join(' '),
    drift: 'The same code and seed give other values than before.',
    new: '',
    match: '',
  }[training.verdict]
  const fixes = failing.filter(({ fix }) => fix).slice(0, 2)
  return {
    lead: [text([summary, meaning].filter(Boolean).join(' '))],
    points: fixes.map(each => ({ label: 'Fix:', sentence: fixOf(each) })),
  }
}

function sectionsOf(training: TrainingReport): Section[] {
  const { error, sources, packages, checks, losses, moments, streams } = training
  const { comparedWith } = training
  const reference = comparedWith === 'repeat' || !comparedWith ? 'before' : comparedWith
  const failing = having(training, 'fail')
  const known = living(training)
  const hazards = having(training, 'hazard')
  const drawn = losses.now.length
    ? [{ kind: 'losses', words: lossesInWords(losses, reference), reference, losses } as const]
    : []
  const grid = streams.length
    ? [{ kind: 'steps', words: stepsInWords(streams), moments, rows: streams } as const]
    : []
  return [
    open('log', 'Last log lines', ['the log', 40], log(error?.detail)),
    open('first', 'First difference', ['the first difference', 4], firstOf(training)),
    open(
      'checks',
      'Checks that fail',
      ['checks that fail', 5],
      failures(failing.map(each => ({ ...each, scenario: '' }))),
      {
        count: failing.length,
      },
    ),
    open(
      'sources',
      'Code that no seed decides',
      ['code that no seed decides', 6],
      list(sourcesInWords(sources)),
    ),
    open('losses', 'Loss by step', ['losses', 30], drawn),
    open('steps', 'Streams by step', ['streams by step', 35], grid),
    open('packages', 'Packages that differ', ['packages', 20], packageTable(packages, reference), {
      arrow: `${reference} → now`,
    }),
    folded(
      'known',
      'Known problems',
      ['known problems', 60],
      list(known.map(each => say`${pageOf(each.id)}: ${each.detail}. ${fixOf(each)}`)),
      { count: known.length },
    ),
    folded(
      'hazards',
      'Notes on documented behaviour',
      ['notes', 70],
      list(hazards.map(({ id, detail }) => say`${pageOf(id)}: ${checkOf(id).reason} ${detail}`)),
      { short: 'Notes', count: hazards.length },
    ),
    folded('all-checks', 'All checks', ['all checks', 90], allChecks(checks), {
      count: checks.length,
    }),
    folded('environment', 'Environment', ['environment', 95], environment(training)),
  ]
}

function firstOf({ first, comparedWith }: TrainingReport): Block[] {
  if (!first) return []
  const [expected, actual] = legible(first.expected, first.actual)
  const parts = first.parts.slice(0, MOST_PARTS)
  const more = first.parts.length - parts.length
  const names = parts.flatMap((part, index) => [...(index ? [words(', ')] : []), code(part)])
  return list([
    say`${code(first.coordinate)}: ${first.what}.`,
    say`${words(comparedWith === 'repeat' ? 'One run' : `The ${comparedWith ?? 'other side'}`)} has ${code(expected)}, this one ${code(actual)}.`,
    ...(parts.length
      ? [say`It differs in ${names}${words(more > 0 ? ` and ${more} more` : '')}.`]
      : []),
    [words(`${beforeOf(first)}.`)],
  ])
}

const allChecks = (checks: readonly CheckResult[]) =>
  table(
    ['check', 'status', 'found'],
    checks.map(({ id, status: found, detail }) => [
      [pageOf(id)],
      [status(found)],
      [text(detail || '—', 200)],
    ]),
  )

function environment({ environment, command, seconds }: TrainingReport): Block[] {
  const took = timingsOf(seconds)
  const rows = [
    [[words('command')], [code(command.map(shellWord).join(' '))]],
    ...Object.entries(environment).map(([name, value]) => [[text(name, 60)], [code(value)]]),
    ...(took ? [[[words('took')], [code(took)]]] : []),
  ]
  return table(['what', 'value'], rows)
}

/** What makes it the baseline of this training, if it has one; otherwise what accepts checks that fail. */
function acceptance(training: TrainingReport, { program }: Reader): Block[] {
  const { verdict, pending } = training
  const failing = having(training, 'fail')
  const warning = failing.length ? [words(CONSEQUENCE)] : []
  if (verdict === 'unstable' || verdict === 'error') return []
  if (pending) {
    const violations = pending.violations.map(id => `--accept-violation ${id}`)
    const command = [`accept ${shellWord(pending.file)}`, ...violations, '--reason ""']
    const introduction = 'Make it the baseline of this training, say why, and commit the file:'
    const lines = commandLines(program, command)
    return [{ kind: 'command', introduction, warning, lines, after: [] }]
  }
  if (failing.length === 0) return []
  const yaml = failing.map(({ id }) => `      ${id}: "why"`)
  return [
    {
      kind: 'command',
      introduction: 'Write the reason into .lddpr/config.yml, instead of "why":',
      warning,
      lines: ['trainings:', `  ${training.name}:`, '    accept:', ...yaml],
      after: [],
    },
  ]
}
