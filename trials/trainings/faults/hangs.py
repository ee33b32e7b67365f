"""A dataset waits for a lock that nobody frees."""

import threading

from base import Data, train

lock = threading.Lock()


class Locked(Data):
    def __getitem__(self, index):
        lock.acquire()
        return super().__getitem__(index)


if __name__ == "__main__":
    train(Locked())
