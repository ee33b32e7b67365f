"""Watches one fetcher of a DataLoader."""

from __future__ import annotations

from typing import Any

from lddpr.observe import own
from lddpr.observe.content import content
from lddpr.observe.session import Session
from lddpr.observe.sink import Guard
from lddpr.observe.states import state_of, states

SAMPLES = 1024  # of one fetcher, digested one by one
LOOKS = 2  # fetches that are explained


class Watch:
    """Of what ``create_fetcher`` returns; made before it, as an iterable dataset may draw in it."""

    def __init__(self, session: Session, dataset: Any) -> None:
        self.session = session
        assert session.sink is not None
        self.sink = session.sink
        self.dataset = dataset
        self.worker = session.worker
        self.number_of_pass = session.entered["pass"]
        self.stage = session.entered["stage"]
        self.number = 0
        self.digested = 0
        self.samples: list[str] = []
        self.drawn: list[str] = []  # what moved before samples were collated
        self.again = session.entered.get("again", -1) + 1
        session.entered["again"] = self.again
        self.own: dict[str, Any] = {}
        self.find()
        self.before = states()
        self.before_own = self.own_states()

    def find(self) -> None:
        """Look for generators; one that has a name keeps it, and one may take another's place."""
        alone = self.session.trainer is None and not self.session.scanned  # of no fork
        for name, generator in own.find({"dataset": self.dataset}, alone) + self.session.own:
            if not any(each is generator for each in self.own.values()):
                self.own[name] = generator

    def own_states(self) -> dict[str, str]:
        return {name: state_of(generator) for name, generator in self.own.items()}

    def over(self, fetcher: Any, batched: bool) -> None:
        """Have ``fetcher`` tell of what it does. ``batched``: it collates samples."""
        settings = self.session.settings
        if settings.mode == "identity":
            from lddpr.observe.identity import pinned

            pinned(fetcher, self.own.items)
        self.collate = fetcher.collate_fn
        self.fetch = fetcher.fetch
        self.batched = batched
        self.iterable = hasattr(fetcher, "dataset_iter")
        self.explains = settings.mode == "explained"
        fetcher.collate_fn = self.collating
        fetcher.fetch = self.fetching

    def collating(self, data: Any) -> Any:
        with Guard(self.sink, "collate"):
            if not self.batched:
                self.samples = [content(data)]
            elif isinstance(data, (list, tuple)) and self.digested < SAMPLES:
                self.samples = [content(each) for each in data]
                self.digested += len(data)
            self.drawn = self.moved(self.before, states())
            own_moved = self.moved(self.before_own, self.own_states())
            self.drawn += [f"own:{name}" for name in own_moved]
        return self.collate(data)

    @staticmethod
    def moved(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
        return [name for name in after if after[name] != before.get(name)]

    def fetching(self, index: Any) -> Any:
        with Guard(self.sink, "fetch"):
            self.samples, self.drawn = [], []
            # Of an iterable dataset the first one begins where the fetcher was made. Of others a
            # sampler draws between the two.
            if self.number or not self.iterable:
                self.before, self.before_own = states(), self.own_states()
        data = self.looking(index) if self.explains and self.number < LOOKS else self.fetch(index)
        with Guard(self.sink, "fetch"):
            self.note(index, data)
        return data

    def looking(self, index: Any) -> Any:
        from lddpr.observe.explain import Look

        with Look() as look:
            data = self.fetch(index)
        with Guard(self.sink, "explain"):
            for source in look.found:
                self.sink.put("source", worker=self.worker, stage=self.stage, **source)
        return data

    def note(self, index: Any, data: Any) -> None:
        if not self.number:
            self.find()  # those that the first sample made
        after, after_own = states(), self.own_states()
        moved = self.moved(self.before, after)
        own_moved = {
            name: [self.before_own.get(name), after_own[name]]
            for name in self.moved(self.before_own, after_own)
        }
        self.sink.put(
            "fetch",
            again=self.again,
            worker=self.worker,
            n=self.number,
            indices=self.indices(index),
            before={name: self.before.get(name) for name in moved},
            after={name: after[name] for name in moved},
            own=own_moved,
            batch=content(data),
            samples=self.samples or None,
            drawn=self.drawn,
            seconds=round(self.sink.seconds, 6),
            **{"pass": self.number_of_pass},
        )
        self.number += 1

    def indices(self, index: Any) -> list[Any] | None:
        """Null for an iterable dataset, which is asked for as many samples as there are."""
        if index is None or (isinstance(index, list) and set(map(type, index)) == {type(None)}):
            return None
        return [plain(each) for each in index] if self.batched else [plain(index)]


def plain(index: Any) -> Any:
    if isinstance(index, (int, str)):
        return index
    if isinstance(index, (list, tuple)):
        return [plain(each) for each in index]
    try:
        return int(index)
    except (TypeError, ValueError):
        return "?" + content(index)
