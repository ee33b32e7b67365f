"""An average of the weights starts in setup, before DDP makes the ranks' weights one."""

import torch

from base import Model, pl, rank, train


class Average(pl.Callback):
    def setup(self, trainer, module, stage):
        self.shadow = {name: each.detach().clone() for name, each in module.named_parameters()}

    def on_train_batch_end(self, trainer, module, *_):
        for name, each in module.named_parameters():
            self.shadow[name].lerp_(each.detach(), 0.1)


class Own(Model):
    def layers(self):
        torch.manual_seed(rank())
        net = super().layers()
        torch.manual_seed(42)
        return net


if __name__ == "__main__":
    train(model=Own, callbacks=[Average()])
