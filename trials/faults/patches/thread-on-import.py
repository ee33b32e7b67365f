"""An import leaves a thread behind, after which forking is not safe: every rank is a new process."""

import threading

from after_import import after


@after("lightning.pytorch")
def broken(_):
    threading.Thread(target=threading.Event().wait, daemon=True).start()
