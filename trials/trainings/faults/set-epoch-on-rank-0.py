"""A sampler of one's own hears of the epoch on rank 0 alone: parts overlap from the second epoch on."""

import torch
from torch.utils.data import Sampler

from base import WORLD, Data, loader, pl, rank, train


class Shuffled(Sampler):
    epoch = 0

    def __len__(self):
        return 16

    def __iter__(self):
        generator = torch.Generator().manual_seed(self.epoch)
        return iter(torch.randperm(32, generator=generator).tolist()[rank() :: WORLD])


class Tell(pl.Callback):
    def on_train_epoch_end(self, trainer, module):
        if trainer.is_global_zero:
            trainer.train_dataloader.sampler.epoch += 1


if __name__ == "__main__":
    train(loader(Data(), sampler=Shuffled()), callbacks=[Tell()], use_distributed_sampler=False)
