import { drift, type Fault } from '../fault.ts'

/** What a release makes of a generator's bits: the row that moves names the function. */

/** Draws by their names, whether or not their values depend on the instructions of the CPU. */
const draws = (library: string, ...names: string[]) => names.map(name => `draw/${library}/${name}`)

const python = (...names: string[]) => draws('python', ...names)
const numpy = (...names: string[]) => draws('numpy', ...names)
const torch = (...names: string[]) => draws('torch', ...names)
const init = (...names: string[]) => torch(...names.map(name => `nn.init.${name}`))
const data = (...names: string[]) => torch(...names.map(name => `utils.data.${name}`))

const ALGORITHM = 'generator algorithm changed'
const DERIVED = 'derived draw changed'
const INITIAL = 'initialisation changed'
const SPLIT = 'split changed'
const SAMPLER = 'sampler changed'

export const DRAWS: readonly Fault[] = [
  // Generators
  drift('randperm-changed', ALGORITHM, 'order', ...torch('randperm')),
  drift('torch-rand-changed', ALGORITHM, 'main/torch', 'worker/torch', ...torch('rand')),
  // What the dataset draws reaches the training as float32, which this leaves as it is.
  drift('numpy-random-changed', ALGORITHM, 'main/numpy', ...numpy('random')),
  drift(
    'python-random-changed',
    ALGORITHM,
    ...['main/python', 'worker/python', ...python('random')],
  ),
  drift('numpy-generator-of-dxsm', ALGORITHM, ...numpy('default_rng', 'Generator.random')),
  drift('numpy-seed-sequence-salted', ALGORITHM, ...numpy('SeedSequence.spawn'), 'worker/numpy'),
  drift('torch-generator-ignored', ALGORITHM, ...torch('Generator')),

  // Python
  drift(
    'python-integers-scaled',
    DERIVED,
    ...python('randrange', 'randint', 'choice', 'shuffle', 'sample'),
  ),
  drift('python-shuffle-forwards', DERIVED, ...python('shuffle')),
  drift('python-sample-by-set', DERIVED, ...python('sample')),
  drift('python-choice-by-float', DERIVED, ...python('choice')),
  drift('python-gauss-by-quantile', DERIVED, ...python('gauss')),

  // NumPy
  drift('numpy-normal-negated', DERIVED, ...numpy('normal')),
  drift('numpy-permutation-backwards', DERIVED, ...numpy('permutation', 'shuffle')),
  drift('numpy-integers-by-multiplication', DERIVED, ...numpy('randint')),
  drift('numpy-choice-reversed', DERIVED, ...numpy('choice')),

  // torch
  drift('torch-randn-small', DERIVED, ...torch('randn-15')),
  drift('torch-randn-vectors', DERIVED, ...torch('randn-16')),
  drift('torch-normal-in-place', DERIVED, ...torch('Tensor.normal_-15', 'nn.Embedding')),
  drift('torch-integers-from-the-top', DERIVED, ...torch('randint')),
  drift('torch-integers-of-64-bits', DERIVED, ...torch('randint-large')),
  drift('torch-multinomial-from-the-end', DERIVED, ...torch('multinomial')),
  drift('torch-exponential-mirrored', DERIVED, ...torch('Tensor.exponential_')),
  drift('torch-bernoulli-mirrored', DERIVED, ...torch('bernoulli', 'Tensor.bernoulli_')),
  drift('torch-poisson-by-uniform', DERIVED, ...torch('poisson')),
  drift('dropout-by-uniform', DERIVED, ...torch('nn.functional.dropout')),

  // Initialisers
  drift('linear-init-changed', INITIAL, 'weights.init', ...torch('nn.Linear')),
  drift('kaiming-for-relu', INITIAL, ...torch('nn.Linear', 'nn.Conv2d')),
  drift('kaiming-normal-by-fan-out', INITIAL, ...init('kaiming_normal_')),
  drift('xavier-of-one-fan', INITIAL, ...init('xavier_uniform_', 'xavier_normal_')),
  drift('trunc-normal-by-quantile', INITIAL, ...init('trunc_normal_')),
  drift('orthogonal-without-signs', INITIAL, ...init('orthogonal_')),
  drift('convolution-init-changed', INITIAL, ...torch('nn.Conv2d')),
  drift('embedding-init-narrowed', INITIAL, ...torch('nn.Embedding')),
  drift('lstm-forget-bias', INITIAL, ...torch('nn.LSTM')),

  // Splits and samplers
  drift('random-split-reversed', SPLIT, ...data('random_split')),
  drift('random-split-remainder-last', SPLIT, ...data('random_split-fractions')),
  drift('weighted-sampler-by-cumulation', SAMPLER, ...data('WeightedRandomSampler')),
  drift('random-sampler-by-single-draws', SAMPLER, ...data('RandomSampler-replacement')),
  drift('random-sampler-seed-of-32-bits', SAMPLER, ...data('RandomSampler')),
  drift('drop-last-cuts-the-front', SAMPLER, ...data('DistributedSampler-drop_last')),

  // What comes of them
  drift('sgd-momentum', 'optimizer default changed', 'weights.end'),
]
