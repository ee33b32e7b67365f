"""Nobody seeds anything."""

from base import Augmented, Model, loader, trainer

if __name__ == "__main__":
    trainer().fit(Model(), loader(Augmented()))
