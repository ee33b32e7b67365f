"""The table of draws: functions of python, NumPy and torch that draw, one a row.

Names are ``<library>/<function>``, with what is special after a hyphen. Functions are looked up
when called.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch import distributions as untyped
from torch.utils import data

Row = Callable[[], Any]

distributions: Any = untyped

N = 40  # values: whole vectors and a rest
LARGE = 70_000  # more than 16 bits
WIDE = 2**40  # more than 32 bits
SHARES = (0.1, 0.2, 0.3, 0.4)
MANY: Any = range(N)
SEED = 7  # of generators that are not the global ones


def times(count: int, draw: Row) -> list[Any]:
    return [draw() for _ in range(count)]


def shuffled(shuffle: Callable[[Any], object], items: Any) -> Any:
    shuffle(items)
    return items


def filled(fill: Callable[..., object], *shape: int, **options: Any) -> Tensor:
    tensor = torch.zeros(shape)
    fill(tensor, **options)
    return tensor


def weights(module: nn.Module) -> Tensor:
    return torch.cat([each.detach().reshape(-1) for each in module.parameters()])


def split(*lengths: float) -> list[int]:
    parts = data.random_split(MANY, lengths)
    return [number for part in parts for number in (len(part), *part.indices)]


def of_rank(rank: int, **options: Any) -> list[int]:
    """Thirteen samples for two ranks, in the second epoch."""
    sampler: Any = data.DistributedSampler(MANY[:13], 2, rank, seed=SEED, **options)
    sampler.set_epoch(1)
    return list(sampler)


def rng() -> np.random.Generator:
    return np.random.default_rng(SEED)


def own() -> torch.Generator:
    return torch.Generator().manual_seed(SEED)


# Bits, comparisons, whole numbers: the same on every CPU.
EXACT: Mapping[str, Row] = {
    "python/random": lambda: times(4, random.random),
    "python/getrandbits": lambda: [random.getrandbits(bits) for bits in (3, 32, 63)],
    "python/randbytes": lambda: list(random.randbytes(8)),
    "python/randrange": lambda: times(8, lambda: random.randrange(1000)),
    "python/randint": lambda: times(8, lambda: random.randint(1, 6)),
    "python/choice": lambda: times(8, lambda: random.choice(MANY)),
    "python/choices": lambda: random.choices(MANY, k=8),
    "python/choices-weights": lambda: random.choices(range(4), SHARES, k=8),
    "python/shuffle": lambda: shuffled(random.shuffle, list(MANY)),
    "python/sample": lambda: random.sample(MANY, 8),
    "python/sample-large": lambda: random.sample(range(LARGE), 8),
    "python/uniform": lambda: times(4, lambda: random.uniform(-1, 1)),
    "python/triangular": lambda: times(4, random.triangular),
    "numpy/random": lambda: np.random.random(N),
    "numpy/rand": lambda: np.random.rand(N),
    "numpy/uniform": lambda: np.random.uniform(-1, 1, N),
    "numpy/randint": lambda: np.random.randint(0, 1000, N),
    "numpy/randint-large": lambda: np.random.randint(0, WIDE, N),
    "numpy/choice": lambda: np.random.choice(N, 8),
    "numpy/choice-unique": lambda: np.random.choice(N, 8, replace=False),
    "numpy/choice-p": lambda: np.random.choice(4, N, p=SHARES),
    "numpy/shuffle": lambda: shuffled(np.random.shuffle, np.arange(N)),
    "numpy/permutation": lambda: np.random.permutation(N),
    "numpy/poisson": lambda: np.random.poisson(3, N),
    "numpy/binomial": lambda: np.random.binomial(10, 0.3, N),
    "numpy/multinomial": lambda: np.random.multinomial(20, SHARES, 8),
    "numpy/random_sample": lambda: np.random.random_sample(N),
    "numpy/bytes": lambda: np.random.bytes(16),
    "numpy/hypergeometric": lambda: np.random.hypergeometric(20, 10, 8, N),
    "numpy/RandomState": lambda: np.random.RandomState(SEED).random_sample(N),
    "numpy/default_rng": lambda: rng().bytes(64),
    "numpy/Generator.random": lambda: rng().random(N),
    "numpy/Generator.uniform": lambda: rng().uniform(-1, 1, N),
    "numpy/Generator.integers": lambda: rng().integers(0, 1000, N),
    "numpy/Generator.choice": lambda: rng().choice(N, 8),
    "numpy/Generator.permutation": lambda: rng().permutation(N),
    "numpy/Generator.shuffle": lambda: shuffled(rng().shuffle, np.arange(N)),
    "numpy/Generator.permuted": lambda: rng().permuted(np.arange(N)),
    "numpy/Generator.poisson": lambda: rng().poisson(3, N),
    "numpy/Generator.binomial": lambda: rng().binomial(10, 0.3, N),
    "numpy/Generator.standard_normal": lambda: rng().standard_normal(N),
    "numpy/Generator.normal": lambda: rng().normal(1, 2, N),
    "numpy/Generator.exponential": lambda: rng().exponential(1, N),
    "numpy/SeedSequence.spawn": lambda: np.random.SeedSequence(SEED).spawn(2)[1].generate_state(8),
    "torch/rand": lambda: torch.rand(N),
    "torch/rand-float64": lambda: torch.rand(N, dtype=torch.float64),
    "torch/rand_like": lambda: torch.rand_like(torch.zeros(N)),
    "torch/randint": lambda: torch.randint(1000, (N,)),
    "torch/randint-large": lambda: torch.randint(WIDE, (N,)),
    "torch/randint_like": lambda: torch.randint_like(torch.zeros(N), 1000),
    "torch/randperm": lambda: torch.randperm(N),
    "torch/randperm-large": lambda: torch.randperm(LARGE),
    "torch/randn-15": lambda: torch.randn(15),
    "torch/bernoulli": lambda: torch.bernoulli(torch.full((N,), 0.3)),
    "torch/poisson": lambda: torch.poisson(torch.full((N,), 3.0)),
    "torch/multinomial-replacement": lambda: torch.multinomial(torch.tensor(SHARES), N, True),
    "torch/Generator": lambda: torch.rand(N, generator=own()),
    "torch/Tensor.uniform_": lambda: filled(Tensor.uniform_, N),
    "torch/Tensor.random_": lambda: filled(Tensor.random_, N),
    "torch/Tensor.normal_-15": lambda: filled(Tensor.normal_, 15),
    "torch/Tensor.geometric_": lambda: filled(Tensor.geometric_, N, p=0.3),
    "torch/Tensor.cauchy_": lambda: filled(Tensor.cauchy_, N),
    "torch/Tensor.log_normal_": lambda: filled(Tensor.log_normal_, N),
    "torch/nn.init.uniform_": lambda: filled(nn.init.uniform_, 6, 10),
    "torch/utils.data.random_split": lambda: split(30, 10),
    "torch/utils.data.random_split-fractions": lambda: split(1 / 3, 2 / 3),
    "torch/utils.data.RandomSampler": lambda: data.RandomSampler(MANY),
    "torch/utils.data.RandomSampler-long": lambda: data.RandomSampler(MANY, num_samples=50),
    "torch/utils.data.RandomSampler-replacement": lambda: data.RandomSampler(MANY, True, 50),
    "torch/utils.data.SubsetRandomSampler": lambda: data.SubsetRandomSampler(MANY),
    "torch/utils.data.WeightedRandomSampler": lambda: data.WeightedRandomSampler(SHARES, N),
    "torch/utils.data.BatchSampler": lambda: np.array(
        list(data.BatchSampler(data.RandomSampler(MANY), 3, drop_last=True))
    ),
    "torch/utils.data.DistributedSampler": lambda: of_rank(0) + of_rank(1),
    "torch/utils.data.DistributedSampler-drop_last": lambda: (
        of_rank(0, drop_last=True) + of_rank(1, drop_last=True)
    ),
}

# Logarithms, powers, vectors: as the CPU's instructions and the threads have it.
COMPUTED: Mapping[str, Row] = {
    "python/gauss": lambda: times(4, lambda: random.gauss(0, 1)),
    "python/normalvariate": lambda: times(4, lambda: random.normalvariate(0, 1)),
    "python/expovariate": lambda: times(4, lambda: random.expovariate(1)),
    "python/gammavariate": lambda: times(4, lambda: random.gammavariate(2, 1)),
    "python/betavariate": lambda: times(4, lambda: random.betavariate(0.5, 0.5)),
    "python/lognormvariate": lambda: times(4, lambda: random.lognormvariate(0, 1)),
    "python/vonmisesvariate": lambda: times(4, lambda: random.vonmisesvariate(0, 1)),
    "python/paretovariate": lambda: times(4, lambda: random.paretovariate(2)),
    "python/weibullvariate": lambda: times(4, lambda: random.weibullvariate(1, 2)),
    "numpy/randn": lambda: np.random.randn(N),
    "numpy/normal": lambda: np.random.normal(1, 2, N),
    "numpy/standard_normal": lambda: np.random.standard_normal(N),
    "numpy/exponential": lambda: np.random.exponential(1, N),
    "numpy/gamma": lambda: np.random.gamma(2, 1, N),
    "numpy/beta": lambda: np.random.beta(0.5, 0.5, N),
    "numpy/dirichlet": lambda: np.random.dirichlet(SHARES, 8),
    "numpy/laplace": lambda: np.random.laplace(0, 1, N),
    "numpy/logistic": lambda: np.random.logistic(0, 1, N),
    "numpy/lognormal": lambda: np.random.lognormal(0, 1, N),
    "numpy/gumbel": lambda: np.random.gumbel(0, 1, N),
    "numpy/weibull": lambda: np.random.weibull(2, N),
    "numpy/rayleigh": lambda: np.random.rayleigh(1, N),
    "numpy/triangular": lambda: np.random.triangular(-1, 0, 1, N),
    "numpy/vonmises": lambda: np.random.vonmises(0, 1, N),
    "numpy/chisquare": lambda: np.random.chisquare(3, N),
    "numpy/standard_t": lambda: np.random.standard_t(3, N),
    "numpy/geometric": lambda: np.random.geometric(0.3, N),
    "numpy/multivariate_normal": lambda: np.random.multivariate_normal([0, 0], np.eye(2), N),
    "torch/randn-16": lambda: torch.randn(16),
    "torch/randn_like": lambda: torch.randn_like(torch.zeros(N)),
    "torch/normal": lambda: torch.normal(torch.zeros(N), torch.ones(N)),
    "torch/Tensor.normal_-16": lambda: filled(Tensor.normal_, 16),
    "torch/binomial": lambda: torch.binomial(torch.full((N,), 9.0), torch.full((N,), 0.3)),
    "torch/distributions.Gamma.sample": lambda: distributions.Gamma(2.0, 1.0).sample((N,)),
    "torch/distributions.Beta.sample": lambda: distributions.Beta(0.5, 0.5).sample((N,)),
    "torch/distributions.Dirichlet.sample": lambda: distributions.Dirichlet(
        torch.tensor(SHARES)
    ).sample((8,)),
    "torch/nn.init.normal_": lambda: filled(nn.init.normal_, 6, 10),
    "torch/nn.init.trunc_normal_": lambda: filled(nn.init.trunc_normal_, 6, 10),
    "torch/nn.init.xavier_uniform_": lambda: filled(nn.init.xavier_uniform_, 6, 10),
    "torch/nn.init.xavier_normal_": lambda: filled(nn.init.xavier_normal_, 6, 10),
    "torch/nn.init.kaiming_uniform_": lambda: filled(nn.init.kaiming_uniform_, 6, 10),
    "torch/nn.init.kaiming_normal_": lambda: filled(nn.init.kaiming_normal_, 6, 10),
    # Signs: the last bits of LAPACK depend on more than torch says of the CPU, on MKL_CBWR for one.
    "torch/nn.init.orthogonal_": lambda: filled(nn.init.orthogonal_, 6, 10).sign(),
    "torch/nn.init.sparse_": lambda: filled(nn.init.sparse_, 6, 10, sparsity=0.5),
    "torch/nn.Linear": lambda: weights(nn.Linear(2, 3)),
    "torch/nn.Linear-16": lambda: weights(nn.Linear(8, 8)),
    "torch/nn.Bilinear": lambda: weights(nn.Bilinear(2, 3, 4)),
    "torch/nn.Conv2d": lambda: weights(nn.Conv2d(2, 3, 3)),
    "torch/nn.ConvTranspose2d": lambda: weights(nn.ConvTranspose2d(2, 3, 3)),
    "torch/nn.Embedding": lambda: weights(nn.Embedding(8, 4)),
    "torch/nn.RNN": lambda: weights(nn.RNN(2, 3)),
    "torch/nn.LSTM": lambda: weights(nn.LSTM(2, 3)),
    "torch/nn.GRU": lambda: weights(nn.GRU(2, 3)),
    "torch/nn.MultiheadAttention": lambda: weights(nn.MultiheadAttention(4, 2)),
    "torch/nn.TransformerEncoderLayer": lambda: weights(nn.TransformerEncoderLayer(4, 2, 4)),
}

# MKL draws these on Intel alone in some releases of torch, from another number of bits.
BY_VENDOR: Mapping[str, Row] = {
    "torch/multinomial": lambda: times(8, lambda: torch.multinomial(torch.tensor(SHARES), 2)),
    "torch/Tensor.exponential_": lambda: filled(Tensor.exponential_, N),
    "torch/Tensor.bernoulli_": lambda: filled(Tensor.bernoulli_, N, p=0.3),
    "torch/nn.functional.dropout": lambda: nn.functional.dropout(torch.ones(N)),
    "torch/nn.functional.dropout2d": lambda: nn.functional.dropout2d(torch.ones(1, N, 2, 2)),
    "torch/nn.functional.alpha_dropout": lambda: nn.functional.alpha_dropout(
        torch.ones(N), training=True
    ),
    "torch/nn.functional.rrelu": lambda: nn.functional.rrelu(-torch.ones(N), training=True),
    "torch/nn.functional.gumbel_softmax": lambda: nn.functional.gumbel_softmax(torch.ones(8, 4)),
    "torch/distributions.Categorical.sample": lambda: distributions.Categorical(
        torch.tensor(SHARES)
    ).sample((N,)),
}

ON_GPU: Mapping[str, Callable[[torch.device], Tensor]] = {
    "cuda/rand": lambda gpu: torch.rand(N, device=gpu),
    "cuda/randn": lambda gpu: torch.randn(N, device=gpu),
    "cuda/randint": lambda gpu: torch.randint(1000, (N,), device=gpu),
    "cuda/randint-large": lambda gpu: torch.randint(WIDE, (N,), device=gpu),
    "cuda/randperm": lambda gpu: torch.randperm(N, device=gpu),
    "cuda/randperm-large": lambda gpu: torch.randperm(LARGE, device=gpu),
    "cuda/multinomial": lambda gpu: torch.multinomial(torch.tensor(SHARES, device=gpu), 2),
    "cuda/Tensor.normal_": lambda gpu: torch.zeros(N, device=gpu).normal_(),
    "cuda/Tensor.uniform_": lambda gpu: torch.zeros(N, device=gpu).uniform_(),
    "cuda/Tensor.exponential_": lambda gpu: torch.zeros(N, device=gpu).exponential_(),
    "cuda/Tensor.bernoulli_": lambda gpu: torch.zeros(N, device=gpu).bernoulli_(0.3),
    "cuda/nn.functional.dropout": lambda gpu: nn.functional.dropout(torch.ones(N, device=gpu)),
}
