"""The numbers are the contract: bit for bit those of lightning-ddp-randomness."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harness import RECORDED, ROOT, Outcome, installed_versions, probes

SEED_VALUES = ROOT.parents[1] / "shared" / "seed-values"

pytestmark = pytest.mark.skipif(
    installed_versions() != RECORDED,
    reason=f"the values hold for {RECORDED}, installed are {installed_versions()}",
)

FIRST_STEP_OF_RANK_0 = {
    "batch_idx": 0,
    "sample_indices": [6, 0, 10, 2],
    "worker_ids": [0, 0, 0, 0],
    "dl_torch_rand": [
        0.7974937558174133,
        0.14286541938781738,
        0.6332533359527588,
        0.233259916305542,
    ],
    "dl_np_rand": [0.15325817465782166, 0.8480047583580017, 0.9040090441703796, 0.2938489019870758],
    "dl_py_rand": [
        0.11050442606210709,
        0.9325371384620667,
        0.8340510725975037,
        0.5435635447502136,
    ],
    "torch_rand": 0.38286375999450684,
    "np_rand": 0.3745401188473625,
    "py_rand": 0.6394267984578837,
}


def test_first_step_of_rank_0(seeded_run: Outcome) -> None:
    assert seeded_run.log(0)["epochs"][0]["steps"][0] == FIRST_STEP_OF_RANK_0


def test_initial_weights(seeded_run: Outcome) -> None:
    expected = {"weight": [[0.7645385265350342]], "bias": [0.8300079107284546]}
    assert [seeded_run.log(rank)["init_weights"] for rank in (0, 1)] == [expected, expected]


def test_keys_and_their_order(seeded_run: Outcome) -> None:
    log = seeded_run.log(1)
    assert list(log) == ["init_weights", "epochs"]
    assert list(log["epochs"][0]) == ["epoch", "rank", "steps"]
    assert list(log["epochs"][0]["steps"][0]) == list(FIRST_STEP_OF_RANK_0)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, dict[str, Any], Outcome]]:
    """What was recorded for some arguments, and what the same arguments give now."""
    if not SEED_VALUES.is_dir():
        pytest.skip("needs the recorded values, which are kept beside the repository")
    files = sorted(SEED_VALUES.glob("*.json"))
    recorded = [json.loads(file.read_text("utf-8")) for file in files]
    flags = [[f"--{k}={v}" for k, v in case["arguments"].items()] for case in recorded]
    outcomes = probes([tmp_path_factory.mktemp(f.stem) for f in files], flags, "log_dir")
    names = [Path(file).stem for file in files]
    return list(zip(names, (case["ranks"] for case in recorded), outcomes, strict=True))


def test_recorded_values(cases: list[tuple[str, dict[str, Any], Outcome]]) -> None:
    assert len(cases) >= 4
    for name, ranks, outcome in cases:
        found = {f"rank{number}": outcome.log(number) for number in range(len(ranks))}
        assert found == ranks, name
