import { suite } from '../../src/probe/suites.ts'
import { improvement, type Ladder, moves, type Outcome, quiet, type Step } from './ladder.ts'

/**
 * What a bump from one Lightning release to the next must show, and the way back. Derived
 * from the changes that these releases made, not from what the judge says of them.
 */

const RELEASES = [
  ...['2.3.3', '2.4.0', '2.5.0', '2.5.2', '2.5.5'],
  ...['2.6.0', '2.6.1', '2.6.5', '2.6.6'],
]

/** What else a release needs to be imported, beside torch and what Lightning 2.6.6 depends on. */
export const ALSO_NEEDED: Readonly<Record<string, readonly string[]>> = {
  '2.3.3': ['setuptools<81'], // its packages are declared by pkg_resources
}

const EPOCHS = 'worker-streams-differ-across-epochs'
const SEED = 'seed-changes-streams'
const RESUME = 'resume-continues-order'

/** A check that holds again in some groups of channels. */
const whole = (check: string, ...groups: string[]) => groups.map(group => improvement(check, group))

/** Where Lightning seeds the workers: not without workers, not with seed_workers=False, not unseeded. */
const LIGHTNING_SEEDS_WORKERS = suite('standard', 2)
  .scenarios.filter(
    ({ parameters: { num_workers, seed_workers, seed_everything } }) =>
      num_workers > 0 && seed_workers && seed_everything,
  )
  .map(({ id }) => id)

const breaks = (...fails: string[]): Outcome => ({ verdict: 'violation', fails, improved: [] })
const mends = (...improved: string[][]): Outcome => ({ ...moves, improved: improved.flat() })

const STEPS: readonly Step[] = [
  {
    from: '2.3.3',
    to: '2.4.0',
    why: 'Lightning mixes worker seeds itself (#20055): numpy and torch see neither epoch nor seed',
    moved: ['worker/numpy', 'worker/python', 'worker/torch'],
    scenarios: LIGHTNING_SEEDS_WORKERS,
    candidates: ['lightning-2.4.0-worker-seeds'],
    up: breaks(EPOCHS, SEED),
    down: mends(
      whole(EPOCHS, 'worker/numpy', 'worker/torch'),
      whole(SEED, 'worker/numpy', 'worker/torch'),
    ),
  },
  {
    from: '2.4.0',
    to: '2.5.0',
    why: 'numpy is seeded by SeedSequence again (#20369); torch stays broken, as accepted',
    moved: ['worker/numpy'],
    scenarios: LIGHTNING_SEEDS_WORKERS,
    candidates: ['lightning-2.5.0-numpy-seed-sequence'],
    up: mends(whole(EPOCHS, 'worker/numpy'), whole(SEED, 'worker/numpy')),
    down: breaks(EPOCHS, SEED), // accepted for torch, not for numpy
  },
  { from: '2.5.0', to: '2.5.2', why: 'nothing that draws', ...quiet },
  {
    from: '2.5.2',
    to: '2.5.5',
    // The loader's iterator is no longer made again for the first epoch after a resume (#20775): it
    // keeps the order of epoch 0, and the draw of a base seed is missing. Torch's streams in workers
    // are the same for every base seed, in these releases.
    why: 'a resumed epoch has the order of epoch 0 (#21938), and one draw of the main process less',
    moved: [
      ...['main/torch', 'order', 'state.end/callbacks', 'state.end/optimizers'],
      ...['weights.end', 'worker/numpy', 'worker/python'],
    ],
    scenarios: ['resumed'],
    candidates: ['lightning-2.5.3-order-after-resume'],
    up: breaks(RESUME),
    down: mends(whole(RESUME, 'order')),
  },
  { from: '2.5.5', to: '2.6.0', why: 'nothing that draws', ...quiet },
  {
    from: '2.6.0',
    to: '2.6.1',
    why: 'worker seeds are mixed in another way (#21399): torch sees epoch and seed again; numpy was right',
    moved: ['worker/python', 'worker/torch'],
    scenarios: LIGHTNING_SEEDS_WORKERS,
    candidates: ['lightning-2.6.1-seed-mixing'],
    up: mends(whole(EPOCHS, 'worker/torch'), whole(SEED, 'worker/torch')),
    down: breaks(EPOCHS, SEED),
  },
  { from: '2.6.1', to: '2.6.5', why: 'nothing that draws', ...quiet },
  { from: '2.6.5', to: '2.6.6', why: 'nothing that draws', ...quiet },
]

export const LIGHTNING: Ladder = { package: 'lightning', releases: RELEASES, steps: STEPS }
