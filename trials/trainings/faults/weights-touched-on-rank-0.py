"""Rank 0 clips its weights at the third step."""

import torch

from base import pl, train


class Clip(pl.Callback):
    def on_train_batch_end(self, trainer, module, *_):
        if trainer.is_global_zero and trainer.global_step == 3:
            with torch.no_grad():
                module.net[0].weight.clamp_(-0.1, 0.1)


if __name__ == "__main__":
    train(callbacks=[Clip()])
