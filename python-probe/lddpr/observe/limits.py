"""Ends a training after some optimizer steps, in two epochs or more where that can be."""

from __future__ import annotations

from typing import Any

VALIDATION = 2  # batches
EVERY = -1  # no limit, as Lightning writes it


def limit(trainer: Any, steps: int) -> list[str]:
    """Set limits of a Trainer before it loads data. Gives a sentence for each that changed.

    Each epoch has half of the steps, so that there are two: of the order of the samples, two passes
    say more than one. ``max_steps`` would end an epoch before what its callbacks wait for.
    """
    changed = []
    batches = -(-steps // 2) * int(trainer.accumulate_grad_batches or 1)
    given = trainer.limit_train_batches
    if given is None or isinstance(given, float) or given > batches:
        trainer.limit_train_batches = batches
        changed.append(f"limit_train_batches is {batches}: an epoch is half of {steps} steps")
    epochs = trainer.fit_loop.max_epochs
    if epochs is None or EVERY < epochs < steps:  # shorter epochs: the end comes by enough()
        trainer.fit_loop.max_epochs = steps
        changed.append(f"max_epochs is at most {steps}, not {epochs}: {steps} steps are wanted")
    loop = trainer.fit_loop.epoch_loop
    if EVERY < (loop.max_steps or EVERY) < steps:
        changed.append(f"max_steps is not {loop.max_steps}: {steps} steps are wanted")
        loop.max_steps = EVERY
    changed += limit_validation(trainer, batches)
    return changed


def limit_validation(trainer: Any, batches: int) -> list[str]:
    changed = []
    given = trainer.limit_val_batches
    if given is None or given > VALIDATION or (isinstance(given, float) and given > 0):
        trainer.limit_val_batches = VALIDATION
        changed.append(f"limit_val_batches is {VALIDATION}")
    every = trainer.val_check_interval
    if isinstance(every, int) and every > batches:
        trainer.val_check_interval = 1.0
        trainer.check_val_every_n_epoch = trainer.check_val_every_n_epoch or 1
        changed.append(f"val_check_interval is 1.0: {every} batches are more than an epoch has")
    return changed


def end_after_this_epoch(trainer: Any) -> None:
    trainer.fit_loop.max_epochs = trainer.current_epoch + 1
