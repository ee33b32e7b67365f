"""What a rank inherits, and which parent it comes from, without starting one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from lddpr.launch import (
    SCRUBBED,
    ForkedRanks,
    Order,
    WarmParent,
    clean_environment,
    start_warm,
    start_with_lightning,
)

# who sets them -> variables
LEFT_BEHIND = {
    "another Lightning run": ("PL_GLOBAL_SEED", "PL_SEED_WORKERS"),
    "Lightning's launcher": ("LOCAL_RANK", "NODE_RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"),
    "srun": ("SLURM_NTASKS", "SLURM_PROCID", "SLURM_JOB_NAME", "SLURM_NODELIST"),
    "torchrun": ("TORCHELASTIC_RUN_ID", "GROUP_RANK", "RANK", "LOCAL_WORLD_SIZE"),
    "LSF": ("LSB_JOBID", "LSB_DJOB_RANKFILE"),
    "jsrun": ("JSM_NAMESPACE_RANK", "JSM_NAMESPACE_SIZE"),
    "Open MPI": ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_LOCAL_RANK"),
    "MPICH": ("PMI_RANK", "PMI_SIZE"),
    "another run of the probe": ("LDDPR_LOG_DIR",),
}
VARIABLES = [name for names in LEFT_BEHIND.values() for name in names]
KEPT = ("PATH", "PYTHONHASHSEED", "CUDA_VISIBLE_DEVICES", "RANKING", "PLATFORM", "MASTER", "SLURM")
# variable -> what a rank has where the user has set nothing
DEFAULTS = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTORCH_NVML_BASED_CUDA_CHECK": "1",  # without it the first question for GPUs loads CUDA
}


def rows(variable: str) -> list[str]:
    """The rows of SCRUBBED that remove this variable."""
    return [
        row for row in SCRUBBED if (variable.startswith(row) if row[-1] == "_" else variable == row)
    ]


@pytest.mark.parametrize("name", VARIABLES)
def test_no_launcher_reaches_into_a_run(name: str) -> None:
    assert name not in clean_environment({name: "1"})


@pytest.mark.parametrize("row", SCRUBBED)
def test_each_row_is_needed(row: str) -> None:
    assert [name for name in VARIABLES if rows(name) == [row]]


@pytest.mark.parametrize("name", KEPT)
def test_all_else_is_the_users(name: str) -> None:
    assert clean_environment({name: "x"})[name] == "x"


def test_nothing_is_set_but_the_defaults() -> None:
    assert clean_environment({}) == DEFAULTS


@pytest.mark.parametrize("name", DEFAULTS)
def test_what_the_user_has_set_takes_precedence(name: str) -> None:
    assert clean_environment({name: "7"}) == {**DEFAULTS, name: "7"}


@dataclass
class NotedRanks(ForkedRanks):
    """Notes what it is asked for: parents and environments, rank by rank."""

    parents: list[WarmParent] = field(default_factory=list)
    environments: list[dict[str, str]] = field(default_factory=list)

    def fork(self, parent: WarmParent, order: Order, environment: dict[str, str]) -> None:
        self.parents.append(parent)
        self.environments.append(environment)


@pytest.fixture
def parents() -> Sequence[WarmParent]:
    return [object.__new__(WarmParent) for _ in range(2)]


def order(number: int, world_size: int = 3) -> Order:
    return Order(number, world_size, [], 20_000, Path("output.txt"))


@pytest.mark.parametrize(("number", "turns"), [(0, [0, 1, 0]), (1, [1, 0, 1]), (2, [0, 1, 0])])
def test_ranks_and_repeats_take_turns_among_the_parents(
    parents: Sequence[WarmParent], number: int, turns: list[int]
) -> None:
    ranks = NotedRanks()
    start_warm(ranks, parents, order(number))
    assert [parents.index(parent) for parent in ranks.parents] == turns


def test_a_warm_rank_has_the_environment_that_a_launcher_would_give_it(
    parents: Sequence[WarmParent],
) -> None:
    ranks = NotedRanks()
    start_warm(ranks, parents, order(0))
    assert ranks.environments == [
        {"NODE_RANK": "0", "LOCAL_RANK": str(rank), "WORLD_SIZE": "3"} for rank in range(3)
    ]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_lightning_gets_rank_0_alone_from_the_parent_whose_turn_it_is(
    parents: Sequence[WarmParent], number: int
) -> None:
    ranks = NotedRanks()
    start_with_lightning(ranks, parents, order(number))
    assert [parents.index(parent) for parent in ranks.parents] == [number % 2]
    assert ranks.environments == [{}]
