"""The sampler gets the number of every epoch twice."""

from after_import import after


@after("lightning.fabric.utilities.data")
def broken(data):
    right = data._set_sampler_epoch
    data._set_sampler_epoch = lambda dataloader, epoch: right(dataloader, epoch // 2)
