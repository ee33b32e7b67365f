import { expect, test } from 'vitest'
import { TRAINING_CHECKS } from '../../../src/judge/training/checks.ts'
import type { Collection, Fit, Training } from '../../../src/model/training.ts'
import {
  apart,
  channels,
  moved,
  oneOrder,
  startingLike,
  still,
  withFits,
  without,
  withPasses,
  withRanks,
} from '../../../support/training/broken.ts'
import { keeping, resumed } from '../../../support/training/copies.ts'
import { checkOf, failingOf, hazardsOf, judged } from '../../../support/training/judging.ts'
import { identityRun, type Shape, soundTraining } from '../../../support/training/record.ts'

/** Each check has faults that it names, and neighbours of them that are sound. */

const sound = soundTraining()
const settings = (training: Training, given: Partial<Training['settings']>): Training => ({
  ...training,
  settings: { ...training.settings, ...given },
})
const contents = (training: Training, given: Partial<Fit['contents']>, runs?: number[]) =>
  withFits(
    training,
    fit => ({ ...fit, contents: { ...fit.contents, ...given } }),
    runs ? { runs } : {},
  )
const identified = (given: Shape, change: (training: Training) => Training) => {
  const training = soundTraining(given)
  const run = change({ ...training, runs: [identityRun(training)] }).runs
  return { ...training, runs: [...training.runs, ...run] }
}
const WEIGHTS = ['layers.0.weight', 'layers.0.bias', 'layers.2.weight', 'layers.2.bias']
const apartIn = (part: string, at: Collection['at'], ranks = [1]) =>
  apart(sound, each => (each.part === part && each.at === at ? 1e-3 : null), { ranks })
const FAULTS: [check: string, what: string, training: () => Training, subjects?: string[]][] = [
  [
    'training-samples-are-split',
    'all ranks read the same samples',
    () =>
      withPasses(sound, ({ drawn }) => ({ alike: true, distinct: drawn / 2, shared: drawn / 2 })),
    ['order on all ranks'],
  ],
  [
    'training-samples-are-split',
    'ranks share one sample',
    () => withPasses(sound, ({ drawn }) => ({ distinct: drawn - 1, shared: 1 })),
    ['samples across ranks'],
  ],
  [
    'training-samples-are-split',
    'more is shared than padding explains',
    () => withPasses(sound, () => ({ size: 78, drawn: 80, distinct: 77, shared: 3, cut: false })),
  ],
  [
    'training-samples-are-split',
    'an iterable dataset gives all to each rank',
    () => identified({ iterable: true }, t => withPasses(t, () => ({ sameOnRanks: 40 }))),
    ['samples across ranks'],
  ],
  [
    'training-samples-are-split',
    'an iterable dataset gives all to each worker of one device',
    () =>
      identified({ iterable: true, ranks: 1 }, t => withPasses(t, () => ({ sameOnWorkers: 40 }))),
    ['samples across workers'],
  ],
  [
    'training-samples-are-split',
    'a plain run of an iterable dataset shows it',
    () => withPasses(soundTraining({ iterable: true }), () => ({ sameOnRanks: 4 })),
  ],
  [
    'training-samples-are-split',
    'without a DataLoader, batches are equal',
    () =>
      channels(
        withFits(sound, fit => ({ ...fit, passes: [] })),
        { batch: '0.0:aaaaaaaa 0.1:bbbbbbbb' },
      ),
    ['batch on all ranks'],
  ],
  [
    'training-order-changes',
    'epochs have one order',
    () => oneOrder(sound),
    ['rank0/order across epochs', 'rank1/order across epochs'],
  ],
  [
    'training-draws-differ',
    'ranks draw alike',
    () => startingLike(sound, /^worker\d\/torch/, (name, pass) => `${name} ${pass}`),
    ['rank1/worker0/torch across ranks', 'rank1/worker1/torch across ranks'],
  ],
  [
    'training-draws-differ',
    'workers draw alike',
    () => startingLike(sound, /^worker\d\/numpy/, (_, pass) => `same ${pass}`, { ranks: [0] }),
    ['rank0/worker1/numpy across workers'],
  ],
  [
    'training-draws-differ',
    'epochs draw alike',
    () => startingLike(sound, /^worker1\/python/, name => name, { ranks: [1] }),
    ['rank1/worker1/python across epochs'],
  ],
  [
    'training-draws-differ',
    'each pass seeds again after its first draw',
    () =>
      channels(
        sound,
        { 'worker0/torch': '0.0:aaaaaaaa 0.2:bbbbbbbb 1.0:aaaaaaaa 1.2:bbbbbbbb' },
        [0],
      ),
    ['rank0/worker0/torch across epochs'],
  ],
  [
    'training-draws-differ',
    'the main process is seeded again in each epoch',
    () => channels(sound, { 'main/torch': '0.0:aaaaaaaa 0.1:bbbbbbbb 1.0:aaaaaaaa 1.1:bbbbbbbb' }),
    ['rank0/main/torch across epochs', 'rank1/main/torch across epochs'],
  ],
  [
    'training-own-draws-differ',
    'an own generator is copied to all ranks',
    () => startingLike(sound, /own:/, (name, pass) => `${name} ${pass}`),
    ['rank1/worker0/own:dataset.rng across ranks', 'rank1/worker1/own:dataset.rng across ranks'],
  ],
  [
    'training-own-draws-differ',
    'an own generator of the main process is equal on ranks',
    () => startingLike(soundTraining({ workers: 0 }), /own:/, (_, pass) => pass),
    ['rank1/loader/own:dataset.rng across ranks'],
  ],
  [
    'training-draws-are-known',
    'samples vary, and vary otherwise in another run',
    () =>
      moved(contents(sound, { again: 9, varied: 9, drawn: false, example: '7' }), /^samples$/, {
        runs: [1],
      }),
    ['samples'],
  ],
  [
    'training-samples-agree',
    'an index is another sample on another rank',
    () => contents(sound, { again: 9, across: 9, unlike: 2, drawn: false }),
  ],
  [
    'training-init-agrees',
    'ranks initialise otherwise',
    () => apartIn('weights', 'init'),
    ['rank1/weights.init'],
  ],
  [
    'training-replicas-agree',
    'ranks start apart',
    () => apartIn('weights', 'start'),
    ['rank1/weights'],
  ],
  ['training-replicas-agree', 'ranks part in a step', () => apartIn('weights', 'step')],
  ['training-replicas-agree', 'ranks end apart', () => apartIn('weights', 'end')],
  [
    'training-replicas-agree',
    'the optimizer parts',
    () => apartIn('optimizer.0', 'step'),
    ['rank1/optimizer.0'],
  ],
  [
    'training-replicas-agree',
    'the trail alone tells',
    () => moved(sound, /^weights$/, { ranks: [1] }),
  ],
  [
    'training-copies-agree',
    'a copy differs',
    () => keeping(sound, rank => `a${rank}`, WEIGHTS),
    ['rank1/copies.EMA.shadow'],
  ],
  [
    'training-copies-agree',
    'a list of copies differs',
    () => keeping(sound, rank => `a${rank}`, ['0', '1', '2', '3']),
  ],
  [
    'training-main-streams-agree',
    'a rank leaves out a draw',
    () => still(sound, 'numpy', '0.3'),
    ['rank1/main/numpy'],
  ],
  [
    'training-main-streams-agree',
    'a rank leaves out the first draw',
    () => still(sound, 'numpy', '0.0'),
    ['rank1/main/numpy'],
  ],
  [
    'training-samples-are-split',
    'parts that ranks count from 0, and that overlap',
    () =>
      contents(
        withPasses(sound, () => ({
          size: 40,
          alike: true,
          distinct: 40,
          shared: 40,
          sameOnRanks: 4,
        })),
        { again: 8, varied: 0, across: 40, unlike: 40, drawn: false },
      ),
  ],
  ['training-main-streams-agree', 'one rank alone draws', () => without(sound, 'main/python', [1])],
  [
    'training-main-streams-agree',
    'another rank alone draws',
    () => without(sound, 'main/python', [0]),
  ],
  [
    'training-loss-is-finite',
    'a loss is NaN',
    () =>
      withRanks(sound, rank => ({ ...rank, losses: rank.losses.with(5, 'd=0x1.0p+0 g=nan') }), {
        ranks: [1],
      }),
    ['rank1/loss'],
  ],
  [
    'training-resumes',
    'weights are not restored',
    () => resumed(sound, t => apart(t, ({ at }) => (at === 'start' ? 1 : null))),
  ],
  [
    'training-resumes',
    'the order is another',
    () => resumed(sound, t => moved(t, /^order$/, { from: '1.0' })),
  ],
  [
    'training-resumes',
    'the loss is another',
    () => resumed(sound, t => moved(t, /^loss$/, { from: '1.4', ranks: [1] })),
    ['rank1/loss after a resume'],
  ],
  [
    'training-repeats',
    'another run draws otherwise',
    () => moved(sound, /^worker1\/torch/, { from: '0.1', runs: [1] }),
    ['rank0/worker1/torch'],
  ],
]

