"""An import leaves PL_GLOBAL_SEED in the environment."""

import os

from after_import import after


@after("lightning.pytorch")
def broken(_):
    os.environ.setdefault("PL_GLOBAL_SEED", "0")
