"""A logger draws from python whenever it writes, which rank 0 alone does."""

import random

from after_import import after, instead_of


@after("lightning.fabric.loggers.csv_logs")
def broken(csv_logs):
    @instead_of(csv_logs._ExperimentWriter, "save")
    def save(right, self):
        random.random()
        right(self)
