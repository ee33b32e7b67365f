"""The sampler gets the number of the epoch after the one that is trained."""

from after_import import after


@after("lightning.fabric.utilities.data")
def broken(data):
    right = data._set_sampler_epoch
    data._set_sampler_epoch = lambda dataloader, epoch: right(dataloader, epoch + 1)
