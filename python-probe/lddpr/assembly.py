"""What the results of runs become: one record in one environment. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lddpr import __version__
from lddpr.installed import Installed
from lddpr.run import RunError, run_name

RECORD_VERSION = 1
# Facts without which the numbers of two ranks cannot be compared.
SHARED = (
    "framework",
    "torch",
    "numpy",
    "python",
    "platform",
    "accelerator",
    "deviceModel",
    "cuda",
    "threads",
    "cpuCapability",
)
# Facts that become something else in a record, or nothing.
UNRECORDED = ("torch", "numpy", "modules", "device")


def shared_environment(facts: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The environment of all ranks: that of the first.

    ``facts`` has what lddpr.environment says, by the name of the rank. Raises RunError if ranks
    differ in what they must share.
    """
    (first, expected), *others = facts.items()
    for name in SHARED:
        for other, found in others:
            one, two = shown(expected.get(name)), shown(found.get(name))
            if one != two:
                raise RunError(
                    "the ranks do not share one environment: "
                    f"{name} is {two} on {other}, but {one} on {first}"
                )
    return {name: value for name, value in expected.items() if name not in UNRECORDED}


def shown(value: Any) -> str:
    """A fact, as people write it."""
    if isinstance(value, Mapping):
        return "{name} {version} ({file})".format(**value)
    return str(value)


def assemble(
    suite: Mapping[str, Any],
    results: Sequence[Mapping[str, Any]],
    installed: Installed,
    variables: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The record of a suite. ``results`` has what ``Run.result`` gave, in the plan's order;
    ``variables`` are those that the user has set and that affect it.

    A package counts as imported if a rank of any run has imported a module of it. Raises RunError
    if the ranks do not share one environment.
    """
    facts = {
        f"rank {rank} of {run_name(result['scenario'], result['run'])}": each
        for result in results
        for rank, each in enumerate(result["facts"])
    }
    modules = {module for each in facts.values() for module in each["modules"]}
    environment = shared_environment(facts)
    if environment["gpu"]:
        largest = max(results, key=lambda result: len(result["facts"]))
        devices = [each["device"] for each in largest["facts"]]
        environment["gpu"] = {**environment["gpu"], "devices": devices}
    return {
        "schemaVersion": RECORD_VERSION,
        "kind": "record",
        "probe": __version__,
        "suite": suite,
        "environment": {
            **environment,
            "variables": list(variables),
            "packages": installed.packages(modules),
        },
        "runs": [
            {name: value for name, value in result.items() if name != "facts"} for result in results
        ],
    }
