"""The model is built before anything is seeded."""

from base import Augmented, Model, loader, seed, trainer

if __name__ == "__main__":
    model = Model()
    seed()
    trainer().fit(model, loader(Augmented()))