test.each(FAULTS)('%s: %s', (id, _, training, subjects) => {
  const report = judged(training())
  const check = checkOf(report, id)
  const follows = id === 'training-draws-are-known' ? ['training-repeats'] : []
  expect([check.status, failingOf(report)]).toEqual(['fail', [id, ...follows]])
  if (subjects) expect(check.subjects).toEqual(subjects)
  expect(check.fix).not.toBe('')
  expect(report.verdict).toBe(
    id === 'training-repeats' || id === 'training-draws-are-known' ? 'unstable' : 'violation',
  )
})

const HAZARDS: [check: string, training: () => Training][] = [
  ['training-augmentation-varies', () => contents(sound, { again: 5, varied: 0, drawn: true })],
  ['training-noise-differs', () => sound],
  ['training-buffers-agree', () => apartIn('buffers', 'end')],
  ['training-is-seeded', () => settings(sound, { seed: null })],
  [
    'training-main-draws',
    () => startingLike(soundTraining({ workers: 0 }), /torch/, (_, pass) => pass),
  ],
  ['training-copies-agree', () => keeping(sound, rank => `a${rank}`, ['counts'])],
  ['training-main-streams-agree', () => moved(sound, /^main\/torch/, { from: '0.4', ranks: [1] })],
  [
    'training-main-streams-agree',
    () =>
      moved(soundTraining({ workers: 0 }), /^(main|loader)\/torch/, { from: '1.2', ranks: [1] }),
  ],
  [
    'training-main-streams-agree',
    () => moved(sound, /^(main|states.begin)\/torch/, { ranks: [1] }),
  ],
]

test.each(HAZARDS)('%s is told, and fails nothing', (id, training) => {
  const report = judged(training())
  expect(hazardsOf(report)).toContain(id)
  expect([report.verdict, failingOf(report)]).toEqual(['match', []])
})

test('every check has its fault, every hazard its case', () => {
  const ids = (hazard: boolean) =>
    TRAINING_CHECKS.filter(check => (check.hazard ?? false) === hazard).map(({ id }) => id)
  expect(new Set(FAULTS.map(([id]) => id))).toEqual(new Set(ids(false)))
  expect(HAZARDS.map(([id]) => id)).toEqual(expect.arrayContaining(ids(true)))
})
