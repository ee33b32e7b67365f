"""Hooks of epochs and steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import torch

from lddpr.observe import limits, parts, values
from lddpr.observe.content import content
from lddpr.observe.session import Session
from lddpr.observe.sink import Sink, guarded
from lddpr.observe.states import states
from lddpr.observe.tensors import collect

CONTENTS = 32  # first batches whose content is digested; then those of due steps
LOOKS = 2  # steps that are explained


class Steps:
    """``sink`` is None while nothing is watched, and no hook does anything."""

    sink: Sink | None = None
    session: Session
    batches = steps = 0  # of this training, wherever it began
    global_step = 0  # Lightning's, which counts the steps of each optimizer
    moment = "0.0"
    look: Any = None

    # -- epochs -------------------------------------------------------------------------------

    @guarded
    def on_sanity_check_start(self, trainer: Any, module: Any) -> None:
        self.note("sanity-start", trainer)

    @guarded
    def on_sanity_check_end(self, trainer: Any, module: Any) -> None:
        self.note("sanity-end", trainer)

    @guarded
    def on_validation_start(self, trainer: Any, module: Any) -> None:
        if not trainer.sanity_checking:
            self.note("validation-start", trainer)

    @guarded
    def on_validation_end(self, trainer: Any, module: Any) -> None:
        if not trainer.sanity_checking:
            self.note("validation-end", trainer)

    @guarded
    def on_train_epoch_start(self, trainer: Any, module: Any) -> None:
        self.note("epoch-start", trainer)

    @guarded
    def on_train_epoch_end(self, trainer: Any, module: Any) -> None:
        asked = self.session.settings
        cut = asked.mode == "cut" and 2 * self.steps >= asked.steps
        if cut or (self.steps >= asked.steps and trainer.current_epoch > 0):
            limits.end_after_this_epoch(trainer)
        self.note("epoch-end", trainer)
        if cut:
            trainer.save_checkpoint(asked.checkpoint)

    # -- steps --------------------------------------------------------------------------------

    @guarded
    def on_train_batch_start(
        self, trainer: Any, module: Any, batch: Any, batch_idx: int, *_: Any
    ) -> None:
        self.global_step = trainer.global_step
        self.moment = f"{trainer.current_epoch}.{batch_idx}"
        digested = self.batches < CONTENTS or parts.due(self.batches)
        self.put(
            "batch",
            moment=self.moment,
            step=self.global_step,
            content=content(batch) if digested else None,
            states=states(),
            own=self.session.own_states(),
            rates=values.rates_of(trainer),
        )
        if self.session.settings.mode == "explained" and self.batches < LOOKS:
            from lddpr.observe.explain import Look

            self.look = Look()
            self.look.__enter__()

    @guarded
    def on_before_optimizer_step(self, trainer: Any, module: Any, optimizer: Any, *_: Any) -> None:
        if parts.due(self.steps):
            same = [each is optimizer for each in trainer.optimizers]
            number = same.index(True) if True in same else 0
            named = parts.gradients(module, optimizer)
            self.tensors([(f"gradients.{number}", named)], "step", self.moment)

    @guarded
    def on_train_batch_end(
        self, trainer: Any, module: Any, outputs: Any, batch: Any, batch_idx: int, *_: Any
    ) -> None:
        step = self.steps
        # A manual optimization may step without Lightning's count.
        uncounted = not (module.automatic_optimization or trainer.global_step)
        self.steps += trainer.global_step != self.global_step or uncounted
        self.batches += 1
        self.end_look()
        losses = values.losses_of(outputs)
        self.put(
            "loss",
            moment=self.moment,
            step=self.global_step,
            losses=losses,
            logged={} if losses else values.logged_by(trainer),
            states=states(),
            own=self.session.own_states(),
        )
        if self.steps > step and parts.due(step):
            # The state of an optimizer follows from gradients and weights.
            those = self.everything(trainer, module) if step == 0 else self.held(trainer, module)
            self.tensors(those, "step", self.moment)

    def end_look(self) -> None:
        if self.look is not None:
            look, self.look = self.look, None
            look.__exit__(None, None, None)
            for source in look.found:
                self.put("source", worker=None, stage="train", **source)

    # -- lines --------------------------------------------------------------------------------

    def put(self, kind: str, **fields: Any) -> None:
        assert self.sink is not None
        self.sink.put(kind, **fields)

    def note(self, at: str, trainer: Any) -> None:
        own_states = self.session.own_states()
        self.put("states", at=at, epoch=trainer.current_epoch, states=states(), own=own_states)

    def held(self, trainer: Any, module: Any) -> Iterator[tuple[str, parts.Named]]:
        yield from parts.held_by_module(module)
        yield from parts.held_by_callbacks(each for each in trainer.callbacks if each is not self)

    def everything(self, trainer: Any, module: Any) -> Iterator[tuple[str, parts.Named]]:
        yield from self.held(trainer, module)
        yield from parts.held_by_optimizers(trainer)

    def tensors(self, named: Iterable[tuple[str, parts.Named]], at: str, when: str | None) -> None:
        with torch.no_grad():
            for part, collection in named:
                found = collect(collection, part.partition(".")[0] in parts.SKETCHED)
                if found["tensors"]:
                    self.put("tensors", part=part, at=at, moment=when, **found)
