"""Saving the state of a record that a server lets grow: now and then, by a process of its own.

What a server folds it folds with what submitters brought along; what is saved rests on what lies in the folder. So
another process opens the folder as any command does: it begins with what was saved, folds the entries after it, and
saves. No request waits for it, and a server that is killed leaves little for its next start to fold.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from subprocess import DEVNULL, Popen
from time import monotonic

from bylaw.store import saved
from bylaw.store.organisation import Organisation

EVERY = 600
"""How many seconds lie between two beginnings at least, however many entries come in."""
COURTESY = 19
"""How far it stands back for whatever else the machine has to do."""
COMMAND = (sys.executable, "-P", "-m", "bylaw.store.saving")


class Saving:
    """Has the state of one folder saved whenever enough entries came in since; one process at a time."""

    def __init__(self, folder: Path, covered: int, command: Sequence[str] = COMMAND) -> None:
        self._command = (*command, str(folder))
        self._covered, self._again = covered, 0.0
        self._process: Popen[bytes] | None = None

    def look(self, size: int) -> None:
        """Begin, where so many of ``size`` entries are not covered that folding them takes a second. Never waits.

        Whether it could be saved is not asked: if not (a full disk, code that was replaced), the next one tries anew.
        """
        if size - self._covered < saved.WORTH or monotonic() < self._again:
            return
        if self._process is not None and self._process.poll() is None:
            return
        self._covered, self._again = size, monotonic() + EVERY
        try:
            self._process = Popen(self._command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)  # noqa: S603 - ours
        except OSError:  # no memory, no process to be had: it costs time at the next start, and nothing else
            self._process = None


def save(folder: Path) -> None:
    """Open a folder and let go of it: opening saves what it folded."""
    organisation = Organisation.open(folder)
    if isinstance(organisation, Organisation):
        organisation.close()


if __name__ == "__main__":
    os.umask(0o077)
    os.nice(COURTESY)
    save(Path(sys.argv[1]))
