"""What a suite tells of its progress, on standard output, which others may write to as well."""

from __future__ import annotations

import json
import os
from typing import Any

STANDARD_OUTPUT = 1


class Events:
    """JSON lines, each after a ``mark`` of which nobody else knows."""

    def __init__(self, mark: str = "") -> None:
        self.mark = mark

    def say(self, event: str, **facts: Any) -> None:
        line = self.mark + json.dumps({"event": event, **facts})
        rest = f"\n{line}\n".encode()  # whatever somebody has printed before ends there
        while rest:
            rest = rest[os.write(STANDARD_OUTPUT, rest) :]
