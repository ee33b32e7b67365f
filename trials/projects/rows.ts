import type { Verdict } from '../../src/model/verdict.ts'

/** Real projects whose own trainings are observed, as they are. */

export interface Project {
  name: string
  /** What it trains. */
  field: string
  /** Where its code comes from: a repository at a commit, or the release that is in `packages`. */
  repository?: string
  commit?: string
  /** Whether what starts it is its own, an example in its documentation, or a test of its own. */
  script: string
  /** Besides those of the base. */
  packages: readonly string[]
  /** What `data.py` writes, and where, relative to the working directory. */
  data?: readonly (readonly [name: string, where: string])[]
  /** `{place}` is the working directory, `{scripts}` our examples, `{site}` where packages lie. */
  run: readonly string[]
  env?: Readonly<Record<string, string>>
  /** Flags of `lddpr observe`, besides those of all rows. */
  options?: readonly string[]
  /** How it starts its ranks, and how it reads. */
  shape: string
  expected: {
    verdict: Verdict
    /** Checks that fail, hazards among them. */
    checks: readonly string[]
  }
  /** Why that is the true answer. */
  because: string
}

const OURS = 'the quick start of its documentation'
/** No shell writes out `lines/*.png`. */
const LINES = Array.from({ length: 120 }, (_, n) => `lines/${String(n).padStart(3, '0')}.png`)
const TWO = ['--devices', '2', '--accelerator', 'cpu'] as const

