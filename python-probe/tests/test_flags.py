from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from harness import environment
from lddpr.scenario import Scenario, parse

WRONG = [
    "--seed=x",
    "--seed=-1",
    "--seed=4294967296",
    "--seed=1.5",
    "--seed",
    "--seed_everything=maybe",
    "--seed_everything",
    "--seed_workers=",
    "--num_workers=-1",
    "--num_devices=0",
    "--batch_size=0",
    "--max_epochs=0",
    "--dataset_size=0",
    "--persistent_workers=2",
    "--validate=loud",
    "--trainer=mine",
    "--in_order=perhaps",
    "--log_dir=",
    "--framework=torch",
    "--accelerator=tpu",
    "--unknown=1",
    "--epochs=1",
    "--num_work=1",
    "stray",
]


@pytest.mark.parametrize("flag", WRONG)
def test_wrong_flag_is_one_line_and_status_2(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        parse([flag])
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("lddpr.main: error: ")
    assert err.count("\n") == 1


def test_log_dir_and_record_dir_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        parse(["--log_dir=a", "--record_dir=b"])
    assert "not allowed with argument --log_dir" in capsys.readouterr().err


def test_wrong_flag_writes_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "lddpr.main", "--log_dir=made", "--seed=x"]
    env = environment(TMPDIR=str(tmp_path))
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stdout == b""
    assert list(tmp_path.iterdir()) == []


def test_help_lists_the_nine_with_their_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^0$"):
        parse(["--help"])
    _, _, options = capsys.readouterr().out.partition("options:")
    described = {entry.split()[0]: " ".join(entry.split()) for entry in options.split("\n  --")}
    assert len(fields(Scenario)) == 9
    for field in fields(Scenario):
        assert described[field.name].endswith(f"(default: {field.default})")


def test_defaults_are_the_contract() -> None:
    expected = "True 42 True 2 False 2 4 3 16"
    assert " ".join(flag.partition("=")[2] for flag in Scenario().flags()) == expected


@pytest.mark.parametrize(
    ("text", "value"), [("True", True), ("true", True), ("1", True), ("False", False), ("0", False)]
)
def test_booleans(text: str, value: bool) -> None:
    assert parse([f"--seed_workers={text}"]).scenario.seed_workers is value


def test_flags_give_the_scenario_again() -> None:
    scenario = Scenario(False, 7, False, 1, True, 3, 5, 2, 13)
    assert parse(scenario.flags()).scenario == scenario


def test_largest_seed() -> None:
    assert parse(["--seed=4294967295"]).scenario.seed == 2**32 - 1


@pytest.mark.parametrize(("text", "value"), [("quiet", "quiet"), ("True", True), ("0", False)])
def test_validation_has_a_quiet_kind(text: str, value: bool | str) -> None:
    assert parse([f"--validate={text}", "--record_dir=x"]).validate == value


RECORDED = [
    "--validate=True",
    "--model=regularized",
    "--trainer=default",
    "--draws=True",
    "--resume_from=x",
]


@pytest.mark.parametrize("flag", RECORDED)
def test_what_no_log_can_hold_needs_a_record(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse([flag])
    assert caught.value.code == 2
    assert "allowed with argument --record_dir only" in capsys.readouterr().err


def test_a_space_instead_of_the_equals_sign() -> None:
    assert parse(["--seed", "7"]).scenario.seed == 7
