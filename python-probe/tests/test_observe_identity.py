"""Generators are in one fixed state around each sample, and afterwards where they were."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader, Dataset, IterableDataset, get_worker_info
from torch.utils.data import dataloader as dl

from lddpr.observe.identity import fixed, kind_of, pinned
from lddpr.observe.states import state_of, states


class Others(random.Random):
    """A generator that keeps more than its base."""

    def getstate(self) -> Any:
        return super().getstate()


OWN: dict[str, tuple[Any, Any]] = {
    "python": (random.Random(5), lambda g: g.random()),
    "derived": (Others(5), lambda g: g.random()),
    "torch": (torch.Generator().manual_seed(5), lambda g: float(torch.rand((), generator=g))),
    "pcg": (np.random.default_rng(5), lambda g: g.random()),
    "philox": (np.random.Generator(np.random.Philox(5)), lambda g: g.random()),
    "legacy": (np.random.RandomState(5), lambda g: g.randn()),  # a second normal waits
    "legacy with pcg": (np.random.RandomState(np.random.PCG64(5)), lambda g: g.randn()),
}


@pytest.mark.parametrize("name", OWN)
def test_a_generator_of_any_kind_is_fixed_and_goes_on(name: str) -> None:
    generator, draw = OWN[name]
    draw(generator)
    before = state_of(generator)
    drawn = []
    for _ in range(3):
        with fixed(lambda: [("own", generator)]):
            drawn.append([draw(generator) for _ in range(3)])
        assert state_of(generator) == before
        draw(generator)
        before = state_of(generator)
    assert drawn[0] == drawn[1] == drawn[2]
    assert len(set(drawn[0])) == 3


def draw_all() -> tuple[float, float, float]:
    return random.random(), np.random.rand(), float(torch.rand(()))


def test_global_generators_are_fixed_and_go_on() -> None:
    before = states()
    with fixed(list):
        first = draw_all()
    assert states() == before
    draw_all()
    with fixed(list):
        assert draw_all() == first


def test_they_go_on_after_an_exception_too() -> None:
    before = states()
    with pytest.raises(ZeroDivisionError), fixed(list):
        random.randrange(9) // 0
    assert states() == before


class Stuck(random.Random):
    def getstate(self) -> Any:
        raise RuntimeError


def test_what_has_no_state_stays_as_it_is() -> None:
    entropy = random.SystemRandom()
    assert kind_of(entropy) is None
    with fixed(lambda: [("entropy", entropy), ("stuck", Stuck()), ("own", OWN["pcg"][0])]):
        first = OWN["pcg"][0].random()
    with fixed(lambda: [("own", OWN["pcg"][0])]):
        assert OWN["pcg"][0].random() == first


class Noisy(Dataset[Any]):
    def __init__(self) -> None:
        self.rng = np.random.default_rng(3)

    def __len__(self) -> int:
        return 6

    def __getitem__(self, index: int) -> list[float]:
        return [index, *draw_all(), self.rng.random()]


class Silent(Noisy):
    def __getitem__(self, index: int) -> Any:
        return index


class Together(Noisy):
    def __getitems__(self, indices: list[int]) -> list[list[float]]:
        return [self[index] for index in indices]


class Streaming(IterableDataset[Any]):
    def __init__(self) -> None:
        self.rng = np.random.default_rng(3)

    def __iter__(self) -> Iterator[list[float]]:
        for index in range(6):
            yield [index, *draw_all(), self.rng.random()]


class Informed(Noisy):
    """Looks at what a worker tells of it."""

    def __getitem__(self, index: int) -> list[float]:
        info = get_worker_info()
        assert info is None or (info.dataset is self and len(info.dataset) == 6)
        return super().__getitem__(index)


@pytest.fixture
def _pinning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every fetcher of torch is pinned, with the generator of its dataset."""
    kind = dl._DatasetKind
    make: Any = kind.create_fetcher

    def create(mode: int, dataset: Any, *rest: Any) -> Any:
        fetcher = make(mode, dataset, *rest)
        pinned(fetcher, lambda: [("dataset.rng", dataset.rng)])
        return fetcher

    monkeypatch.setattr(kind, "create_fetcher", staticmethod(create))


def samples(dataset: Any, batch: int | None, workers: int) -> list[list[float]]:
    """All samples in the order of their first number."""
    shuffle = False if isinstance(dataset, IterableDataset) else None
    loader = DataLoader(
        dataset,
        batch_size=batch,
        shuffle=shuffle if batch is None or shuffle is False else True,
        num_workers=workers,
        multiprocessing_context="fork" if workers else None,  # with the fetcher of this process
        collate_fn=lambda found: found,
    )
    found = [each for group in loader for each in (group if batch else [group])]
    return sorted(found)


@pytest.mark.usefixtures("_pinning")
@pytest.mark.parametrize("dataset", [Noisy, Together, Informed, Streaming])
@pytest.mark.parametrize("workers", [0, 2])
def test_the_content_of_a_sample_names_it(dataset: Any, workers: int) -> None:
    whole = [samples(dataset(), batch, workers) for batch in (2, 3, None)]
    if dataset is Streaming and workers:  # each worker has it all, and gives the same
        whole = [each[::2] for each in whole]
    assert whole[0] == whole[1] == whole[2]
    assert [each[0] for each in whole[0]] == list(range(6))
    assert len({tuple(each[1:]) for each in whole[0]}) == 1


@pytest.mark.usefixtures("_pinning")
def test_the_loader_draws_as_if_samples_drew_nothing() -> None:
    torch.manual_seed(1)
    loader = DataLoader(Noisy(), batch_size=2, shuffle=True, collate_fn=lambda found: found)
    orders = [[each[0] for group in loader for each in group] for _ in range(3)]
    torch.manual_seed(1)
    quiet: Any = DataLoader(Silent(), batch_size=2, shuffle=True)
    assert orders == [[int(each) for group in quiet for each in group] for _ in range(3)]


def test_whatever_else_is_asked_the_dataset_answers() -> None:
    class Fetcher:
        dataset = Together()

    fetcher = Fetcher()
    pinned(fetcher, list)
    assert fetcher.dataset.rng is Fetcher.dataset.rng
    assert not hasattr(fetcher.dataset, "nothing")
    fetcher.dataset = Noisy()  # type: ignore[assignment]
    pinned(fetcher, list)
    assert not hasattr(fetcher.dataset, "__getitems__")