export const PROJECTS: readonly Project[] = [
  {
    name: 'lightning-hydra-template',
    field: 'a template of projects, images',
    repository: 'ashleve/lightning-hydra-template',
    commit: 'bddbc24b82ab6ccfa6243e815a49dc5bfe8d4144',
    script: 'its own',
    packages: [
      'hydra-core==1.3.2',
      'hydra-colorlog==1.2.0',
      'hydra-optuna-sweeper==1.2.0',
      'rootutils',
      'rich',
    ],
    data: [['mnist', 'data']],
    run: [
      ...['python', 'src/train.py', 'trainer=ddp', 'trainer.sync_batchnorm=False', 'seed=12345'],
      ...['data.num_workers=2', 'data.batch_size=32'],
    ],
    options: TWO,
    shape: 'hydra, ddp, 2 workers',
    expected: { verdict: 'match', checks: ['training-buffers-agree'] },
    because: 'seeded as it should be; BatchNorm is not synchronised without a GPU',
  },
  {
    name: 'Lightning, imagenet.py',
    field: 'images, with augmentation',
    repository: 'Lightning-AI/pytorch-lightning',
    commit: '7f0c3436cd3f6ad3753125672024fc415cbcb414',
    script: 'an example of its own',
    packages: [],
    data: [['photos', 'photos']],
    run: [
      ...['python', 'examples/pytorch/domain_templates/imagenet.py', 'fit'],
      ...['--model.data_path', 'photos', '--model.arch', 'shufflenet_v2_x0_5'],
      ...['--model.batch_size', '8', '--trainer.strategy', 'ddp'],
      ...['--trainer.accelerator', 'cpu', '--trainer.devices', '2'],
    ],
    shape: 'LightningCLI, ddp, 2 workers',
    expected: { verdict: 'match', checks: ['training-buffers-agree'] },
    because: 'LightningCLI seeds workers, too; BatchNorm is not synchronised',
  },
  {
    name: 'Lightning, GAN',
    field: 'images, two optimizers by hand',
    repository: 'Lightning-AI/pytorch-lightning',
    commit: '7f0c3436cd3f6ad3753125672024fc415cbcb414',
    script: 'an example of its own',
    packages: [],
    data: [['mnist', 'data']],
    run: ['python', 'examples/pytorch/domain_templates/generative_adversarial_net.py'],
    // Each of its optimizers leaves the other's parameters without a gradient.
    options: [...TWO, '--trainer', 'strategy=ddp_find_unused_parameters_true'],
    shape: 'ddp, manual optimisation',
    expected: {
      verdict: 'unstable',
      checks: ['training-repeats', 'training-buffers-agree', 'training-is-seeded'],
    },
    because: 'it sets no seed; BatchNorm is not synchronised',
  },
  {
    name: 'chemprop',
    field: 'chemistry, graphs of molecules',
    repository: 'chemprop/chemprop',
    commit: '9a0b47ad19ebf440c1557787e666d442728adaad',
    script: 'its own program, its own data',
    packages: ['chemprop==2.3.1'],
    run: [
      ...['chemprop', 'train', '--data-path', 'tests/data/regression.csv'],
      ...['--task-type', 'regression', '--accelerator', 'cpu', '--devices', '2'],
      ...['--num-workers', '2', '--epochs', '4', '--batch-size', '16', '--pytorch-seed', '3'],
      ...['--warmup-epochs', '1', '--output-dir', 'out'],
    ],
    shape: 'console script, ddp, 2 workers, own sampler',
    expected: { verdict: 'match', checks: ['training-is-seeded'] },
    because: 'it seeds torch and its sampler by itself; nothing else is drawn from',
  },
  {
    name: 'scvi-tools',
    field: 'single cells, variational',
    script: 'the script of its own test of DDP',
    packages: ['scvi-tools==1.4.2'],
    run: [
      ...['python', '-m', 'torch.distributed.run', '--nproc_per_node=2'],
      '{scripts}/train_scvi.py',
    ],
    options: TWO,
    shape: 'torchrun, own batch sampler',
    expected: {
      verdict: 'unstable',
      checks: ['training-repeats', 'training-buffers-agree', 'training-is-seeded'],
    },
    because: 'its script sets no seed; BatchNorm is not synchronised',
  },
  {
    name: 'pytorch-forecasting',
    field: 'forecasts, DeepAR',
    repository: 'sktime/pytorch-forecasting',
    commit: '062aeb47b75d589dcce621c04572181e3584a301',
    script: 'an example of its own',
    packages: ['pytorch-forecasting==1.8.0', 'pandas<3'],
    run: ['python', 'examples/ar.py'],
    options: [...TWO, '--trainer', 'strategy=ddp'],
    shape: 'script, ddp, early stopping',
    expected: { verdict: 'unstable', checks: ['training-repeats', 'training-is-seeded'] },
    because: 'the example sets no seed, and its dataset draws from NumPy',
  },
  {
    name: 'torchgeo',
    field: 'satellites, segmentation',
    repository: 'torchgeo/torchgeo',
    commit: '65507dcbc4a51fdb49940508de77a5d5e2327eb3',
    script: 'its own program, its own data',
    packages: ['torchgeo==0.8.1', 'requests'],
    run: [
      ...['torchgeo', 'fit', '--config', 'tests/conf/l7irish.yaml', '--seed_everything', '1'],
      ...['--trainer.accelerator', 'cpu', '--trainer.devices', '2', '--trainer.strategy', 'ddp'],
      ...['--trainer.use_distributed_sampler', 'false', '--data.init_args.length', '100'],
      ...['--data.init_args.batch_size', '4'], // fewer leave BatchNorm with one value
    ],
    shape: 'LightningCLI, ddp, own batch sampler',
    expected: {
      verdict: 'violation',
      checks: ['training-samples-are-split'],
    },
    because:
      'Lightning cannot split its batch sampler, and asks for `use_distributed_sampler=False`; then both ranks draw the same patches in the same order, and two devices train as one',
  },
  {
    name: 'darts',
    field: 'forecasts, N-BEATS',
    script: OURS,
    packages: ['u8darts[torch]==0.41.0'],
    run: ['python', '{scripts}/train_darts.py'],
    shape: 'script, ddp, pytorch_lightning',
    expected: { verdict: 'match', checks: ['training-is-seeded'] },
    because: 'it seeds torch by itself from `random_state`, and draws from nothing else',
  },
  {
    name: 'neuralforecast',
    field: 'forecasts, NHITS',
    script: OURS,
    packages: ['neuralforecast==3.3.0'],
    run: ['python', '{scripts}/train_neuralforecast.py'],
    shape: 'script, ddp, pytorch_lightning',
    expected: { verdict: 'match', checks: ['training-main-streams-agree'] },
    because:
      'it seeds by itself; each step draws a permutation of the windows that its batch has, so ranks draw other amounts: a hazard',
  },
  {
    name: 'GluonTS',
    field: 'forecasts, DeepAR',
    script: OURS,
    packages: ['gluonts[torch]==0.17.0'],
    run: ['python', '{scripts}/train_gluonts.py'],
    shape: 'script, ddp, no DataLoader of torch',
    expected: { verdict: 'unstable', checks: ['training-repeats', 'training-is-seeded'] },
    because:
      'it sets no seed; its batches come from an iterator of its own, and not from a DataLoader',
  },
  {
    name: 'kraken',
    field: 'reading of handwriting',
    script: 'its own program',
    packages: ['kraken==7.1.1'],
    data: [['lines', 'lines']],
    run: [
      ...['ketos', '-d', 'cpu', '--workers', '2', '--seed', '1', 'train', '--augment'],
      ...['-B', '4', '-f', 'path', '-s', '[1,32,0,1 Cr3,13,16 Mp2,2 S1(1x0)1,3 Lbx32 Do0.1,2]'],
      ...['-N', '4', '--min-epochs', '4', '-o', 'model', ...LINES],
    ],
    options: [...TWO, '--trainer', 'strategy=ddp'],
    shape: 'console script, ddp, 2 workers, augmentation',
    expected: { verdict: 'match', checks: ['training-noise-differs'] },
    because: 'one seed on all ranks, so dropout is alike on both',
  },
  {
    name: 'lightly',
    field: 'images without labels, SimCLR',
    script: 'its own program',
    packages: ['lightly==1.6.0'],
    data: [['photos', 'photos']],
    run: [
      ...['lightly-ssl-train', 'input_dir=photos/train', 'pre_trained=False'],
      ...['loader.num_workers=2', 'loader.batch_size=8', 'collate.input_size=32'],
    ],
    options: [...TWO, '--trainer', 'strategy=ddp'],
    shape: 'hydra, ddp, 2 workers, augmentation',
    expected: {
      verdict: 'unstable',
      checks: [
        'training-draws-differ',
        'training-repeats',
        'training-buffers-agree',
        'training-is-seeded',
      ],
    },
    because:
      'it seeds torch alone, with one number on all ranks: the workers of both augment alike, as nobody wants. Its memory bank has a buffer that nothing initialises (`torch.empty`), and NumPy draws blurs unseeded',
  },
  {
    name: 'NequIP',
    field: 'physics, forces between atoms',
    script: 'a configuration of its own tests',
    packages: ['nequip==0.19.1', 'ase'],
    run: ['nequip-train', '-cp', '{site}/nequip/utils/unittests', '-cn', 'minimal_toy_emt'],
    env: { TEST_VAL_TWO: '2' },
    options: [...TWO, '--trainer', 'strategy=ddp'],
    shape: 'hydra, ddp, EMA',
    expected: { verdict: 'match', checks: [] },
    because: 'seeded with its workers; there is nothing to augment, and no dropout',
  },
]
