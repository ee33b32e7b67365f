"""Which accelerator a run gets."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch

from lddpr.device import DeviceError, choose_accelerator
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
    sentence = f"^--accelerator=gpu needs a GPU for each of {ranks} ranks, found {gpus}$"
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
    sentence = f"lddpr: 2 ranks and {gpus} GPUs: running on the CPU\n"
    assert capsys.readouterr().err == (sentence if printed else "")


def test_nobody_asks_for_gpus_where_the_cpu_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise AssertionError("this loads the driver")

    monkeypatch.setattr(torch.cuda, "device_count", fail)
    assert find_accelerator(parse(["--accelerator=cpu"])) == "cpu"
