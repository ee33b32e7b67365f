"""Runs every scenario of a plan and writes one record: ``python -m lddpr.suite PLAN.json OUT``.

Imports neither torch nor Lightning. Reports its progress as JSON lines on standard output; the
processes that it starts write to files. Standard output ends with a line ``error`` or ``done``.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from lddpr.assembly import assemble
from lddpr.cause import with_remedy
from lddpr.device import DeviceError
from lddpr.events import Events
from lddpr.framework import FrameworkError, choose, version_of
from lddpr.log import write_atomically
from lddpr.run import RunError
from lddpr.signals import InterruptionError, note
from lddpr.supervisor import Suite
from lddpr.variables import adopt_switches, let_warnings_pass, settings

FAILED = 2


def main(arguments: Sequence[str]) -> int:
    adopt_switches()
    let_warnings_pass()
    note()
    plan_file, out = map(Path, arguments)
    plan = json.loads(plan_file.read_text(encoding="utf-8"))
    events = Events(plan.get("mark", ""))
    try:
        out.mkdir(parents=True)
        name = choose(plan["framework"])
        plan["framework"] = name
        events.say(
            "environment",
            python=platform.python_version(),
            executable=sys.executable,
            framework=f"{name} {version_of(name)}",
            torch=version_of("torch"),
            numpy=version_of("numpy"),
        )
        suite = Suite(plan, out, events)
        results = suite.execute()
        variables = settings(os.environ, Path(__file__).parents[1])
        record = assemble(plan["suite"], results, suite.installed, variables)
        write_atomically(out / "record.json", json.dumps(record))
    except (FrameworkError, DeviceError, RunError, InterruptionError) as error:
        more = {name: getattr(error, name, "") for name in ("detail", "stage")}
        events.say("error", message=str(error), **more)
        return FAILED
    except OSError as error:  # a full disk, a directory that is no longer ours, no more processes
        place = error.filename or out
        message = with_remedy(f"cannot use {place}: {error.strerror or error}", error)
        events.say("error", message=message, detail="")
        return FAILED
    events.say("done")
    return 0


if __name__ == "__main__":
    # A regular exit would wait for a person where PYTHONINSPECT is set.
    os._exit(main(sys.argv[1:]))
