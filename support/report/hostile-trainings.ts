import fc from 'fast-check'
import { TRAINING_CHECKS } from '../../src/judge/training/checks.ts'
import { type KnownIssue, STATUSES } from '../../src/model/report.ts'
import type { TrainingReport } from '../../src/model/training-report.ts'
import { VERDICTS } from '../../src/model/verdict.ts'
import { few, hostile, some } from './texts.ts'

/** Trainings in which every text that comes from elsewhere means harm, and no number is safe. */

const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const count = fc.nat(100)
const numbers = fc.oneof(
  fc.array(fc.double(), { maxLength: 6 }),
  fc.integer({ min: 390, max: 900 }).map(length => Array.from({ length }, (_, at) => at % 7)),
)
const checks = few(
  fc.record({
    id: fc.constantFrom(...TRAINING_CHECKS.map(({ id }) => id)),
    status: fc.constantFrom(...STATUSES),
    ...{
      scenario: hostile,
      detail: hostile,
      subjects: few(hostile),
      fix: hostile,
      explanation: hostile,
    },
    link: fc.constant(null),
    issues: fc.constant<KnownIssue[]>([]),
    unexplained: few(hostile, 2),
  }),
)

export const trainings: fc.Arbitrary<TrainingReport[]> = few(
  fc.record({
    name: hostile,
    command: few(hostile),
    verdict: fc.constantFrom(...VERDICTS.map(({ name }) => name)),
    headline: hostile,
    sentences: few(hostile),
    error: orNull(fc.record({ message: hostile, detail: hostile })),
    checks,
    first: orNull(
      fc.record({
        ...{ coordinate: hostile, what: hostile, expected: hostile, actual: hostile },
        ...{ parts: some(hostile), matchingBefore: count, compared: count },
      }),
    ),
    closeness: orNull(fc.constantFrom('equal', 'close', 'different')),
    ...{ difference: orNull(fc.double()), noise: orNull(fc.double()) },
    comparedWith: orNull(fc.constantFrom('base', 'baseline', 'repeat')),
    losses: fc.record({ now: numbers, before: numbers, repeat: numbers }),
    streams: some(
      fc.record({
        ...{ stream: hostile, ranks: hostile },
        cells: fc.string({ unit: fc.constantFrom('=', '~', 'x', ' '), maxLength: 90 }),
      }),
    ),
    moments: some(hostile),
    sources: some(
      fc.record({
        ...{ what: hostile, where: hostile, rank: count, worker: orNull(count), times: count },
      }),
    ),
    packages: some(
      fc.record({
        ...{ name: hostile, from: orNull(hostile), to: orNull(hostile) },
        ...{ imported: fc.boolean(), link: fc.constant(null) },
      }),
    ),
    environment: fc.dictionary(hostile, hostile, { maxKeys: 3 }),
    notices: few(hostile),
    ...{ ranks: count, steps: count },
    seconds: fc.dictionary(hostile, fc.double({ min: 0, max: 1e6, noNaN: true }), { maxKeys: 2 }),
  }),
  2,
) as fc.Arbitrary<TrainingReport[]>
