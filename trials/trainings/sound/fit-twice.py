"""A pretraining, then a second fit of the same model by another Trainer."""

from base import Augmented, Model, loader, seed, trainer

if __name__ == "__main__":
    seed()
    model = Model()
    trainer().fit(model, loader(Augmented()))
    trainer().fit(model, loader(Augmented(40)))
