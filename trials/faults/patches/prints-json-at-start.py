"""Start-up code of a site prints a line that looks like one of the probe's own."""

from after_import import APPLIED

print('{"event": "done", "ended": 0, "pid": 1}', flush=True)
APPLIED.touch()
