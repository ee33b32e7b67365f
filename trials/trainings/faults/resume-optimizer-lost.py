"""Loading drops the state of the optimizer."""

from base import Data, Model, loader, train


class Forgetful(Model):
    def on_save_checkpoint(self, checkpoint):
        for each in checkpoint["optimizer_states"]:
            each["state"] = {}


if __name__ == "__main__":
    train(loader(Data(), shuffle=False), Forgetful)
