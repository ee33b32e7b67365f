"""Batches go to the worker with the shortest queue, and come back in their order."""

from after_import import after


@after("torch.utils.data.dataloader")
def broken(dataloader):
    iterator = dataloader._MultiProcessingDataLoaderIter
    right = iterator._try_put_index

    def _try_put_index(self):
        tasks = self._workers_num_tasks
        idle_first = sorted(range(len(tasks)), key=lambda worker: (tasks[worker], -worker))
        self._worker_queue_idx_cycle = iter(idle_first)
        right(self)

    iterator._try_put_index = _try_put_index
