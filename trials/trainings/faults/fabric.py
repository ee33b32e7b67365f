"""A training with Fabric, which has no Trainer."""

import torch
from lightning.fabric import Fabric

from base import Data, loader

if __name__ == "__main__":
    fabric = Fabric(accelerator="cpu", devices=1)
    net = torch.nn.Linear(4, 1)
    net, optimizer = fabric.setup(net, torch.optim.SGD(net.parameters(), lr=0.01))
    for x, y in fabric.setup_dataloaders(loader(Data())):
        optimizer.zero_grad()
        fabric.backward(torch.nn.functional.mse_loss(net(x), y))
        optimizer.step()
