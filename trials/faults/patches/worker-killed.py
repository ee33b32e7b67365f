"""A worker of rank 1 is killed, as by a system that is out of memory."""

import os
import signal

from after_import import after, local_rank


@after("torch.utils.data._utils.fetch")
def broken(fetch):
    right = fetch._MapDatasetFetcher.fetch

    def fetch_and_die(self, indices):
        from torch.utils.data import get_worker_info

        if get_worker_info() is not None and local_rank() == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return right(self, indices)

    fetch._MapDatasetFetcher.fetch = fetch_and_die
