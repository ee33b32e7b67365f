import { spanOf } from './channels.ts'
import type { Environment } from './record.ts'
import type { Scenario, Suite } from './suite.ts'

interface Around {
  suite: Suite
  accelerator: Environment['accelerator']
}

/** What trainings have, and where a suite looks at it: a report names what its suite did not look at. */
export interface Aspect {
  /** As it stands in a list: `dropout and BatchNorm`. */
  name: string
  /** How the probe looks at it; or why it does not. */
  how: string
  /** Null where no suite can. */
  seen: ((scenario: Scenario, around: Around) => boolean) | null
}

export const ASPECTS: readonly Aspect[] = [
  {
    name: 'the order of samples',
    how: 'The indices of every rank and epoch, and whether the ranks share the dataset out.',
    seen: () => true,
  },
  {
    name: 'draws in the main process',
    how: 'Each library draws in every step and, without workers, for each sample.',
    seen: () => true,
  },
  {
    name: 'draws in DataLoader workers',
    how: 'Each library draws for each sample, in every worker.',
    seen: ({ parameters }) => parameters.num_workers > 0,
  },
  {
    name: 'what functions make of the draws',
    how: 'The table of draws below: one digest for each function, initialiser, split and sampler.',
    seen: ({ draws }) => draws,
  },
  {
    name: 'persistent workers',
    how: 'Their streams continue through all epochs.',
    seen: ({ parameters }) => parameters.persistent_workers,
  },
  {
    name: 'trainings without a seed',
    how: 'Ranks and workers must differ, and DDP must make the weights equal.',
    seen: ({ parameters }) => !parameters.seed_everything,
  },
  {
    name: "Lightning's launcher",
    how: 'Lightning starts a run itself, with a fresh process for each rank.',
    seen: ({ launcher, parameters }) => launcher === 'lightning' && parameters.num_devices > 1,
  },
  {
    name: 'a sanity check before training',
    how: 'It draws, and must restore the generators.',
    seen: ({ num_sanity_val_steps: steps }) => steps > 0,
  },
  {
    name: 'validation between epochs',
    how: 'Its draws, and whether training continues as it does without validation.',
    seen: ({ validate }) => validate !== false,
  },
  {
    name: "the Trainer's default logger, bars and checkpoints",
    how: 'A training draws the same values with and without them.',
    seen: ({ trainer }) => trainer === 'default',
  },
  {
    name: 'a resume at the end of an epoch',
    how: 'A training that is cut and resumed, beside an uninterrupted one.',
    seen: (scenario, { suite }) => scenario.resumes !== null && !spanOf(scenario, suite).torn,
  },
  {
    name: 'a resume within an epoch',
    how: 'The same, cut after a step: does the rest of the epoch follow, and on which samples?',
    seen: (scenario, { suite }) => spanOf(scenario, suite).torn !== null,
  },
  {
    name: 'twice as many ranks',
    how: 'A seed that works for two ranks may collide for four.',
    seen: ({ parameters: mine }, { suite: { scenarios } }) =>
      scenarios.some(({ parameters }) => parameters.num_devices < mine.num_devices),
  },
  {
    name: 'dropout and BatchNorm',
    how: 'The masks of every step, and the statistics of every rank.',
    seen: ({ model }) => model === 'regularized',
  },
  {
    name: 'mixed precision',
    how: 'The same model in `bf16-mixed`.',
    seen: ({ precision }) => precision !== '32-true',
  },
  {
    name: 'GPUs',
    how: 'Everything on CUDA devices, with their draws, if there is one for each rank.',
    seen: (_, { accelerator }) => accelerator === 'cuda',
  },
  {
    name: 'your own model, data and callbacks',
    how: 'The probe trains a tiny model of its own. Yours behaves like it only where it draws from the same generators.',
    seen: null,
  },
  {
    name: 'samplers of your own in a training',
    how: "The table of draws has torch's samplers. A training uses the default one, which Lightning makes distributed.",
    seen: null,
  },
  {
    name: 'strategies other than DDP',
    how: 'FSDP, DeepSpeed and model parallelism start and seed differently.',
    seen: null,
  },
  {
    name: 'several machines',
    how: 'Suites run the ranks of one machine. You can [measure several](evidence/multi-node.md) by hand.',
    seen: null,
  },
  {
    name: 'torch.compile',
    how: 'Compiled code may draw in another order, and compiling takes longer than all scenarios together.',
    seen: null,
  },
]

/** What a suite looked at in no scenario, in the words of a list. */
export function notLookedAt(suite: Suite, accelerator: Environment['accelerator']): string[] {
  const isSeen = ({ seen }: Aspect) =>
    suite.scenarios.some(each => seen?.(each, { suite, accelerator }))
  return ASPECTS.filter(aspect => !isSeen(aspect)).map(({ name }) => name)
}
