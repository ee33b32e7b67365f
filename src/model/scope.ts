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
    how: 'Indices of every rank and epoch, and whether the ranks share the dataset out.',
    seen: () => true,
  },
  {
    name: 'draws in the main process',
    how: 'A draw of each library in every step and, without workers, for each sample.',
    seen: () => true,
  },
  {
    name: 'draws in DataLoader workers',
    how: 'A draw of each library for each sample, in every worker.',
    seen: ({ parameters }) => parameters.num_workers > 0,
  },
  {
    name: 'what functions make of the draws',
    how: 'The table of draws below: functions, initialisers, splits and samplers, one digest each.',
    seen: ({ draws }) => draws,
  },
  {
    name: 'persistent workers',
    how: 'Their streams go on through all epochs.',
    seen: ({ parameters }) => parameters.persistent_workers,
  },
  {
    name: 'trainings without a seed',
    how: 'Ranks and workers must differ, and DDP must make the weights equal.',
    seen: ({ parameters }) => !parameters.seed_everything,
  },
  {
    name: "Lightning's launcher",
    how: 'A run that Lightning starts itself, with a fresh process for each rank.',
    seen: ({ launcher, parameters }) => launcher === 'lightning' && parameters.num_devices > 1,
  },
  {
    name: 'a sanity check before training',
    how: 'It draws, and must give back what it drew.',
    seen: ({ num_sanity_val_steps: steps }) => steps > 0,
  },
  {
    name: 'validation between epochs',
    how: 'Its draws, and whether training goes on after it as without it.',
    seen: ({ validate }) => validate !== false,
  },
  {
    name: "the Trainer's default logger, bars and checkpoints",
    how: 'A training with all of them must draw what one without them draws.',
    seen: ({ trainer }) => trainer === 'default',
  },
  {
    name: 'a resume at the end of an epoch',
    how: 'A training that is cut and continued, beside one that is not.',
    seen: (scenario, { suite }) => scenario.resumes !== null && !spanOf(scenario, suite).torn,
  },
  {
    name: 'a resume within an epoch',
    how: 'The same, cut after a step: whether the rest of the epoch is trained, and on which samples.',
    seen: (scenario, { suite }) => spanOf(scenario, suite).torn !== null,
  },
  {
    name: 'twice as many ranks',
    how: 'A seed that holds for two ranks may collide for four.',
    seen: ({ parameters: mine }, { suite: { scenarios } }) =>
      scenarios.some(({ parameters }) => parameters.num_devices < mine.num_devices),
  },
  {
    name: 'dropout and BatchNorm',
    how: 'Masks of every step, and the statistics of every rank.',
    seen: ({ model }) => model === 'regularized',
  },
  {
    name: 'mixed precision',
    how: 'The same model in `bf16-mixed`.',
    seen: ({ precision }) => precision !== '32-true',
  },
  {
    name: 'GPUs',
    how: 'All of it on CUDA devices, with draws of the device: on a runner that has one for each rank.',
    seen: (_, { accelerator }) => accelerator === 'cuda',
  },
  {
    name: 'your own model, data and callbacks',
    how: 'The probe trains a tiny model of its own; what yours draws from the same generators is like it, the rest is not known.',
    seen: null,
  },
  {
    name: 'samplers of your own in a training',
    how: "torch's samplers are in the table of draws; a training has the default one, which Lightning makes distributed.",
    seen: null,
  },
  {
    name: 'strategies other than DDP',
    how: 'FSDP, DeepSpeed and model parallelism start and seed in other ways.',
    seen: null,
  },
  {
    name: 'several machines',
    how: 'Suites run the ranks of one machine. You can [measure several](evidence/multi-node.md) by hand.',
    seen: null,
  },
  {
    name: 'torch.compile',
    how: 'Compiled code may draw in another order; compiling takes longer than all scenarios together.',
    seen: null,
  },
]

/** What a suite looked at in no scenario, in the words of a list. */
export function notLookedAt(suite: Suite, accelerator: Environment['accelerator']): string[] {
  const isSeen = ({ seen }: Aspect) =>
    suite.scenarios.some(each => seen?.(each, { suite, accelerator }))
  return ASPECTS.filter(aspect => !isSeen(aspect)).map(({ name }) => name)
}
