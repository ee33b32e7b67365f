"""A supervisor that gives up on a parent may not have heard of the last rank."""

from __future__ import annotations

import os
from pathlib import Path
from time import sleep

from disturbed_suite import find_marked

from lddpr.parent import WarmParent
from lddpr.scenario import Scenario


def test_it_is_ended_with_its_parent(tmp_path: Path) -> None:
    mark = os.environ["INTERFERENCE"] = "unheard"
    try:
        parent = WarmParent("lightning", tmp_path / "parent.txt", os.environ)
        parent.ready(60)
        parent.request(
            [*Scenario().flags(), f"--record_dir={tmp_path}"],
            {"NODE_RANK": "0", "LOCAL_RANK": "0", "WORLD_SIZE": "2"}
            | {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": "19999"},
            tmp_path / "output.txt",
        )
        sleep(1)
        assert len(find_marked(mark)) > 1
        parent.stop()
        assert [part.command for part in find_marked(mark).values()] == []
    finally:
        del os.environ["INTERFERENCE"]
