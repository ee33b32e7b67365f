"""The probe: trains a tiny model under Lightning DDP and records where its randomness came from."""

import sys

__version__ = "1.0.0"

if sys.version_info < (3, 10):  # noqa: UP036 - every Python must be able to read this file
    import json

    found = sys.version.split()[0] + " (" + str(sys.executable) + ")"
    sentence = "the probe needs Python 3.10 or later, found " + found + "; name another interpreter"
    print('{"event": "error", "message": ' + json.dumps(sentence) + ', "detail": ""}')
    sys.exit("lddpr: " + sentence)
