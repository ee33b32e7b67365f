"""A logger draws from python on every rank when it is first saved, for the name of its run."""

import random

from after_import import after, instead_of


@after("lightning.pytorch.loggers.csv_logs")
def broken(csv_logs):
    @instead_of(csv_logs.CSVLogger, "save")
    def save(right, self):
        random.random()
        right(self)
