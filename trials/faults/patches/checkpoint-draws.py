"""Rank 0, which writes a checkpoint, draws from python for the name of a temporary file."""

import random

from after_import import after


@after("lightning.fabric.plugins.io.torch_io")
def broken(torch_io):
    right = torch_io.TorchCheckpointIO.save_checkpoint

    def save_checkpoint(self, *args, **options):
        random.random()
        right(self, *args, **options)

    torch_io.TorchCheckpointIO.save_checkpoint = save_checkpoint
