"""Hydra reads the configuration and changes the working directory."""

import hydra

from base import Augmented, loader, train


@hydra.main(version_base=None, config_path="conf", config_name="config")
def main(config):
    train(loader(Augmented(config.size), num_workers=config.workers))


if __name__ == "__main__":
    main()
