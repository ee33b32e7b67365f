"""What counts as drawn while samples are made."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.utils.data import IterableDataset, dataloader

from lddpr.observe.fetching import Watch
from lddpr.observe.session import Session
from lddpr.observe.settings import Settings
from lddpr.observe.sink import Sink


class Seeding(IterableDataset):  # type: ignore[type-arg]
    def __iter__(self) -> Iterator[int]:
        return iter(torch.randperm(4).tolist())


@pytest.mark.parametrize(
    ("dataset", "drawn"), [([1, 2, 3, 4], []), (Seeding(), ["torch"])], ids=["map", "iterable"]
)
def test_what_a_sampler_draws_is_not_drawn_for_samples(
    tmp_path: Path, dataset: Any, drawn: list[str]
) -> None:
    asked = Settings(tmp_path, "plain", 2, "command", {}, None)
    entered = {"pass": 0, "stage": "train"}
    file = Sink(tmp_path / "lines" / "some.jsonl")
    session = Session(asked, 0, 0, file, types.SimpleNamespace(), entered=entered)
    watch = Watch(session, dataset)
    kind: Any = dataloader._DatasetKind
    number = kind.Map if isinstance(dataset, list) else kind.Iterable
    fetcher = kind.create_fetcher(number, dataset, True, dataloader.default_collate, False)
    watch.over(fetcher, batched=True)
    indices = [0, 1]
    if isinstance(dataset, list):
        indices = torch.randperm(2).tolist()  # as a sampler does when it is first asked
    fetcher.fetch(indices)
    *_, line = map(json.loads, file.path.read_text().splitlines())
    assert line["drawn"] == drawn
