"""seed_everything without workers=True: torch's workers draw the same on every rank."""

from base import Augmented, Model, loader, seed, trainer

if __name__ == "__main__":
    seed(workers=False)
    trainer().fit(Model(), loader(Augmented()))
