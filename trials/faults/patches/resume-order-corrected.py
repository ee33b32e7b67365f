"""The sampler knows the epoch before it is first asked: Lightning with #21938 put right."""

from after_import import after


@after("lightning.pytorch.loops.fit_loop")
def broken(fit_loop):
    right = fit_loop._process_dataloader

    def process_dataloader(trainer, *args):
        dataloader = right(trainer, *args)
        fit_loop._set_sampler_epoch(dataloader, trainer.fit_loop.epoch_progress.current.processed)
        return dataloader

    fit_loop._process_dataloader = process_dataloader
