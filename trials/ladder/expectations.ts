import type { Verdict } from '../../src/model/verdict.ts'

/**
 * What a bump from one Lightning release to the next must be told to do, and the way back. Derived
 * from the changes that these releases made, not from what the judge says of them.
 */

export const RELEASES = [
  ...['2.3.3', '2.4.0', '2.5.0', '2.5.2', '2.5.5'],
  ...['2.6.0', '2.6.1', '2.6.5', '2.6.6'],
] as const
export type Release = (typeof RELEASES)[number]

/** What else a release needs to be imported, beside torch and what Lightning 2.6.6 depends on. */
export const ALSO_NEEDED: Partial<Record<Release, string[]>> = {
  '2.3.3': ['setuptools<81'], // its packages are declared by pkg_resources
}

/** What is said of a bump in one direction. */
interface Outcome {
  verdict: Verdict
  /** Checks that fail and that a baseline of the release before does not accept. */
  fails: string[]
  /** What a baseline of the release before accepts as broken, and what holds now. */
  improved: string[]
}

/** Two neighbouring releases. What moves is the same in both directions, and so is its cause. */
interface Step {
  from: Release
  to: Release
  why: string
  /** Groups of channels that move, no others. */
  moved: string[]
  /** Scenarios in which anything moves, no others. */
  scenarios: string[]
  candidates: string[]
  up: Outcome
  down: Outcome
}

const EPOCHS = 'worker-streams-differ-across-epochs'
const SEED = 'seed-changes-streams'
const RESUME = 'resume-continues-order'

/** A check that holds again in some groups of channels. */
const whole = (check: string, ...groups: string[]) => groups.map(group => improvement(check, group))

/** How an improvement is written in this table. */
export const improvement = (check: string, group: string) => `${check} (${group})`

/** Where Lightning seeds the workers: not without workers, not with seed_workers=False, not unseeded. */
const LIGHTNING_SEEDS_WORKERS = [
  ...['seeded', 'seeded-persistent', 'seeded-uneven', 'seeded-other', 'seeded-sanity'],
  ...['uncut', 'cut', 'resumed', 'launcher'],
]

const matches: Outcome = { verdict: 'match', fails: [], improved: [] }
const breaks = (...fails: string[]): Outcome => ({ verdict: 'violation', fails, improved: [] })
const mends = (...improved: string[][]): Outcome => ({
  verdict: 'drift',
  fails: [],
  improved: improved.flat(),
})

const quiet = { moved: [], scenarios: [], candidates: [], up: matches, down: matches }

export const STEPS: readonly Step[] = [
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
    // The loader's iterator is no longer made anew for the first epoch after a resume (#20775): it
    // keeps the order of epoch 0, and the draw of a base seed is missing. Torch's streams in workers
    // are the same for every base seed, in these releases.
    why: 'a resumed epoch has the order of epoch 0 (#21938), and one draw of the main process less',
    moved: ['main/torch', 'order', 'weights.end', 'worker/numpy', 'worker/python'],
    scenarios: ['resumed'],
    candidates: ['lightning-2.5.3-order-after-resume'],
    up: breaks(RESUME),
    down: mends(whole(RESUME, 'order')),
  },
  { from: '2.5.5', to: '2.6.0', why: 'nothing that draws', ...quiet },
  {
    from: '2.6.0',
    to: '2.6.1',
    why: 'worker seeds are mixed anew (#21399): torch sees epoch and seed again; numpy was right',
    moved: ['worker/python', 'worker/torch'],
    scenarios: LIGHTNING_SEEDS_WORKERS,
    candidates: ['lightning-2.6.1-seed-mixing'],
    up: mends(whole(EPOCHS, 'worker/torch'), whole(SEED, 'worker/torch')),
    down: breaks(EPOCHS, SEED),
  },
  { from: '2.6.1', to: '2.6.5', why: 'nothing that draws', ...quiet },
  { from: '2.6.5', to: '2.6.6', why: 'nothing that draws', ...quiet },
]

export interface Expectation extends Omit<Step, 'up' | 'down'>, Outcome {
  direction: 'up' | 'down'
}

export const EXPECTATIONS: readonly Expectation[] = STEPS.flatMap(({ up, down, ...step }) => [
  { ...step, direction: 'up' as const, ...up },
  { ...step, direction: 'down' as const, ...down, from: step.to, to: step.from },
])
