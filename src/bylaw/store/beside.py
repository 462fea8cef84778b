"""What lies beside a log, for entries that the log holds already; and what a state folded from them rests on.

Such an entry was judged when it was taken in. What is not here any more (erased, destroyed, lost) is answered with
None, as in an audit: it refuses nothing, and what rests on it is attested or unproven.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bylaw.acts.sealed import NEED
from bylaw.acts.unlisted import Answering
from bylaw.store.attachments import Attachments
from bylaw.store.openings import FOLDER

Lies = tuple[int, int] | None
"""How a file lies there: its size, and when it was written in nanoseconds; None where there is none."""
UNFIT = (-1, -1)
"""Noted where what was answered is not what lies there: what is damaged, or came or went meanwhile."""


class Beside(Answering):
    """Evidence that answers every name, and notes how each file lay there when it was asked for.

    A file's content is bound by its name, which is its SHA-256. So two folds of the same entries by the same code give
    the same state where the same files are there.
    """

    def __init__(self, source: Mapping[str, object], folder: Path, noted: Mapping[str, Lies] = {}) -> None:
        self._source, self.noted = source, dict(noted)
        self._openings = Attachments(folder / FOLDER)
        self._attached = Attachments(folder / "record" / "attachments")

    def unchanged(self) -> bool:
        """Whether each file that was asked for lies there as it did, and none has come that was not there."""
        return all(lies != UNFIT and lies == self._lies(name) for name, lies in self.noted.items())

    def __getitem__(self, name: str) -> object:
        """Give what the name stands for, or None."""
        lies, found = self._lies(name), self._source.get(name)
        note = lies if (lies is None) == (found is None) else UNFIT
        if self.noted.setdefault(name, note) != note:
            self.noted[name] = UNFIT
        return found

    def _lies(self, name: str) -> Lies:
        files = self._openings if name.startswith(NEED) else self._attached
        try:
            found = files.path(name.removeprefix(NEED)).stat()
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None
        except OSError:
            return UNFIT
        return found.st_size, found.st_mtime_ns
