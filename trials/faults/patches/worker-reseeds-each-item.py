"""A worker seeds torch again for every item."""

from after_import import after


@after("torch.utils.data._utils.fetch")
def broken(fetch):
    right = fetch._MapDatasetFetcher.fetch

    def fetch_reseeding(self, indices):
        import torch
        from torch.utils.data import get_worker_info

        if get_worker_info() is None:
            return right(self, indices)
        items = []
        for index in indices:
            torch.manual_seed(torch.initial_seed())
            items.append(self.dataset[index])
        return self.collate_fn(items)

    fetch._MapDatasetFetcher.fetch = fetch_reseeding
