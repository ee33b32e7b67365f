import { type Check, LIGHTNING, PYTORCH } from './check.ts'
import {
  all,
  seeded,
  severalEpochs,
  severalRanks,
  severalWorkers,
  unseeded,
  workers,
  workersSeeded,
} from './conditions.ts'
import {
  agree,
  both,
  byTheSameWorkers,
  continueTheOrder,
  differingIn,
  ofTheLater,
  resumedAndWhole,
  shareNothing,
} from './couples.ts'
import { HAZARDS } from './hazards.ts'
import { amongAll, amongRepeats, between, inEachRun } from './look.ts'
import { PHASES } from './phases.ts'
import { pinsAreInstalled } from './pins.ts'
import {
  differentAcrossEpochs,
  differentAcrossRanks,
  differentAcrossWorkers,
  drawAfresh,
  drawsAgree,
  each,
  equalOnAllRanks,
  neverStartsOver,
  orderChanges,
  partitionsDataset,
} from './relations.ts'

export type { Check } from './check.ts'

export const CHECKS: readonly Check[] = [
  {
    id: 'init-weights-agree',
    sentence:
      'All ranks of a seeded run initialise the same weights, before DDP broadcasts those of rank 0.',
    reason: 'The ranks do not share a seed, so their later random numbers differ, too.',
    cause: 'A rank is not seeded, or something draws on one rank before the model is built.',
    seen: {
      what: 'Users forget the seed under DDP and get different initial weights on every rank. The broadcast hides it.',
      link: `${LIGHTNING}/12986`,
    },
    look: inEachRun(all(seeded, severalRanks), equalOnAllRanks('weights.init')),
  },
  {
    id: 'replicas-agree-at-start',
    sentence: 'Parameters and buffers are equal on all ranks after DDP has broadcast them.',
    reason: 'The ranks train different models and average their gradients.',
    cause: 'DDP does not hand the parameters or buffers of rank 0 to the other ranks.',
    seen: {
      what: 'Since PyTorch 2.1.0, DDP with broadcast_buffers=False no longer copies the buffers of rank 0 when it is constructed.',
      link: `${PYTORCH}/111138`,
    },
    look: inEachRun(
      severalRanks,
      each(equalOnAllRanks('weights.start'), equalOnAllRanks('buffers.start')),
    ),
  },
  {
    id: 'replicas-agree-at-end',
    sentence: 'Parameters are equal on all ranks after training.',
    reason: 'The ranks end with different models; the checkpoint holds only that of rank 0.',
    cause: 'The exchange leaves out a gradient, or an operation gives different bits on each rank.',
    seen: {
      what: 'DDP left a parameter out of the exchange if the last backward pass did not use it. Replicas diverged without an error.',
      link: `${PYTORCH}/69031`,
    },
    look: inEachRun(severalRanks, equalOnAllRanks('weights.end')),
  },
  {
    id: 'main-streams-agree',
    sentence:
      'The main processes of all ranks of a seeded run draw the same Python, NumPy and torch values.',
    reason:
      'Code that decides by a random number can decide differently on each rank. DDP then hangs.',
    cause: 'A rank is not seeded, draws more than the others, or adds its number to the seed.',
    seen: {
      what: 'Some users add the rank to the seed on purpose, because Lightning gives all ranks the same noise. A bump must not make that decision.',
      link: `${LIGHTNING}/20188`,
    },
    look: inEachRun(all(seeded, severalRanks), each(equalOnAllRanks('main'), drawsAgree)),
  },
  {
    id: 'main-streams-differ-unseeded',
    sentence: 'The main processes of an unseeded run draw different values on every rank.',
    reason:
      'A hidden seed makes the ranks draw alike, so unseeded runs are less random than you expect.',
    cause: 'A package seeds when it is imported, or a startup file or a variable of the job does.',
    seen: {
      what: 'Since Lightning 2.2.0, seed_everything() without a seed uses 0 instead of a random seed. Runs that should differ became the same.',
      link: 'https://github.com/Lightning-AI/pytorch-lightning/pull/18846',
    },
    look: inEachRun(all(unseeded, severalRanks), differentAcrossRanks('main')),
  },
  {
    id: 'unseeded-runs-differ',
    sentence: 'Two unseeded runs draw different values, however their ranks start.',
    reason: 'A hidden seed makes unseeded runs equal; it may come from the rank or the host.',
    cause: 'Something seeds every run alike: a constant, the rank or a variable of the job.',
    seen: {
      what: "GPy seeded NumPy's generator at import, so every run without a seed drew the same values.",
      link: 'https://github.com/SheffieldML/GPy/pull/160',
    },
    look: amongAll(unseeded, drawAfresh('main', 'dataset', 'worker')),
  },
  {
    id: 'worker-streams-differ-across-ranks',
    sentence: 'Workers on different ranks draw different values, in every library.',
    reason:
      'Every rank augments its samples alike, so your batches are less varied than they look.',
    cause: 'The seed of a worker leaves out the rank, or nothing seeds workers.',
    seen: {
      what: 'Lightning 1.3.0 to 1.3.5 lost its worker_init_fn under DDP: it accepted workers=True and ignored it.',
      link: `${LIGHTNING}/7937`,
    },
    look: inEachRun(
      all(workers, severalRanks, workersSeeded),
      each(differentAcrossRanks('worker'), differentAcrossRanks('val.worker')),
    ),
  },
  {
    id: 'worker-streams-differ-across-workers',
    sentence: 'Workers of one rank draw different values, in every library.',
    reason: 'Every worker augments its samples alike.',
    cause:
      'The seed of a worker leaves out its number, or a library keeps the state that the fork copied.',
    seen: {
      what: 'Before PyTorch 1.9, NumPy drew the same values in every worker, because a fork copies its state.',
      link: `${PYTORCH}/5059`,
    },
    look: inEachRun(
      severalWorkers,
      each(differentAcrossWorkers('worker'), differentAcrossWorkers('val.worker')),
    ),
  },
  {
    id: 'worker-streams-differ-across-epochs',
    sentence: 'Every worker draws different values in every epoch, in every library.',
    reason:
      'Every epoch augments your samples alike, whatever the seed, so augmentation adds no variety.',
    cause: 'The seed of a worker is the same in every epoch.',
    seen: {
      what: "Lightning 2.4.0 to 2.6.0 with workers=True: every worker's torch stream repeated each epoch; in 2.4, NumPy's did, too.",
      link: `${LIGHTNING}/20412`,
    },
    look: inEachRun(
      all(workers, severalEpochs),
      each(differentAcrossEpochs('worker'), differentAcrossEpochs('val.worker')),
    ),
  },
  {
    id: 'worker-streams-do-not-repeat',
    sentence: 'No worker stream starts over within an epoch.',
    reason: 'Samples of one epoch get the same augmentation.',
    cause: 'Something seeds again inside a worker while it loads samples.',
    seen: {
      what: 'A 3D segmentation library seeded its transforms for each batch, and rotated every batch by the same angles.',
      link: 'https://github.com/wolny/pytorch-3dunet/issues/32',
    },
    look: inEachRun(workers, each(neverStartsOver('worker'), neverStartsOver('val.worker'))),
  },
  {
    id: 'sampler-partitions-dataset',
    sentence:
      'Each epoch reads every sample on exactly one rank, except for the padding that DDP adds.',
    reason: 'Each epoch skips samples or reads some of them twice.',
    cause:
      'Lightning does not use a distributed sampler, or each rank shuffles or pads in its own way.',
    seen: {
      what: 'Before Lightning 2.0.3, each rank shuffled on its own without a global seed: ranks read some samples twice and missed others.',
      link: `${LIGHTNING}/17713`,
    },
    look: inEachRun(() => true, partitionsDataset),
  },
  {
    id: 'shuffle-changes-every-epoch',
    sentence: 'Every epoch has its own sample order.',
    reason:
      'Epochs repeat a sample order, so they form the same batches again. That biases training.',
    cause: 'Nothing tells the sampler which epoch it is, or its seed ignores the epoch.',
    seen: {
      what: 'Before Lightning 1.6.5, nothing called set_epoch() on batch samplers, so every epoch had the same order.',
      link: `${LIGHTNING}/13316`,
    },
    look: inEachRun(severalEpochs, orderChanges),
  },
  {
    id: 'seed-changes-streams',
    sentence: 'Another seed changes every stream and the sample order.',
    reason: 'Your seed has no effect on these numbers.',
    cause:
      'Something replaces the seed by a constant, ignores it, or loses it while mixing it with other values.',
    seen: {
      what: 'Before Lightning 1.3.0 the distributed sampler shuffled with seed 0, whatever the global seed.',
      link: `${LIGHTNING}/7016`,
    },
    look: between(differingIn('seed'), shareNothing),
  },
  {
    id: 'repeat-is-identical',
    sentence: 'Two runs of one scenario in fresh processes give equal digests in every stream.',
    reason: 'The run does not repeat itself, so nothing can be compared with it.',
    cause: 'The run depends on hash order, time, threads, or an unseeded generator.',
    seen: {
      what: 'The iteration order of a set differed between processes, and so did the values that ranks computed from it.',
      link: 'https://github.com/huggingface/transformers/pull/48162',
    },
    look: amongRepeats(byTheSameWorkers(agree(() => 'differs between two runs'))),
  },
  {
    id: 'launcher-agrees',
    sentence:
      "Ranks that the probe starts draw the same values as ranks that Lightning's launcher starts.",
    reason:
      'The other results come from ranks that the probe starts, so they may not apply to your training.',
    cause:
      'Lightning starts ranks in a new way, or the probe no longer starts them as Lightning does.',
    seen: {
      what: 'In Lightning 1.9, ddp_fork was reproducible and ddp_spawn was not: how ranks start can decide what they draw.',
      link: `${LIGHTNING}/17399`,
    },
    look: between(
      both(severalRanks, differingIn('launcher')),
      ofTheLater(agree(other => `differs from ${other.id}`)),
      "needs a run of two ranks or more through Lightning's launcher, which starts none for one rank",
    ),
  },
  {
    id: 'sanity-check-is-isolated',
    sentence: 'Training draws the same values with and without a sanity check before it.',
    reason: 'A change of num_sanity_val_steps changes every random number of your training.',
    cause: 'The sanity check does not restore the state of a generator.',
    seen: {
      what: 'Before Lightning 1.3.0 the sanity check changed the order in which training shuffled.',
      link: `${LIGHTNING}/6988`,
    },
    look: between(
      differingIn('num_sanity_val_steps'),
      ofTheLater(agree(other => `differs from ${other.id}`)),
    ),
  },
  {
    id: 'resume-continues-order',
    sentence: 'A resumed run reads samples in the order of the uninterrupted run.',
    reason:
      'Each resumed run starts with the same sample order again, so some samples repeat and others are missed.',
    cause:
      'Nothing tells the sampler of a resumed run which epoch it is in, or which samples are done.',
    seen: {
      what: 'Since Lightning 2.5.3 the first epoch after a resume from the end of an epoch has the order of epoch 0.',
      link: `${LIGHTNING}/21938`,
    },
    look: between(
      both(severalRanks, resumedAndWhole),
      continueTheOrder,
      'needs a resumed training on two or more ranks: on one rank no sampler knows its epoch',
    ),
  },
  ...PHASES,
  {
    id: 'pins-are-installed',
    sentence: 'The interpreter has the versions that the repository pins.',
    reason: 'This run measured other versions than the pull request proposes.',
    cause:
      'The environment is older than the file that pins the versions, or belongs to another file.',
    remedy:
      'Install from the lock or requirements file, or name an interpreter that has its versions.',
    seen: {
      what: 'Lightning 2.6.2 and 2.6.3 were compromised: you have to install what you reviewed.',
      link: `${LIGHTNING}/21691`,
    },
    look: pinsAreInstalled,
    // Only a run that allows a mismatch is judged: any other is an error.
    hazard: true,
  },
  ...HAZARDS,
]

export const REPEAT = 'repeat-is-identical'

export const checkPage = (id: string) => `docs/checks/${id}.md`
