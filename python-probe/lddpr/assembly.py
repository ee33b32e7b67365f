"""What the results of runs become: one record in one environment. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lddpr import __version__
from lddpr.installed import Installed
from lddpr.run import RunError

RECORD_VERSION = 1
# Facts without which the numbers of two runs cannot be compared.
SHARED = ("framework", "accelerator", "threads", "cpuCapability")


def shared_environment(facts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The environment of all runs: that of the first, without the modules that it has imported.

    ``facts`` has what lddpr.environment says, one entry a run. Raises RunError if runs differ in
    what they must share.
    """
    for name in SHARED:
        values = [each[name] for each in facts]
        if any(value != values[0] for value in values):
            raise RunError(f"the runs do not share one environment: {name} is {values}")
    return {name: value for name, value in facts[0].items() if name != "modules"}


def assemble(
    suite: Mapping[str, Any],
    results: Sequence[Mapping[str, Any]],
    installed: Installed,
    variables: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The record of a suite. ``results`` has what ``Run.result`` gave, in the plan's order;
    ``variables`` are those that the user has set and that bear on it.

    A package counts as imported if a rank of any run has imported a module of it. Raises RunError
    if the runs do not share one environment.
    """
    facts = [result["facts"] for result in results]
    modules = {module for each in facts for module in each["modules"]}
    return {
        "schemaVersion": RECORD_VERSION,
        "kind": "record",
        "probe": __version__,
        "suite": suite,
        "environment": {
            **shared_environment(facts),
            "variables": list(variables),
            "packages": installed.packages(modules),
        },
        "runs": [
            {name: value for name, value in result.items() if name != "facts"} for result in results
        ],
    }
