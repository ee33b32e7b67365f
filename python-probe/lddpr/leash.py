"""Ends a process with its parent, as soon as it imports this.

The server that forks the workers of a rank does. It would outlive a rank that is killed, as it
waits for its workers; and they for their rank, since they have another parent.
"""

import ctypes
import signal
from contextlib import suppress

PR_SET_PDEATHSIG = 1

with suppress(OSError, AttributeError):  # Linux alone has it
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
