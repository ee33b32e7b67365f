"""The table of variables: what a rank has, what its parent has, and what a report says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from harness import environment
from lddpr.variables import (
    SHAPES,
    TABLE,
    Row,
    clean_environment,
    given_back,
    parent_environment,
    row_of,
    settings,
)

OURS = Path("/probe")
# who sets them -> variables
LEFT_BEHIND = {
    "another Lightning run": ("PL_GLOBAL_SEED", "PL_SEED_WORKERS"),
    "Lightning's launcher": ("LOCAL_RANK", "NODE_RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"),
    "srun": ("SLURM_NTASKS", "SLURM_PROCID", "SLURM_JOB_NAME", "SLURM_NODELIST"),
    "torchrun": ("TORCHELASTIC_RUN_ID", "GROUP_RANK", "RANK", "LOCAL_WORLD_SIZE"),
    "LSF": ("LSB_JOBID", "LSB_DJOB_RANKFILE"),
    "jsrun": ("JSM_NAMESPACE_RANK", "JSM_NAMESPACE_SIZE"),
    "Open MPI 4": (
        "OMPI_COMM_WORLD_RANK",
        "OMPI_COMM_WORLD_LOCAL_RANK",
        "OMPI_UNIVERSE_SIZE",
        "OMPI_MCA_ess_base_jobid",
        "OMPI_MCA_orte_hnp_uri",
        "OMPI_MCA_orte_ess_num_procs",
    ),
    "Open MPI 5": (
        "OMPI_WORLD_SIZE",
        "OMPI_MCA_num_procs",
        "PMIX_RANK",
        "PMIX_NAMESPACE",
        "PMIX_SERVER_URI41",
        "PRTE_LAUNCHED",
    ),
    "MPICH": ("PMI_RANK", "PMI_SIZE", "PMI_FD", "MPI_LOCALRANKID", "HYDI_CONTROL_FD"),
    "MVAPICH2": ("MV2_COMM_WORLD_RANK",),
    "Cray": ("PALS_RANKID",),
    "another run of the probe": ("LDDPR_LOG_DIR",),
}
VARIABLES = [name for names in LEFT_BEHIND.values() for name in names]
KEPT = (
    "PATH",
    "PYTHONHASHSEED",
    "OPENBLAS_NUM_THREADS",
    "PYTHONDEVMODE",
    "LD_PRELOAD",
    "CUDA_VISIBLE_DEVICES",
    "RANKING",
    "PLATFORM",
    "MASTER",
    "SLURM",
    "SLURM_CONF",
    "OMPI_MCA_plm",
    "OMPI_MCA_btl_vader_single_copy_mechanism",
    "OMPI_ALLOW_RUN_AS_ROOT",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM",
    "OPAL_PREFIX",
    "PMIX_MCA_gds",
    "PRTE_MCA_plm",
    "HYDRA_LAUNCHER",
    "I_MPI_FABRICS",
    "MPIR_CVAR_ENABLE_GPU",
)
DEFAULTS = {"OMP_NUM_THREADS": "1", "PYTORCH_NVML_BASED_CUDA_CHECK": "1"}
OVERRIDDEN = [row for row in TABLE if row.done == "overridden"]
DONE = {"scrubbed", "default", "overridden", "parents", "varied", "kept", "needed"}


def example(row: Row) -> str:
    """A variable that the row is about."""
    return row.name.replace("*", "ANYTHING")


def test_every_row_says_what_the_variable_does_and_what_is_done() -> None:
    names = [row.name for row in TABLE]
    assert len(set(names)) == len(names)
    for row in TABLE:
        assert row.does, row
        assert row.done in DONE, row
        assert row.shows in SHAPES, row
        assert bool(row.value) == (row.done in ("default", "overridden", "parents")), row
    assert not any("*" in row.name for row in TABLE if row.done in ("overridden", "varied"))


@pytest.mark.parametrize("name", VARIABLES)
def test_no_launcher_reaches_into_a_run(name: str) -> None:
    assert name not in clean_environment({name: "1"})
    assert name not in parent_environment({name: "1"}, 0)
    assert name not in given_back({name: "1"})


@pytest.mark.parametrize("row", [row for row in TABLE if row.done == "scrubbed"], ids=example)
def test_what_is_scrubbed_reaches_nobody(row: Row) -> None:
    assert example(row) not in clean_environment({example(row): "1"})


@pytest.mark.parametrize("name", KEPT)
def test_all_else_is_the_users(name: str) -> None:
    assert clean_environment({name: "x"})[name] == "x"


def test_nothing_is_set_but_the_defaults() -> None:
    assert clean_environment({}) == DEFAULTS


@pytest.mark.parametrize("name", DEFAULTS)
def test_what_the_user_has_set_takes_precedence(name: str) -> None:
    assert clean_environment({name: "7"}) == {**DEFAULTS, name: "7"}


@pytest.mark.parametrize("row", OVERRIDDEN, ids=example)
@pytest.mark.parametrize("value", ["4", "", "many"])
def test_a_parent_starts_no_thread_and_a_rank_has_the_users_number_again(
    row: Row, value: str
) -> None:
    assert parent_environment({row.name: value}, 0)[row.name] == "1"
    assert given_back({row.name: value}) == {row.name: value}


@pytest.mark.parametrize("seed", ["0", "7", "4294967295"])
def test_a_fixed_hash_seed_is_another_in_each_parent_and_the_users_in_ranks(seed: str) -> None:
    inherited = {"PYTHONHASHSEED": seed}
    one, other = (parent_environment(inherited, number)["PYTHONHASHSEED"] for number in range(2))
    assert one == seed
    assert other != seed
    assert 0 <= int(other) < 2**32
    assert given_back(inherited) == inherited


@pytest.mark.parametrize("value", ["random", ""])
def test_a_random_hash_seed_stays_random(value: str) -> None:
    assert parent_environment({"PYTHONHASHSEED": value}, 1)["PYTHONHASHSEED"] == value


def test_a_parent_has_huge_pages_unless_the_user_tunes_glibc() -> None:
    assert "hugetlb" in parent_environment({}, 0)["GLIBC_TUNABLES"]
    assert parent_environment({"GLIBC_TUNABLES": "x"}, 0)["GLIBC_TUNABLES"] == "x"


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("OPENBLAS_NUM_THREADS", "4", "4"),
        ("PYTHONWARNINGS", "error::DeprecationWarning", "error::DeprecationWarning"),
        ("CUDA_VISIBLE_DEVICES", "", ""),
        ("TORCH_ANYTHING", "1", "1"),
        ("TORCH_ANYTHING", "ghp_abcdefghijklmnop", None),
        ("TORCH_LOGS", "a secret/with=blanks", None),
        ("LD_PRELOAD", "/usr/lib/libjemalloc.so", "/usr/lib/libjemalloc.so"),
        ("PYTHONHOME", "https://user:password@host/$(x)", None),
        ("MALLOC_ARENA_MAX", "2", None),
        ("LD_LIBRARY_PATH", "/usr/local/cuda/lib64:/usr/local/nvidia/lib", None),
    ],
)
def test_a_report_quotes_what_is_harmless_by_its_shape(
    name: str, value: str, shown: str | None
) -> None:
    (setting,) = settings({name: value}, OURS)
    assert (setting["name"], setting["value"]) == (name, shown)


def test_a_report_names_nothing_else() -> None:
    inherited = {"PATH": "/bin", "PYTHONPATH": str(OURS), "GITHUB_TOKEN": "s", "RANK": "1"}
    assert settings(inherited, OURS) == []


IMAGE = {  # what NVIDIA's images set
    "CUDA_VERSION": "13.0.2",
    "CUDA_HOME": "/usr/local/cuda",
    "NCCL_VERSION": "2.28.3-1",
    "NV_CUDNN_VERSION": "9.14.0.64-1",
    "NVIDIA_VISIBLE_DEVICES": "all",
    "NVIDIA_REQUIRE_CUDA": "cuda>=13.0",
    "TORCH_CUDA_ARCH_LIST": "9.0a",
    "PYTORCH_VERSION": "2.11.0",
    "LD_LIBRARY_PATH": "/usr/local/nvidia/lib64:/usr/local/nvidia/lib",
    "OMPI_MCA_plm": "isolated",
}


@pytest.mark.parametrize("name", IMAGE)
def test_what_an_image_sets_and_moves_nothing_is_passed_on_and_not_told(name: str) -> None:
    assert settings({name: IMAGE[name]}, OURS) == []
    assert clean_environment(IMAGE)[name] == IMAGE[name]


def test_a_row_of_its_own_comes_before_one_for_many() -> None:
    for row in TABLE:
        assert row_of(example(row)) == row


@pytest.mark.parametrize(
    ("switches", "expected"),
    [
        (["-O"], {"PYTHONOPTIMIZE": "1"}),
        (["-OO"], {"PYTHONOPTIMIZE": "2"}),
        (["-X", "dev"], {"PYTHONDEVMODE": "1"}),
        (["-W", "error"], {"PYTHONWARNINGS": "error"}),
        (["-s"], {"PYTHONNOUSERSITE": "1"}),
        (["-B", "-u", "-i"], {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONINSPECT": "1"}),
        (["-X", "utf8=1"], {"PYTHONUTF8": "1"}),
        ([], {}),
    ],
)
def test_switches_count_as_the_variables_that_they_stand_for(
    switches: list[str], expected: dict[str, str]
) -> None:
    code = "import json; from lddpr.variables import switches; print(json.dumps(switches()))"
    command = [sys.executable, *switches, "-c", code]
    env = {k: v for k, v in environment().items() if not re.match("PYTHON(?!PATH)", k)}
    done = subprocess.run(
        command, env=env, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert json.loads(done.stdout) == expected
