"""Many scenarios in a row, and what they leave behind: ``python scripts/soak.py --runs 2000``.

Needs Linux and an interpreter that has Lightning, torch and NumPy. Ends with status 1 if a batch
hangs, fails, leaves something, or lets the open files of its supervisor grow.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from random import Random
from time import monotonic, sleep

PROBE = Path(__file__).resolve().parents[1] / "python-probe"
sys.path[:0] = [str(PROBE / "tests"), str(PROBE)]

from disturbed_suite import Suite  # noqa: E402 - found by the line before

from lddpr.scenario import Scenario  # noqa: E402
from suites import entry, plan  # noqa: E402

BATCH = 50
TIMEOUT = 300.0  # of a batch, which takes seconds; later than GRACE after it is a hang
GRACE = 10.0
LOOK_SECONDS = 0.1

# One of these a run, drawn at random: with and without workers, persistent, one to three ranks.
MIX = (
    Scenario(),
    Scenario(persistent_workers=True),
    Scenario(num_workers=0),
    Scenario(seed_everything=False),
    Scenario(seed_workers=False),
    Scenario(num_devices=1),
    Scenario(num_devices=3, num_workers=1),
    Scenario(dataset_size=13, batch_size=3, num_workers=3),
)
LAUNCHED_EVERY = 25  # a run of so many goes through Lightning's launcher


@dataclass
class Figures:
    """What is counted. All but the first two and the last should be 0; files should not grow."""

    runs: int = 0
    batches: int = 0
    hangs: int = 0
    failures: int = 0
    retried: int = 0
    leftovers: int = 0
    most_open_files: int = 0
    seconds: float = 0.0


def launcher(number: int) -> str:
    return "warm" if (number + 1) % LAUNCHED_EVERY else "lightning"


def batch(chance: Random, runs: int) -> Suite:
    scenarios = [entry(f"s{n}", chance.choice(MIX), launcher=launcher(n)) for n in range(runs)]
    return Suite(Path(tempfile.mkdtemp(prefix="lddpr-soak-")), plan(*scenarios, timeout=TIMEOUT))


def watch(suite: Suite) -> int:
    """The most files that the supervisor had open until it ended, or until it is a hang."""
    most = 0
    opened = Path(f"/proc/{suite.process.pid}/fd")
    while suite.process.poll() is None and monotonic() < suite.started + TIMEOUT + GRACE:
        try:
            most = max(most, len(list(opened.iterdir())))
        except OSError:
            break
        sleep(LOOK_SECONDS)
    return most


def soak(runs: int, seconds: float, seed: int) -> tuple[Figures, list[str]]:
    chance, figures, found = Random(seed), Figures(), []
    started = monotonic()
    while figures.runs < runs and monotonic() - started < seconds:
        size = min(BATCH, runs - figures.runs)
        suite = batch(chance, size)
        try:
            figures.most_open_files = max(figures.most_open_files, watch(suite))
            ending = suite.finish(TIMEOUT + GRACE)
        except AssertionError as hang:
            figures.hangs += 1
            found.append(str(hang))
        else:
            retried = [event["run"] for event in ending.events if event["event"] == "retried"]
            figures.retried += len(retried)
            if ending.last["event"] != "done":
                figures.failures += 1
                found.append(f"{suite.directory}: {ending.last}")
            if ending.left:
                figures.leftovers += sum(len(what) for what in ending.left.values())
                found.append(f"{suite.directory}: left {ending.left}")
        finally:
            suite.end()
        figures.runs += size
        figures.batches += 1
        figures.seconds = round(monotonic() - started, 1)
        print(" ".join(f"{k}={v}" for k, v in asdict(figures).items()), flush=True)
    return figures, found


def main() -> int:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("--runs", type=int, default=2000)
    cli.add_argument("--seconds", type=float, default=3600, help="no batch starts later")
    cli.add_argument("--seed", type=int, default=0, help="of the mix of scenarios")
    options = cli.parse_args()
    figures, found = soak(options.runs, options.seconds, options.seed)
    print()
    for line in found:
        print(line)
    for item in fields(figures):
        print(f"{item.name.replace('_', ' '):>16}  {getattr(figures, item.name)}")
    return 1 if figures.hangs or figures.failures or figures.leftovers else 0


if __name__ == "__main__":
    sys.exit(main())
