"""Two recorded runs of the default scenario, against a logged one."""

from __future__ import annotations

import struct
from hashlib import blake2b
from typing import Any

import pytest

from harness import Outcome

LOADER = {
    "torch": ("dl_torch_rand", "f"),
    "numpy": ("dl_np_rand", "f"),
    "python": ("dl_py_rand", "f"),
}
MAIN = {"torch": "torch_rand", "numpy": "np_rand", "python": "py_rand"}
NAMES = {"f": "<f4", "d": "<f8", "q": "<i8"}

Draws = list[tuple[str, list[float]]]


def digest(draws: Draws) -> str:
    """Written down once more, without NumPy: what the digest of a stream is."""
    total = blake2b(digest_size=16)
    for kind, values in draws:
        total.update(f"{NAMES[kind]}({len(values)},)|".encode())
        total.update(struct.pack(f"<{len(values)}{kind}", *values))
    return total.hexdigest()


def streams(epoch: dict[str, Any]) -> dict[str, Draws]:
    """The channels of one epoch of a log."""
    found: dict[str, Draws] = {}
    for step in epoch["steps"]:
        found.setdefault("order", []).append(("q", step["sample_indices"]))
        for library, (name, kind) in LOADER.items():
            channel = f"worker{step['worker_ids'][0]}/{library}"
            found.setdefault(channel, []).append((kind, step[name]))
        for library, name in MAIN.items():
            found.setdefault(f"main/{library}", []).append(("d", [step[name]]))
    return found


@pytest.mark.parametrize("rank", [0, 1])
def test_digests_are_those_of_the_logged_values(
    rank: int, seeded_run: Outcome, records: list[Outcome]
) -> None:
    channels = records[0].log(rank)["channels"]
    for epoch in seeded_run.log(rank)["epochs"]:
        for channel, draws in streams(epoch).items():
            facts = channels[channel][epoch["epoch"]]
            assert facts["digest"] == digest(draws), channel
            assert facts["draws"] == sum(len(values) for _, values in draws)
            assert facts["epoch"] == epoch["epoch"]


def test_initial_weights(seeded_run: Outcome, records: list[Outcome]) -> None:
    init = seeded_run.log(0)["init_weights"]
    expected = digest([("f", init["bias"]), ("f", init["weight"][0])])
    assert records[0].log(0)["channels"]["weights.init"][0]["digest"] == expected


def test_channels(records: list[Outcome]) -> None:
    scopes = ["main", "worker0", "worker1"]
    expected = {f"{scope}/{library}" for scope in scopes for library in MAIN}
    once = {"seeds", "weights.init", "weights.start", "weights.end"}
    expected |= {"order", *once}
    for rank in (0, 1):
        channels = records[0].log(rank)["channels"]
        assert set(channels) == expected
        for name, epochs in channels.items():
            assert [facts["epoch"] for facts in epochs] == ([0] if name in once else [0, 1, 2])


def test_repeat_is_identical(records: list[Outcome]) -> None:
    one, other = records
    for rank in (0, 1):
        assert one.log(rank)["channels"] == other.log(rank)["channels"]
        assert one.log(rank)["seen"] == other.log(rank)["seen"]


def test_ranks_share_seeds_weights_and_main_streams_only(records: list[Outcome]) -> None:
    left, right = (records[0].log(rank)["channels"] for rank in (0, 1))
    same = {name for name in left if left[name] == right[name]}
    assert same == {name for name in left if name.startswith(("seeds", "weights", "main"))}


def test_head_is_exact(seeded_run: Outcome, records: list[Outcome]) -> None:
    values = [step["py_rand"] for step in seeded_run.log(0)["epochs"][0]["steps"]]
    head = records[0].log(0)["channels"]["main/python"][0]["head"]
    assert [float.fromhex(text) for text in head] == values


def test_what_was_seen_is_what_the_log_says(seeded_run: Outcome, records: list[Outcome]) -> None:
    for epoch, facts in zip(seeded_run.log(1)["epochs"], records[0].log(1)["seen"], strict=True):
        indices = [index for step in epoch["steps"] for index in step["sample_indices"]]
        bits = int.from_bytes(bytes.fromhex(facts["bits"]), "little")
        assert {index for index in range(bits.bit_length()) if bits >> index & 1} == set(indices)
        assert (facts["epoch"], facts["drawn"]) == (epoch["epoch"], len(indices))


def test_facts_name_what_was_measured(records: list[Outcome]) -> None:
    facts = records[0].log(0)["facts"]
    assert facts["accelerator"] == "cpu"
    assert facts["framework"]["name"] == "lightning"
    assert {"torch", "numpy", "lightning"} <= set(facts["modules"])


def test_no_report(records: list[Outcome]) -> None:
    assert records[0].out == ""
