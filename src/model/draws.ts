/**
 * The functions of `lddpr/functions.py`, in its order. `exact`: bits, comparisons and whole numbers. `computed`: logarithms, powers and vectors, which depend on the CPU; the state
 * of the generator afterwards does not, and is a stream of its own. `byVendor`: computed, and in
 * some releases from another number of bits on another CPU.
 */
const ROWS: Record<string, { exact: string; computed?: string; byVendor?: string }> = {
  python: {
    exact: `random getrandbits randbytes randrange randint choice choices choices-weights shuffle sample
      sample-large uniform triangular`,
    computed: `gauss normalvariate expovariate gammavariate betavariate lognormvariate vonmisesvariate
      paretovariate weibullvariate`,
  },
  numpy: {
    exact: `random rand uniform randint randint-large choice choice-unique choice-p shuffle permutation
      poisson binomial multinomial random_sample bytes hypergeometric RandomState default_rng
      Generator.random Generator.uniform Generator.integers Generator.choice
      Generator.permutation Generator.shuffle Generator.permuted Generator.poisson
      Generator.binomial Generator.standard_normal Generator.normal Generator.exponential
      SeedSequence.spawn`,
    computed: `randn normal standard_normal exponential gamma beta dirichlet laplace logistic
      lognormal gumbel weibull rayleigh triangular vonmises chisquare standard_t geometric
      multivariate_normal`,
  },
  torch: {
    exact: `rand rand-float64 rand_like randint randint-large randint_like randperm randperm-large randn-15
      bernoulli poisson multinomial-replacement Generator Tensor.uniform_ Tensor.random_ Tensor.normal_-15
      Tensor.geometric_ Tensor.cauchy_ Tensor.log_normal_ nn.init.uniform_ utils.data.random_split
      utils.data.random_split-fractions utils.data.RandomSampler utils.data.RandomSampler-long
      utils.data.RandomSampler-replacement utils.data.SubsetRandomSampler
      utils.data.WeightedRandomSampler utils.data.BatchSampler utils.data.DistributedSampler
      utils.data.DistributedSampler-drop_last`,
    computed: `randn-16 randn_like normal Tensor.normal_-16 binomial distributions.Gamma.sample
      distributions.Beta.sample distributions.Dirichlet.sample nn.init.normal_ nn.init.trunc_normal_
      nn.init.xavier_uniform_ nn.init.xavier_normal_ nn.init.kaiming_uniform_
      nn.init.kaiming_normal_ nn.init.orthogonal_ nn.init.sparse_ nn.Linear nn.Linear-16
      nn.Bilinear nn.Conv2d nn.ConvTranspose2d nn.Embedding nn.RNN nn.LSTM nn.GRU
      nn.MultiheadAttention nn.TransformerEncoderLayer`,
    byVendor: `multinomial Tensor.exponential_ Tensor.bernoulli_ nn.functional.dropout
      nn.functional.dropout2d nn.functional.alpha_dropout nn.functional.rrelu
      nn.functional.gumbel_softmax distributions.Categorical.sample`,
  },
  cuda: {
    exact: `rand randn randint randint-large randperm randperm-large multinomial Tensor.normal_
      Tensor.uniform_ Tensor.exponential_ Tensor.bernoulli_ nn.functional.dropout`,
  },
}

/** What seeding leaves the generator of a library in: where that moves, all of its draws do. */
const STATE = 'state'

/** The digest of a row whose function is not there, or cannot be called so. */
export const FAILED = '4b3acdcf9c37ff6a0fb7430e81c2befd'

const list = (names = '') => names.split(/\s+/).filter(Boolean)

/** `draw/torch/rand`, for the libraries of an accelerator, in the order of the table. */
export function expectedDraws(accelerator: 'cpu' | 'cuda'): string[] {
  const libraries = Object.entries(ROWS).filter(([name]) => name !== 'cuda' || accelerator === name)
  return libraries.flatMap(([library, { exact, computed, byVendor }]) => [
    `draw/${library}/${STATE}`,
    ...list(exact).map(name => `draw/${library}/${name}`),
    ...list(computed).flatMap(name => [
      `draw/${library}/${name}`,
      `draw.computed/${library}/${name}`,
    ]),
    ...list(byVendor).map(name => `draw.computed/${library}/${name}`),
  ])
}

const PLACES = new Map(expectedDraws('cuda').map((name, index) => [name, index]))

/** Where a draw stands in the table. */
export const placeOf = (group: string) => PLACES.get(group) ?? PLACES.size

interface Draw {
  kind: string
  library: string | null
  draw: string | null
}

export const isState = ({ draw }: Draw) => draw === STATE

/** Whether its values are those of the function: otherwise they are digests of a state. */
export const hasValues = ({ kind, library, draw }: Draw) =>
  draw !== null &&
  draw !== STATE &&
  (kind === 'draw.computed' || !PLACES.has(`draw.computed/${library}/${draw}`))

const MODULES: Record<string, string> = { python: 'random', numpy: 'numpy.random' }

/** The function as its users write it: `torch.randperm (large)`, `torch.rand on a GPU`. */
export function functionOf({ library, draw }: Draw): string {
  const [name, special] = draw?.split('-') ?? []
  const place = library === 'cuda' ? ' on a GPU' : ''
  return `${MODULES[library ?? ''] ?? 'torch'}.${name}${place}${special ? ` (${special})` : ''}`
}
