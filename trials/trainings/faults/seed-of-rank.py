"""seed_everything gets the rank added: weights and order are those of each rank."""

from base import Augmented, Model, loader, rank, seed, trainer

if __name__ == "__main__":
    seed(42 + rank())
    trainer().fit(Model(), loader(Augmented()))
