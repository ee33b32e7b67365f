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
      'Seeded, all ranks initialise the same weights before DDP broadcasts those of rank 0.',
    reason:
      'Ranks that initialise differently were not seeded alike; every later draw differs too.',
    cause: 'A rank was not seeded, or something drew on one rank before the model was built.',
    seen: {
      what: 'Users forget the seed under DDP, get other initial weights on every rank, and see nothing of it, because the broadcast hides it.',
      link: `${LIGHTNING}/12986`,
    },
    look: inEachRun(all(seeded, severalRanks), equalOnAllRanks('weights.init')),
  },
  {
    id: 'replicas-agree-at-start',
    sentence: 'Parameters and buffers are equal on all ranks after DDP has broadcast them.',
    reason: 'Replicas that start apart train different models and average their gradients.',
    cause: 'DDP did not hand the parameters or buffers of rank 0 to the other ranks.',
    seen: {
      what: 'Since PyTorch 2.1.0, DDP with broadcast_buffers=False no longer copies the buffers of rank 0 at its construction either.',
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
    reason:
      'Replicas that part during training missed a gradient exchange; rank 0 is not the model.',
    cause:
      'A gradient was left out of the exchange, or an operation gives other bits on each rank.',
    seen: {
      what: 'A parameter that the last backward pass did not use was left out of the exchange; replicas went apart without an error.',
      link: `${PYTORCH}/69031`,
    },
    look: inEachRun(severalRanks, equalOnAllRanks('weights.end')),
  },
  {
    id: 'main-streams-agree',
    sentence:
      'Seeded, the main processes of all ranks draw the same python, numpy and torch values.',
    reason: 'Code that decides by a random draw must decide alike on every rank, or DDP hangs.',
    cause: 'A rank was not seeded, drew more than the others, or added its rank to the seed.',
    seen: {
      what: 'Some add the rank to the seed on purpose, because Lightning gives all ranks the same noise. It is a decision, and a bump must not take it.',
      link: `${LIGHTNING}/20188`,
    },
    look: inEachRun(all(seeded, severalRanks), each(equalOnAllRanks('main'), drawsAgree)),
  },
  {
    id: 'main-streams-differ-unseeded',
    sentence: 'Not seeded, the main processes of no two ranks draw the same values.',
    reason:
      'Ranks that agree without a seed take it from somewhere: runs are less random than asked.',
    cause: 'A package seeds when it is imported, or a startup file or a variable of the job does.',
    seen: {
      what: 'Since Lightning 2.2.0, seed_everything() without a seed takes 0 instead of a random one, so that runs meant to differ became the same.',
      link: 'https://github.com/Lightning-AI/pytorch-lightning/pull/18846',
    },
    look: inEachRun(all(unseeded, severalRanks), differentAcrossRanks('main')),
  },
  {
    id: 'unseeded-runs-differ',
    sentence: 'Not seeded, no run draws the values of another, however its ranks start.',
    reason: 'Runs that repeat without a seed take it from somewhere, such as the rank or the host.',
    cause: 'Something seeds every run alike: a constant, the rank, a variable of the job.',
    seen: {
      what: 'GPy seeded the generator of NumPy when it was imported: every run without a seed drew the same values.',
      link: 'https://github.com/SheffieldML/GPy/pull/160',
    },
    look: amongAll(unseeded, drawAfresh('main', 'dataset', 'worker')),
  },
  {
    id: 'worker-streams-differ-across-ranks',
    sentence: 'No worker draws the values of a worker on another rank, in any library.',
    reason: 'Every rank would augment its samples alike: the batch is less varied than it seems.',
    cause: 'The seed of a worker leaves out the rank, or nothing seeds workers.',
    seen: {
      what: 'Lightning 1.3.0 to 1.3.5 lost its worker_init_fn under DDP: workers=True was accepted and did nothing.',
      link: `${LIGHTNING}/7937`,
    },
    look: inEachRun(
      all(workers, severalRanks, workersSeeded),
      each(differentAcrossRanks('worker'), differentAcrossRanks('val.worker')),
    ),
  },
  {
    id: 'worker-streams-differ-across-workers',
    sentence: 'No two workers of a rank draw the same values, in any library.',
    reason: 'Every worker would augment its samples alike.',
    cause:
      'The seed of a worker leaves out its number, or a library keeps the state that the fork copied.',
    seen: {
      what: 'Before PyTorch 1.9, NumPy drew the same values in every worker, for a fork copies its state.',
      link: `${PYTORCH}/5059`,
    },
    look: inEachRun(
      severalWorkers,
      each(differentAcrossWorkers('worker'), differentAcrossWorkers('val.worker')),
    ),
  },
  {
    id: 'worker-streams-differ-across-epochs',
    sentence: 'No worker draws in one epoch what it drew in another, in any library.',
    reason:
      'Every epoch would augment its samples alike, whatever the seed: augmentation that stops working.',
    cause: 'The seed of a worker leaves out what changes from epoch to epoch.',
    seen: {
      what: 'Lightning 2.4.0 to 2.6.0 with workers=True: the torch stream of every worker repeated each epoch; in 2.4 that of NumPy, too.',
      link: `${LIGHTNING}/20412`,
    },
    look: inEachRun(
      all(workers, severalEpochs),
      each(differentAcrossEpochs('worker'), differentAcrossEpochs('val.worker')),
    ),
  },
  {
    id: 'worker-streams-do-not-repeat',
    sentence: 'Within an epoch no worker stream starts over.',
    reason: 'Samples of one epoch would be augmented alike.',
    cause: 'Something seeds again inside a worker, while it loads samples.',
    seen: {
      what: 'A 3D segmentation library seeded its transforms for each batch, and every batch was rotated by the same angles.',
      link: 'https://github.com/wolny/pytorch-3dunet/issues/32',
    },
    look: inEachRun(workers, each(neverStartsOver('worker'), neverStartsOver('val.worker'))),
  },
  {
    id: 'sampler-partitions-dataset',
    sentence: 'Every index is drawn in every epoch, on one rank only but for the padding DDP adds.',
    reason: 'Samples that are left out or seen twice change what an epoch is.',
    cause:
      'Lightning did not put in a distributed sampler, or ranks shuffle or pad each in their own way.',
    seen: {
      what: 'Before Lightning 2.0.3, ranks without a global seed shuffled each on their own: some samples were seen twice, others not at all.',
      link: `${LIGHTNING}/17713`,
    },
    look: inEachRun(() => true, partitionsDataset),
  },
  {
    id: 'shuffle-changes-every-epoch',
    sentence: 'No epoch has the order of another.',
    reason: 'Batches of the same samples in every epoch bias training.',
    cause: 'Nothing tells the sampler which epoch it is, or its seed ignores the epoch.',
    seen: {
      what: 'Before Lightning 1.6.5, set_epoch() was not called on batch samplers: every epoch had one order.',
      link: `${LIGHTNING}/13316`,
    },
    look: inEachRun(severalEpochs, orderChanges),
  },
  {
    id: 'seed-changes-streams',
    sentence: 'Another seed changes every stream and the order.',
    reason: 'What no seed changes was never seeded.',
    cause: 'The seed is fixed on the way, ignored, or mixed so that it is lost.',
    seen: {
      what: 'Before Lightning 1.3.0 the distributed sampler shuffled by seed 0, whatever the global seed.',
      link: `${LIGHTNING}/7016`,
    },
    look: between(differingIn('seed'), shareNothing),
  },
  {
    id: 'repeat-is-identical',
    sentence: 'The same scenario in fresh processes gives the same digests in every channel.',
    reason: 'What does not repeat cannot be compared with anything.',
    cause: 'Hash order, time, threads, or a generator that nothing seeds.',
    seen: {
      what: 'The iteration order of a set differed from process to process, and so did what ranks computed from it.',
      link: 'https://github.com/huggingface/transformers/pull/48162',
    },
    look: amongRepeats(byTheSameWorkers(agree(() => 'differs between two runs'))),
  },
  {
    id: 'launcher-agrees',
    sentence: "The fast way of starting ranks and Lightning's own launcher give equal digests.",
    reason:
      'Everything else was measured the fast way; it counts only if it is what training does.',
    cause:
      'Lightning starts ranks in another way, or this program does no longer start them as Lightning does.',
    seen: {
      what: 'In Lightning 1.9, ddp_spawn was not reproducible where ddp_fork was: how ranks start can decide what they draw.',
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
    sentence: 'Training draws the same values with a sanity check before it and without.',
    reason:
      'Otherwise a change of num_sanity_val_steps changes every random value of the training.',
    cause: 'The sanity check does not give back the state of a generator.',
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
    sentence: 'An epoch trained after a resume has the order that the uninterrupted run has.',
    reason:
      'A job that is cut and continued every day trains on the first order every day, and skips or repeats samples.',
    cause:
      'Nothing tells the sampler of a resumed training which epoch it is, or which samples are done.',
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
    reason: 'Otherwise something else was measured than what the pull request proposes.',
    cause:
      'The environment is older than the file that fixes the versions, or comes from another one.',
    remedy:
      'Install from the lock or requirements file, or name the interpreter that has its versions.',
    seen: {
      what: 'Lightning 2.6.2 and 2.6.3 were compromised: what is installed has to be what was reviewed.',
      link: `${LIGHTNING}/21691`,
    },
    look: pinsAreInstalled,
    // Whoever reads of it has said that it may be so: otherwise it is an error, and nothing is judged.
    hazard: true,
  },
  ...HAZARDS,
]

export const REPEAT = 'repeat-is-identical'

export const checkPage = (id: string) => `docs/checks/${id}.md`
