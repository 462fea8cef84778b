"""The state of a log as it was at an earlier head, so that a long record need not be folded from its first entry on.

    DIR/private/saved/state   a tag, what the state rests on, and its tables

It is used only where folding again would give the same: by the very code that made it, for a log of this name whose
entries up to that head have this root, and while every file that was asked for lies beside the log as it did. The tag
is one that only the holder of the log's key can make, and nothing is read before it is checked: whoever writes into the
folder makes the record be folded again, no more. No audit reads this: `bylaw verify` folds from the bytes.

It holds in clear what the openings of sealed steps hold, so nobody else may read it, no backup takes it along, and an
erasure destroys it.
"""

from __future__ import annotations

import hmac
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from bylaw.state import State
from bylaw.store.beside import Beside, Lies
from bylaw.store.code import this_code, younger
from bylaw.store.database import StorageError
from bylaw.store.files import alone, read_bounded, sync_folder, wipe, write_secret
from bylaw.store.tables import read_tables, write_tables

FOLDER = "private/saved"
"""Where a state is saved inside an organisation's folder."""
WORTH = 5_000
"""After how many entries, folded one by one, the state is saved: a second's work."""
MOST = 1 << 30
"""The largest saved state, in bytes: some millions of entries."""
BEGAN = time.time() - 60
"""Before this, in seconds, lay every file of the code that this process runs: it reads them in less than a minute."""
_TAG = 64
_NEW, _STATE = "state.new", "state"


class Log(Struct, frozen=True):
    """The log that is opened: its name, its size, and the root that it had at any smaller one."""

    origin: str
    size: int
    root: Callable[[int], object]


class Begun(Struct, frozen=True):
    """A state to be folded on, what lies beside its log, and how many of its entries were not folded but read."""

    state: State
    beside: Beside
    saved: int = 0


class _Basis(Struct, frozen=True):
    """What a saved state rests on: by which code, of which log up to where, with which files beside it."""

    code: str
    origin: str
    size: int
    root: str
    beside: dict[str, Lies]


class Saved:
    """The saved state of one organisation, under its own key."""

    def __init__(self, folder: Path, seed: bytes) -> None:
        self._home, self._folder = folder, folder / FOLDER
        self._key = hmac.digest(seed, b"bylaw-state/1", "sha256")

    @classmethod
    def of(cls, place: Path | str) -> Saved | None:
        """Give that of the organisation in a folder; None for whoever has no log key to read: a copy, a URL."""
        try:
            return cls(Path(place), (Path(place) / "log.key").read_bytes())
        except OSError:
            return None

    def begin(self, log: Log, evidence: Mapping[str, object]) -> Begun:
        """Give the saved state where it is as good as folding anew; else an empty one. Never raises."""
        told, _, tables = self._read().partition(b"\n")
        try:
            basis = msgspec.json.decode(told, type=_Basis)
        except msgspec.MsgspecError:
            return self.anew(evidence)
        beside = Beside(evidence, self._home, basis.beside)
        state = read_tables(tables) if _fits(basis, log) and beside.unchanged() else None
        return Begun(state, beside, state.size) if state else self.anew(evidence)

    def anew(self, evidence: Mapping[str, object]) -> Begun:
        """Give an empty state."""
        return Begun(State(), Beside(evidence, self._home))

    def keep(self, log: Log, begun: Begun) -> int:
        """Save a state that was folded up to the head, if that took so long that the next one should not need to.

        Gives how many entries are covered by what is saved. What cannot be saved is not: a full disk costs time alone.
        """
        state = begun.state
        if state.size != log.size or state.size - begun.saved < WORTH or not (code := _code()):
            return begun.saved
        basis = _Basis(code, log.origin, state.size, state.root(state.size), begun.beside.noted)
        told = msgspec.json.encode(basis) + b"\n" + write_tables(state)
        fits = len(told) <= MOST - _TAG and self._write(self._tag(told) + told, begun.beside)
        return state.size if fits else 0

    def _tag(self, told: bytes) -> bytes:
        return hmac.new(self._key, told, sha256).hexdigest().encode()

    def _read(self) -> bytes:
        """Give what was saved by whoever holds the log's key; empty for anything else."""
        path = self._folder / _STATE
        try:
            raw = (read_bounded(path, MOST) or b"") if path.is_file() else b""
        except OSError:
            return b""
        tag, told = raw[:_TAG], raw[_TAG:]
        return told if hmac.compare_digest(tag, self._tag(told)) else b""

    def _write(self, content: bytes, beside: Beside) -> bool:
        """Put a new one in the place of the old one, unless what it rests on was erased or changed meanwhile."""
        try:
            if self._home.stat().st_uid != os.geteuid():
                return False  # whose folder it is could neither read nor erase it
            with dropped(self._home) as folder:
                if not beside.unchanged():
                    return False
                write_secret(folder / _NEW, content)
                (folder / _NEW).replace(folder / _STATE)
                sync_folder(folder)
                return True
        except OSError:  # the next opening folds again; the next one that saves destroys what is half written
            return False


@contextmanager
def dropped(home: Path) -> Iterator[Path]:
    """Destroy what is saved in an organisation's folder, and let nobody else save meanwhile. Raises OSError."""
    folder = home / FOLDER
    for each in (folder.parent, folder):
        each.mkdir(mode=0o700, exist_ok=True)
    with alone(folder):
        for name in (_NEW, _STATE):
            wipe(folder / name)
        yield folder


def _fits(basis: _Basis, log: Log) -> bool:
    """Whether a state was made by this code, of this log, which has not gone back behind it."""
    if basis.origin != log.origin or not 0 < basis.size <= log.size or basis.code != _code():
        return False
    try:
        root = log.root(basis.size)
    except StorageError:
        return False
    return isinstance(root, bytes) and root.hex() == basis.root


@cache
def _code() -> str:
    """Give which code this process runs; empty where its files were replaced since it began."""
    return "" if younger(BEGAN) else this_code()
