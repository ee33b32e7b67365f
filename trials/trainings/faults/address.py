"""A transform takes its strength from the address of an object."""

from base import Augmented, train


class Drawn(Augmented):
    def noise(self):
        return [(id(self) >> 4) % 997 / 997] * 4


if __name__ == "__main__":
    train(Drawn())
