"""Other arguments, whose numbers are worked out here without Lightning and without the probe."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from harness import Outcome, probes
from lddpr.scenario import Scenario


@dataclass(frozen=True)
class Case:
    scenario: Scenario
    outcome: Outcome

    def logs(self) -> list[dict[str, Any]]:
        return [self.outcome.log(rank) for rank in range(self.scenario.num_devices)]

    def values(self, rank: int, name: str) -> list[Any]:
        """One value a step of one rank."""
        epochs = self.outcome.log(rank)["epochs"]
        return [step[name] for epoch in epochs for step in epoch["steps"]]


SCENARIOS = [
    Scenario(seed=7, batch_size=3, dataset_size=13),
    Scenario(seed=123, num_devices=3, num_workers=1, max_epochs=2, dataset_size=10),
    Scenario(seed=5, num_workers=1, seed_workers=False, persistent_workers=True),
    Scenario(seed=0, num_workers=3, seed_workers=False, batch_size=2, dataset_size=21),
]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    directories = [tmp_path_factory.mktemp("arguments") for _ in SCENARIOS]
    return probes(directories, [scenario.flags() for scenario in SCENARIOS], "log_dir")


@pytest.fixture(params=range(len(SCENARIOS)), ids=["uneven", "ranks", "persistent", "torch-seeds"])
def case(request: pytest.FixtureRequest, outcomes: list[Outcome]) -> Case:
    return Case(SCENARIOS[request.param], outcomes[request.param])


def order(scenario: Scenario, rank: int, epoch: int) -> list[int]:
    """A permutation by seed + epoch, filled up from its own head, every n-th index a rank."""
    generator = torch.Generator().manual_seed(scenario.seed + epoch)
    drawn = torch.randperm(scenario.dataset_size, generator=generator).tolist()
    drawn += drawn[: -len(drawn) % scenario.num_devices]
    return drawn[rank :: scenario.num_devices]


def base_seeds_and_draws(scenario: Scenario) -> tuple[list[int], list[float]]:
    """What the main process draws from torch: a base seed for each set of workers, one a step."""
    generator = torch.Generator().manual_seed(scenario.seed)
    steps = -(-len(order(scenario, 0, 0)) // scenario.batch_size)
    bases: list[int] = []
    draws: list[float] = []
    for epoch in range(scenario.max_epochs):
        if epoch == 0 or not scenario.persistent_workers:
            bases.append(int(torch.empty((), dtype=torch.int64).random_(generator=generator)))
        draws += [torch.rand(1, generator=generator).item() for _ in range(steps)]
    return bases, draws


def test_order(case: Case) -> None:
    for rank, log in enumerate(case.logs()):
        for epoch in log["epochs"]:
            found = [index for step in epoch["steps"] for index in step["sample_indices"]]
            assert found == order(case.scenario, rank, epoch["epoch"])


def test_batches_are_full_but_the_last(case: Case) -> None:
    sizes = [len(batch) for batch in case.values(0, "sample_indices")]
    samples = len(order(case.scenario, 0, 0))
    full, rest = divmod(samples, case.scenario.batch_size)
    expected = [case.scenario.batch_size] * full + [rest] * bool(rest)
    assert sizes == expected * case.scenario.max_epochs


def test_main_streams(case: Case) -> None:
    python, numpy = random.Random(case.scenario.seed), np.random.RandomState(case.scenario.seed)
    _, draws = base_seeds_and_draws(case.scenario)
    for rank in range(case.scenario.num_devices):
        assert case.values(rank, "torch_rand") == draws
    assert case.values(0, "py_rand") == [python.random() for _ in draws]
    assert case.values(0, "np_rand") == [numpy.random_sample() for _ in draws]


def test_initial_weights(case: Case) -> None:
    with torch.random.fork_rng():
        torch.manual_seed(case.scenario.seed)
        linear = nn.Linear(1, 1)
    expected = {name: value.tolist() for name, value in linear.named_parameters()}
    assert [log["init_weights"] for log in case.logs()] == [expected] * case.scenario.num_devices


def test_worker_ids_take_turns(case: Case) -> None:
    for epoch in case.outcome.log(0)["epochs"]:
        turns = [set(step["worker_ids"]) for step in epoch["steps"]]
        assert turns == [{n % case.scenario.num_workers} for n in range(len(turns))]


def worker_draws(scenario: Scenario, rank: int) -> Iterator[dict[str, Callable[[], float]]]:
    """For each step, how its worker draws: NumPy as Lightning seeds it, or all as torch does."""
    bases, _ = base_seeds_and_draws(scenario)
    steps = -(-len(order(scenario, 0, 0)) // scenario.batch_size)
    made: dict[tuple[int, int], dict[str, Callable[[], float]]] = {}
    for epoch in range(scenario.max_epochs):
        base = bases[0 if scenario.persistent_workers else epoch]
        for turn in range(steps):
            worker = turn % scenario.num_workers
            if (base, worker) not in made:
                make = draw_as_lightning if scenario.seed_workers else draw_as_torch
                made[base, worker] = make(base, worker, rank)
            yield made[base, worker]


def draw_as_lightning(base: int, worker: int, rank: int) -> dict[str, Callable[[], float]]:
    entropy = np.random.SeedSequence([base, worker, rank])
    return {"np": np.random.RandomState(entropy.generate_state(4)).random_sample}


def draw_as_torch(base: int, worker: int, _: int) -> dict[str, Callable[[], float]]:
    generator = torch.Generator().manual_seed(base + worker)
    return {
        "py": random.Random(base + worker).random,
        "torch": lambda: torch.rand((), generator=generator).item(),
    }


def test_worker_streams(case: Case) -> None:
    for rank in range(case.scenario.num_devices):
        for step, draws in enumerate(worker_draws(case.scenario, rank)):
            for library, draw in draws.items():
                found = case.values(rank, f"dl_{library}_rand")[step]
                assert found == [float(np.float32(draw())) for _ in found]
