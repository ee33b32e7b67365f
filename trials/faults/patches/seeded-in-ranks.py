"""Start-up code of a site seeds python, NumPy and torch in whatever has a rank."""

import os
import random

from after_import import APPLIED, after

if "LOCAL_RANK" in os.environ:
    APPLIED.touch()
    random.seed(1)

    @after("numpy.random")
    def seeded(numpy_random):
        numpy_random.seed(1)

    @after("torch")
    def seeded_too(torch):
        torch.manual_seed(1)
