"""A worker seeds torch again for every batch, with the seed that it was started with."""

from after_import import after


@after("torch.utils.data._utils.fetch")
def broken(fetch):
    right = fetch._MapDatasetFetcher.fetch

    def fetch_reseeding(self, indices):
        import torch
        from torch.utils.data import get_worker_info

        if get_worker_info() is not None:
            torch.manual_seed(torch.initial_seed())
        return right(self, indices)

    fetch._MapDatasetFetcher.fetch = fetch_reseeding
