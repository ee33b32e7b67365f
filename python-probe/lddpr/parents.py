"""The warm parents of a suite, and which of them the ranks of a run are forked from."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from lddpr.parent import WarmParent
from lddpr.protocol import Ready, of_python
from lddpr.variables import parent_environment


@dataclass
class Parents:
    """Two of them differ in hash seed and memory layout, and each costs an import of torch.

    With ``few``, repeats wait to be asked for: the second parent is then started for those
    alone, or if the first cannot tell which generators its imports have seeded. ``out`` is where
    they print, ``temporary`` where they write.
    """

    framework: str
    out: Path
    temporary: str
    few: bool
    started: list[WarmParent] = field(default_factory=list)
    answers: list[Ready] = field(default_factory=list)
    at_start: str = field(default_factory=of_python)  # of this process, which nothing has drawn in

    def start(self) -> None:
        """All that are needed at first import at the same time; what they share of memory is then
        shared by all."""
        for _ in range(1 if self.few else 2):
            self.start_one()

    def start_one(self) -> None:
        number = len(self.started)
        environment = parent_environment(os.environ, number) | {"TMPDIR": self.temporary}
        output = self.out / f"parent{number}.txt"
        self.started.append(WarmParent(self.framework, output, environment))

    @property
    def are_ready(self) -> bool:
        """Whether none has still to say something."""
        return all(each.has_spoken() for each in self.started[len(self.answers) :])

    def why_not_fork(self, deadline: float) -> str | None:
        """Wait for their imports and try each. ``deadline`` is of ``monotonic``.

        Raises ParentError if no rank can start, or if one that is tried does not fork.
        """
        self._hear(deadline)
        if len(self.started) == 1 and not self._can_tell(self.answers[0]):
            self.start_one()
            self._hear(deadline)
        if threads := max((each.threads for each in self.answers), key=len):
            return f"threads run after the imports: {', '.join(threads)}"
        for parent in self.started:
            if not parent.is_tried:
                parent.seeded = self._seeded()
                parent.try_to_fork()
        return None

    def _can_tell(self, only: Ready) -> bool:
        """Whether nothing has seeded a generator, neither as Python started nor in the imports."""
        return only.at_start != self.at_start and set(only.unseeded) == set(only.generators)

    def _hear(self, deadline: float) -> None:
        for parent in self.started[len(self.answers) :]:
            self.answers.append(parent.ready(deadline - monotonic()))

    def _seeded(self) -> list[str]:
        """Generators that an import has seeded: the same in all, as they would be in every rank."""
        if len(self.answers) == 1:
            return []
        one, *others = [each.generators for each in self.answers]
        return [name for name, state in one.items() if all(o[name] == state for o in others)]

    @property
    def start_method(self) -> str:
        """How a DataLoader starts its workers in them."""
        return self.answers[0].start_method

    def of(self, number: int) -> WarmParent | None:
        """The one that ranks of run ``number`` of a scenario are forks of, if any forks: a repeat
        has another than its first run, as soon as there are two."""
        ready = [each for each in self.started if each.is_tried]
        return ready[number % len(ready)] if ready else None

    def tail(self, lines: int) -> str:
        """The end of what they printed."""
        texts = [p.output.read_text(encoding="utf-8", errors="replace") for p in self.started]
        return "\n".join("\n".join(texts).splitlines()[-lines:])
