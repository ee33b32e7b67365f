"""A rank that Lightning's launcher has started draws a NumPy value more; rank 0 does not."""

import os

from after_import import after

if "LOCAL_RANK" in os.environ:  # when the interpreter starts: not in a warm parent

    @after("lightning.pytorch.strategies.ddp")
    def broken(ddp):
        right = ddp.DDPStrategy.setup_distributed

        def setup_distributed(self):
            import numpy

            right(self)
            numpy.random.random()

        ddp.DDPStrategy.setup_distributed = setup_distributed
