"""A worker cannot read the sample with index 7."""

from base import Data, train


class Unlucky(Data):
    def __getitem__(self, index):
        if index == 7:
            raise OSError("sample 7 is truncated")
        return super().__getitem__(index)


if __name__ == "__main__":
    train(Unlucky())
