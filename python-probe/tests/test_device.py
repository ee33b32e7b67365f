"""Which accelerator a run gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import torch

from harness import environment
from lddpr import device
from lddpr.device import (
    Counting,
    Device,
    DeviceError,
    Gpus,
    choose_accelerator,
    decide,
    driver,
    most_gpus,
    must_ask,
)
from lddpr.main import find_accelerator
from lddpr.scenario import parse

# wanted, ranks, GPUs -> accelerator
CHOICES = [
    ("auto", 2, 0, "cpu"),
    ("auto", 2, 1, "cpu"),
    ("auto", 2, 2, "gpu"),
    ("auto", 2, 8, "gpu"),
    ("auto", 1, 1, "gpu"),
    ("auto", 4, 3, "cpu"),
    ("cpu", 2, 8, "cpu"),
    ("gpu", 1, 1, "gpu"),
    ("gpu", 2, 2, "gpu"),
]


@pytest.mark.parametrize(("wanted", "ranks", "gpus", "accelerator"), CHOICES)
def test_a_gpu_if_there_is_one_for_each_rank(
    wanted: str, ranks: int, gpus: int, accelerator: str
) -> None:
    assert choose_accelerator(wanted, ranks, gpus) == accelerator


@pytest.mark.parametrize(("ranks", "gpus"), [(1, 0), (2, 0), (2, 1), (8, 7)])
def test_too_few_for_those_who_want_them_are_an_error(ranks: int, gpus: int) -> None:
    many = "its rank" if ranks == 1 else f"each of {ranks} ranks"
    sentence = f"^--accelerator=gpu needs a GPU for {many}, found {gpus}$"
    with pytest.raises(DeviceError, match=sentence):
        choose_accelerator("gpu", ranks, gpus)


# flags, GPUs, whether a launcher has started this rank -> accelerator, and whether that is printed
FOUND = [
    (["--num_devices=2"], 2, False, "gpu", False),
    (["--num_devices=2"], 1, False, "cpu", True),
    (["--num_devices=2"], 1, True, "cpu", False),
    (["--num_devices=2"], 0, False, "cpu", False),
    (["--num_devices=2", "--accelerator=cpu"], 2, False, "cpu", False),
    (["--num_devices=2", "--accelerator=cpu"], 1, False, "cpu", False),
]


@pytest.mark.parametrize(("flags", "gpus", "launched", "accelerator", "printed"), FOUND)
def test_the_first_rank_says_that_gpus_stay_unused(
    flags: Sequence[str],
    gpus: int,
    launched: bool,
    accelerator: str,
    printed: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(torch.cuda, "device_count", lambda: gpus)
    monkeypatch.delenv("LOCAL_RANK", raising=False)
    if launched:
        monkeypatch.setenv("LOCAL_RANK", "1")
    assert find_accelerator(parse(flags)) == accelerator
    sentence = f"lddpr: 2 ranks and {gpus} GPU{'' if gpus == 1 else 's'}: running on the CPU\n"
    assert capsys.readouterr().err == (sentence if printed else "")


def test_nobody_asks_for_gpus_where_the_cpu_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise AssertionError("this loads the driver")

    monkeypatch.setattr(torch.cuda, "device_count", fail)
    assert find_accelerator(parse(["--accelerator=cpu"])) == "cpu"


ONE = {"seeded": 1, "unseeded": 1}
TWO = {"seeded": 2, "unseeded": 2}
MORE = {**TWO, "more-ranks": 4}
TOO_FEW = "torch can use 1 GPU, too few for 2 ranks"
MIXED = "its GPUs are of different models: A100, T4"
# wanted, ranks of each scenario, GPUs -> device
DECISIONS: list[tuple[str, Mapping[str, int], Gpus | None, Device]] = [
    ("cpu", TWO, None, Device("cpu", None, "as asked for")),
    ("auto", TWO, None, Device("cpu", None, "this machine has no GPU")),
    ("auto", TWO, Gpus(0), Device("cpu", 0, "torch can use 0 GPUs, too few for 2 ranks")),
    ("auto", TWO, Gpus(1), Device("cpu", 1, TOO_FEW)),
    ("auto", ONE, Gpus(0), Device("cpu", 0, "torch can use 0 GPUs, too few for 1 rank")),
    ("auto", ONE, Gpus(1), Device("gpu", 1, "there is a GPU for its one rank")),
    ("auto", TWO, Gpus(2), Device("gpu", 2, "there is a GPU for each of 2 ranks")),
    ("auto", MORE, Gpus(1), Device("cpu", 1, TOO_FEW)),
    ("auto", MORE, Gpus(4), Device("gpu", 4, "there is a GPU for each of 4 ranks")),
    ("gpu", MORE, Gpus(8), Device("gpu", 8, "there is a GPU for each of 4 ranks")),
    ("auto", TWO, Gpus(2, ["A100", "T4"]), Device("cpu", 2, MIXED)),
    (
        "auto",
        TWO,
        Gpus(3, ["A100", "A100", "T4"]),
        Device("gpu", 3, "there is a GPU for each of 2 ranks"),
    ),
    (
        "auto",
        TWO,
        Gpus(1, asked=False),
        Device("cpu", 1, "this machine has 1 GPU, too few for 2 ranks"),
    ),
]


@pytest.mark.parametrize(("wanted", "ranks", "gpus", "expected"), DECISIONS)
def test_one_device_for_all_scenarios(
    wanted: str, ranks: Mapping[str, int], gpus: Gpus | None, expected: Device
) -> None:
    assert decide(wanted, ranks, gpus) == expected


MANY = {f"s{number}": 4 for number in range(6)}
# wanted, ranks of each scenario, GPUs -> those that are too large
MISFITS = [
    ("auto", MORE, 2, "more-ranks (4 ranks)"),
    ("auto", MORE, 3, "more-ranks (4 ranks)"),
    ("gpu", MORE, 2, "more-ranks (4 ranks)"),
    (
        "auto",
        {**TWO, **MANY},
        2,
        "s0 (4 ranks), s1 (4 ranks), s2 (4 ranks), s3 (4 ranks) and 2 more",
    ),
]


@pytest.mark.parametrize(("wanted", "ranks", "gpus", "named"), MISFITS)
def test_scenarios_that_do_not_fit_are_named_before_anything_runs(
    wanted: str, ranks: Mapping[str, int], gpus: int, named: str
) -> None:
    with pytest.raises(DeviceError) as failure:
        decide(wanted, ranks, Gpus(gpus))
    assert f"torch can use {gpus} GPUs, which is too few for {named}: " in str(failure.value)


@pytest.mark.parametrize(("gpus", "found"), [(0, "0 GPUs"), (1, "1 GPU")])
def test_gpus_that_must_be_and_are_too_few_for_any_scenario(gpus: int, found: str) -> None:
    sentence = f"^torch can use {found}, too few for 2 ranks: every rank needs one$"
    with pytest.raises(DeviceError, match=sentence):
        decide("gpu", MORE, Gpus(gpus))


def test_gpus_that_must_be_and_are_not_alike() -> None:
    sentence = "^its GPUs are of different models: A100, T4; name those of one model"
    with pytest.raises(DeviceError, match=sentence):
        decide("gpu", TWO, Gpus(2, ["A100", "T4"]))


# wanted, whether there is a driver, ranks, cards -> whether torch is asked
ASKED = [
    ("cpu", True, TWO, 8, False),
    ("cpu", False, TWO, None, False),
    ("auto", True, TWO, None, True),
    ("auto", False, TWO, None, False),
    ("gpu", False, TWO, None, True),
    ("auto", True, TWO, 2, True),
    ("auto", True, TWO, 1, False),
    ("auto", True, MORE, 2, True),
    ("auto", True, MORE, 1, False),
    ("gpu", True, MORE, 3, False),
    ("gpu", True, MORE, 4, True),
]


@pytest.mark.parametrize(("wanted", "has_driver", "ranks", "cards", "asked"), ASKED)
def test_nobody_loads_a_driver_without_need(
    wanted: str,
    has_driver: bool,
    ranks: Mapping[str, int],
    cards: int | None,
    asked: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if has_driver:
        (tmp_path / "kfd").touch()
    monkeypatch.setattr(device, "DRIVERS", [tmp_path / "nvidiactl", tmp_path / "kfd"])
    assert must_ask(wanted, driver(), ranks, cards) == asked


@pytest.mark.parametrize(
    ("files", "cards"),
    [
        (["nvidiactl", "nvidia0", "nvidia1", "nvidia-uvm", "nvidia-caps"], 2),
        (["nvidiactl", "nvidia7"], 1),
        (["nvidiactl"], 0),
        (["kfd"], None),
        (["dxg"], None),
        ([], None),
    ],
)
def test_cards_are_counted_where_each_has_a_file(
    files: list[str], cards: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in files:
        (tmp_path / name).touch()
    drivers = [tmp_path / name for name in ("nvidiactl", "kfd", "dxg")]
    monkeypatch.setattr(device, "DRIVERS", drivers)
    monkeypatch.setattr(device, "CARDS", (drivers[0], device.CARDS[1]))
    assert most_gpus(driver()) == cards


FAKE = """
import sys, types
torch = sys.modules["torch"] = types.ModuleType("torch")
torch.cuda = types.SimpleNamespace(
    device_count=lambda: {listed},
    get_device_name=lambda number: "H100",
)
torch._C = types.SimpleNamespace(_cuda_getDeviceCount=lambda: {usable})
def zeros(size, device):
    if {broken} and device == "cuda:1":
        raise RuntimeError("CUDA error: invalid device ordinal\\nCompile with it\\n\\n")
