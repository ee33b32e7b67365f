"""A learning rate that a scheduler changes at each step."""

import torch

from base import Model, train


class Scheduled(Model):
    def configure_optimizers(self):
        optimizer = super().configure_optimizers()
        scheduler = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, 0.02, total_steps=self.trainer.estimated_stepping_batches
        )
        return [optimizer], [{"scheduler": scheduler, "interval": "step"}]


if __name__ == "__main__":
    train(model=Scheduled)
