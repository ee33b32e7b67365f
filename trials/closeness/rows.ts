/** Six trainings, and what is changed of them: what rounding explains must come out close, all else different. */

export const MODELS = ['mlp', 'cnn', 'gru', 'gan', 'bf16', 'steep'] as const
export type Model = (typeof MODELS)[number]

export const ACCELERATORS = ['cpu', 'gpu'] as const
export type Accelerator = (typeof ACCELERATORS)[number]

export interface Variant {
  id: string
  /** What differs from the usual training. */
  what: string
  /** Rounding may show nothing at all, and then the training is equal. */
  expected: 'close' | 'different'
  flags?: readonly string[]
  env?: Readonly<Record<string, string>>
  models?: readonly Model[]
  /** Where it changes anything; by default everywhere. */
  on?: Accelerator
}

const ONE_THREAD = { OMP_NUM_THREADS: '1' }
export const USUAL = ONE_THREAD

const NOT_GAN: readonly Model[] = ['mlp', 'cnn', 'gru', 'bf16', 'steep']

export const VARIANTS: readonly Variant[] = [
  {
    id: 'threads',
    what: 'two threads',
    expected: 'close',
    env: { OMP_NUM_THREADS: '2' },
    on: 'cpu',
  },
  {
    id: 'default',
    on: 'cpu',
    what: 'no vector instructions in torch',
    expected: 'close',
    env: { ATEN_CPU_CAPABILITY: 'default' },
  },
  {
    id: 'avx2',
    on: 'cpu',
    what: 'AVX2 in torch',
    expected: 'close',
    env: { ATEN_CPU_CAPABILITY: 'avx2' },
  },
  {
    id: 'onednn',
    on: 'cpu',
    what: 'AVX2 in oneDNN and MKL',
    expected: 'close',
    env: { ONEDNN_MAX_CPU_ISA: 'AVX2', MKL_ENABLE_INSTRUCTIONS: 'AVX2' },
  },
  { id: 'no-mkldnn', what: 'no oneDNN', expected: 'close', flags: ['--no-mkldnn'], on: 'cpu' },
  {
    id: 'no-cudnn',
    what: 'no cuDNN',
    expected: 'close',
    flags: ['--no-cudnn'],
    models: ['mlp', 'cnn', 'gan', 'bf16', 'steep'], // whose recurrent layers draw other dropout
    on: 'gpu',
  },
  {
    id: 'benchmark',
    what: 'the fastest kernels of cuDNN',
    expected: 'close',
    flags: ['--benchmark'],
    on: 'gpu',
  },
  {
    id: 'deterministic',
    what: 'deterministic kernels',
    expected: 'close',
    flags: ['--deterministic'],
    env: { CUBLAS_WORKSPACE_CONFIG: ':4096:8' },
    models: ['mlp', 'cnn', 'gru', 'gan', 'steep'], // attention takes another kernel, which draws other dropout
    on: 'gpu',
  },
  {
    id: 'tf32',
    what: 'TF32: products of 10 bits',
    expected: 'different',
    flags: ['--tf32'],
    models: ['mlp', 'cnn', 'gru', 'steep'],
    on: 'gpu',
  },
  { id: 'foreach', what: 'all tensors in one call', expected: 'close', flags: ['--foreach'] },
  {
    id: 'reverse',
    what: 'losses of samples added in reverse',
    expected: 'close',
    flags: ['--reverse'],
    models: NOT_GAN,
  },
  {
    id: 'channels-last',
    what: 'another layout in memory',
    expected: 'close',
    flags: ['--channels-last'],
    models: ['cnn', 'steep'],
  },
  { id: 'rate', what: 'learning rate + 1 %', expected: 'different', flags: ['--rate', '1.01'] },
  {
    id: 'update',
    what: 'steps + 1 %, same rate',
    expected: 'different',
    flags: ['--update', '1.01'],
  },
  { id: 'dropout', what: 'dropout 0.11', expected: 'different', flags: ['--dropout', '0.11'] },
  { id: 'dropout-2', what: 'dropout 0.2', expected: 'different', flags: ['--dropout', '0.2'] },
  { id: 'swap', what: 'two samples swapped', expected: 'different', flags: ['--swap'] },
  { id: 'augment', what: 'no augmentation', expected: 'different', flags: ['--no-augment'] },
  {
    id: 'init',
    what: 'initial weights + 0.01 %',
    expected: 'different',
    flags: ['--init', '1.0001'],
  },
  { id: 'beta', what: 'beta2 0.9991', expected: 'different', flags: ['--beta', '0.9991'] },
  {
    id: 'smoothing',
    what: 'labels smoothed by 0.001',
    expected: 'different',
    flags: ['--smoothing', '0.001'],
    models: ['mlp', 'cnn', 'gru'], // which moves gradients by as much as 16 bits round
  },
]

/** `--beta` is AdamW's, and the convolutions have momentum. */
export const variantsOf = (model: Model, accelerator: Accelerator): readonly Variant[] =>
  VARIANTS.filter(
    ({ id, models, on = accelerator }) =>
      on === accelerator &&
      (models?.includes(model) ?? true) &&
      !(id === 'beta' && ['cnn', 'steep'].includes(model)),
  )
