"""Lightning shuffles: from 2.5.3 on, a resumed training does not go on in the order."""

from base import Data, train

if __name__ == "__main__":
    train(Data())
