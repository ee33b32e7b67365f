"""Every training step seeds torch, for the augmentation of its batch, and puts nothing back."""

from after_import import after, instead_of


@after("lightning.pytorch.loops.training_epoch_loop")
def broken(training_epoch_loop):
    @instead_of(training_epoch_loop._TrainingEpochLoop, "advance")
    def advance(right, self, data_fetcher):
        import torch

        torch.manual_seed(self.trainer.current_epoch)
        right(self, data_fetcher)