torch.zeros = zeros
print("noise of an import")
"""


def count(directory: Path, site: str) -> Gpus:
    (directory / "sitecustomize.py").write_text(site)
    counting = Counting(environment(directory), directory)
    try:
        return counting.result(60)
    finally:
        counting.stop()


@pytest.mark.parametrize(
    ("listed", "usable", "found"),
    [(2, 2, 2), (4, 1, 1), (0, "1 / 0", 0)],
    ids=["those that the driver lists", "cards that MIG divides", "none, and nobody asks for more"],
)
def test_gpus_are_counted_in_a_process_of_their_own(
    listed: int, usable: object, found: int, tmp_path: Path
) -> None:
    site = FAKE.format(listed=listed, usable=usable, broken=False)
    assert count(tmp_path, site) == Gpus(found, ["H100"] * found)


# what happens to the process that asks -> what is said
UNUSABLE = {
    FAKE.format(
        listed=2, usable=2, broken=True
    ): "RuntimeError: CUDA error: invalid device ordinal",
    FAKE.format(listed=2, usable="1 / 0", broken=False): "ZeroDivisionError: division by zero",
    "import os; os.kill(os.getpid(), 11)": "the process that asks was killed by SIGSEGV",
    "import sys; sys.exit('no licence\\n \\n')": "SystemExit: no licence",
}


@pytest.mark.parametrize(("site", "said"), list(UNUSABLE.items()), ids=list(UNUSABLE.values()))
def test_gpus_that_the_driver_counts_and_nobody_can_use_are_an_error(
    site: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(DeviceError) as failure:
        count(tmp_path, site)
    expected = f"torch cannot use the GPUs of this machine: {said}; repair this, or measure"
    assert str(failure.value).startswith(expected)


def test_an_answer_that_never_comes_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import time; time.sleep(600)")
    counting = Counting(environment(tmp_path), tmp_path)
    with pytest.raises(DeviceError, match="does not say how many"):
        counting.result(0.2)
    counting.stop()
    assert counting.process.returncode == -9
