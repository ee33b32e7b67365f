"""A hand-written loop without a Trainer."""

import torch

from base import Data, loader

if __name__ == "__main__":
    net = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    for x, y in loader(Data()):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(net(x), y).backward()
        optimizer.step()
