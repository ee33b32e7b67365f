"""use_distributed_sampler=False and shuffle=True: both ranks read the same samples."""

from base import Data, train

if __name__ == "__main__":
    train(Data(), use_distributed_sampler=False)
