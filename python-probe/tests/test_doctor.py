"""The steps that a doctor takes: each in a child, whatever comes of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest

from lddpr import doctor
from lddpr.doctor import StepError, cards, in_children


def fail(_: int) -> None:
    raise RuntimeError("CUDA error: out of luck\nand more\n")


def hang(_: int) -> None:
    signal.pause()


def die(_: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_a_child_says_is_what_rank_0_says() -> None:
    assert in_children(lambda rank: {"rank": rank}, 3) == {"rank": 0}


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (fail, "^RuntimeError: CUDA error: out of luck$"),
        (die, "^it ended without an answer$"),
        (hang, "^no answer within 0 s$"),
    ],
)
def test_a_child_that_fails_dies_or_hangs_is_a_fact(
    work: Callable[[int], Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "STEP_SECONDS", 0.3 if work is hang else 60)
    with pytest.raises(StepError, match=said):
        in_children(work)


def test_the_rank_that_fails_is_named() -> None:
    def work(rank: int) -> None:
        if rank == 1:
            raise ValueError("no")

    with pytest.raises(StepError, match=r"^rank 1: ValueError: no$"):
        in_children(work, 2)


def test_what_nvidia_smi_says_of_each_card(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "NVIDIA H200, GPU-1, 0, 580.1, Default\nNVIDIA H200, GPU-2, 0, 580.1, Prohibited"
    monkeypatch.setattr(doctor, "nvidia_smi", lambda *_: said)
    assert [card["compute_mode"] for card in cards() or []] == ["Default", "Prohibited"]
    monkeypatch.setattr(doctor, "nvidia_smi", lambda *_: None)
    assert cards() is None
