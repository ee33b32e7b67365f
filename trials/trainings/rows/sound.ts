import type { Script } from '../fault.ts'

/** Sound trainings of the shapes that people have: nothing may fail, and repeats must be equal. */
export const SOUND: readonly Script[] = [
  // Started
  { id: 'script' },
  { id: 'module', words: ['-m', 'train'] },
  {
    id: 'torchrun',
    words: ['-m', 'torch.distributed.run', '--standalone', '--nproc_per_node', '2', 'train.py'],
  },
  {
    id: 'hydra_app',
    overlay: ['hydra-core==1.3.2', 'omegaconf==2.3.0', 'antlr4-python3-runtime==4.9.3'],
  },
  {
    id: 'cli',
    words: [
      ...['train.py', 'fit', '--trainer.accelerator=cpu', '--trainer.devices=2'],
      ...['--trainer.max_epochs=5', '--seed_everything=42', '--data.size=64'],
    ],
    overlay: [
      'jsonargparse==4.53.0',
      'docstring-parser==0.18.0',
      'typeshed-client==2.8.2',
      'importlib-resources==7.1.0',
    ],
  },
  { id: 'spawn' },
  { id: 'fork' },
  { id: 'one-device' },
  { id: 'pytorch-lightning' },

  // Data
  { id: 'no-workers' },
  { id: 'crops-in-main' },
  { id: 'variable-length' },
  { id: 'workers-by-spawn' },
  { id: 'workers-by-forkserver' },
  { id: 'persistent-workers' },
  { id: 'iterable' },
  { id: 'iterable-augmented' },
  { id: 'iterable-shuffle-buffer' },
  { id: 'iterable-without-workers' },
  { id: 'several-loaders' },
  { id: 'own-sampler' },
  { id: 'batch-sampler' },
  { id: 'weighted-sampler' },
  { id: 'subset-of-rank' },
  { id: 'uneven-size' },
  { id: 'sequential' },
  { id: 'datamodule' },
  { id: 'own-generator' },

  // Training
  { id: 'gan' },
  { id: 'accumulation' },
  { id: 'fit-twice', flags: ['--stop', 'command'] },
  { id: 'average' },
  { id: 'average-on-rank-0' },
  { id: 'swa' },
  { id: 'clipping' },
  { id: 'batch-norm' },
  { id: 'dropout' },
  { id: 'noise-of-rank' },
  { id: 'early-stopping' },
  { id: 'checkpoints' },
  { id: 'bf16' },
  { id: 'scheduler' },
  { id: 'rank-0-logs' },
  { id: 'predict-after', flags: ['--stop', 'command'] },
  { id: 'resumed', flags: ['--resume'] },
]
