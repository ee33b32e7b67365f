"""What generators of a team's own are called."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any

import numpy as np
from torch.utils.data import Dataset

from lddpr.observe import own
from lddpr.observe.callback import make
from lddpr.observe.session import held_by


class Holder:
    __slots__ = ("rng",)

    def __init__(self) -> None:
        self.rng = random.Random(1)


class Nested(Dataset):  # type: ignore[type-arg]
    def __init__(self) -> None:
        self.transforms = [Holder(), {"noise": np.random.default_rng(1)}]
        self.itself = self
        self.samples = list(range(10**6))
        self.entropy = random.SystemRandom()

    @property
    def lazy(self) -> Any:
        raise AssertionError("nobody may compute it")


HIDDEN = [random.Random(2)]


def test_generators_go_by_their_place() -> None:
    names = [name for name, _ in own.find({"dataset": Nested()})]
    assert names[:3] == [
        "dataset.entropy",
        "dataset.transforms[0].rng",
        "dataset.transforms[1]['noise']",
    ]
    assert "test_observe_own.HIDDEN[0]" in names
    assert not [each for each in names if "tempfile" in each or "_inst" in each]


def test_what_a_trainer_holds_goes_by_names_for_people() -> None:
    def holder(**more: Any) -> Any:
        return type("Mixup", (), {})() if not more else SimpleNamespace(**more)

    callback, module, data = holder(), holder(a=1), holder(rng=random.Random(1))
    callback.rng, module.rng = random.Random(2), random.Random(3)
    observer = make("lightning.pytorch")
    observer.session = holder(own=[("old", random.Random(4))])
    trainer = holder(
        lightning_module=module,
        datamodule=data,
        callbacks=[callback, observer],
        loop=holder(rng=random.Random(5)),
    )
    module._trainer = trainer
    names = [name for name, _ in own.find(held_by(trainer))]
    assert names[:4] == ["module.rng", "datamodule.rng", "Mixup.rng", "trainer.loop.rng"]
    assert not [name for name in names if "session" in name or "_trainer" in name]


def test_names_of_the_heap_do_not_shift_when_others_come_and_go() -> None:
    def found() -> dict[int, str]:
        return {id(generator): name for name, generator in own.find({}, heap=True)}

    class Kept:
        def __init__(self) -> None:
            self.rng = np.random.default_rng(1)

    kept = Kept()
    name = found()[id(kept.rng)]
    others = [type(f"Other{number}", (Holder,), {})() for number in range(3)]
    assert found()[id(kept.rng)] == name
    assert not [each for each in found().values() if each.startswith("Dummy.")]
    assert name.endswith("Kept.rng")
    del others
