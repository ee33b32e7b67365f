"""The module optimises two models by hand, which play against each other."""

import torch
from torch import nn

from base import Data, Model, train


class Game(Model):
    def __init__(self):
        super().__init__()
        self.automatic_optimization = False
        self.critic = nn.Linear(4, 1)
        self.net = nn.Linear(2, 4)

    def training_step(self, batch, batch_idx):
        real, _ = batch
        play, judge = self.optimizers()
        right = nn.functional.binary_cross_entropy_with_logits
        noise = torch.linspace(-1, 1, 2 * len(real)).reshape(-1, 2) * (1 + self.global_rank)
        self.toggle_optimizer(play)
        lost = right(self.critic(self.net(noise)), torch.ones(len(real), 1))
        play.zero_grad()
        self.manual_backward(lost)
        play.step()
        self.untoggle_optimizer(play)
        self.toggle_optimizer(judge)
        seen = right(self.critic(real), torch.ones(len(real), 1))
        seen = seen + right(self.critic(self.net(noise).detach()), torch.zeros(len(real), 1))
        judge.zero_grad()
        self.manual_backward(seen)
        judge.step()
        self.untoggle_optimizer(judge)
        self.log_dict({"lost": lost, "seen": seen})

    def configure_optimizers(self):
        adam = torch.optim.Adam
        return [adam(self.net.parameters(), lr=0.01), adam(self.critic.parameters(), lr=0.01)]


if __name__ == "__main__":
    train(Data(), Game, strategy="ddp_find_unused_parameters_true")
