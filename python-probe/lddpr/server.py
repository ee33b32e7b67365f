"""What the server that forks the workers of a rank does before it imports anything else.

It ends with its rank: it would outlive one that is killed, as it waits for its workers; and they
for their rank, since they have another parent. And it imports without collecting garbage, which
spares it a third of the time, as in :func:`lddpr.framework.load`.
"""

import ctypes
import gc
import signal
from contextlib import suppress
from multiprocessing.util import register_after_fork

PR_SET_PDEATHSIG = 1


def collect_again(_: object) -> None:
    """What each worker does first."""
    gc.freeze()
    gc.enable()


with suppress(OSError, AttributeError):  # Linux alone has it
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
gc.disable()
register_after_fork(gc, collect_again)
