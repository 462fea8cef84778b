"""The index of the record: in which entries a word stands. It is made from the entries, and can be made again.

    DIR/portal.search     an SQLite file (FTS5): the words of the entries, not the entries, and how far it goes

It grows by whole batches: in one transaction the words of some entries, how many entries are covered, and the root of
the log over them. So after a kill it is what it was after some batch; several processes may let it grow; and one that
was made of another record shows by its root.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import astuple

from bylaw.store.database import StorageError, connect, transaction

FILE = "portal.search"
"""Beside the record, wherever the portal's own tables lie; a backup leaves it out."""
VERSION = 2
"""Of the tables, and of what counts as a word of an entry: an index of another version is made again."""
FAULTS = (sqlite3.Error, StorageError, OSError)
_DAMAGED = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))
_TABLES = {
    "head": "CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER, root TEXT)",
    "kind": "CREATE TABLE kind (name TEXT PRIMARY KEY) WITHOUT ROWID",
    "entry": "CREATE VIRTUAL TABLE entry USING fts5(kind, names, offices, members, words, content = '', "
    "columnsize = 0, detail = column, tokenize = \"ascii tokenchars '-._'\")",
}
"""Everything outside ASCII is part of a word for the index: what a word is, is decided before (`indexed`)."""


class Row(Struct, frozen=True):
    """What an entry can be found by: its kind, and each as words apart, names, offices, member ids and all words."""

    kind: str
    names: str
    offices: str
    members: str
    words: str


class Reach(Struct, frozen=True):
    """Up to which head an index goes: how many entries, and the root over them in hexadecimal."""

    size: int = 0
    root: str = ""


class Growth(Struct, frozen=True):
    """What an index grows by: the rows of the entries from ``begin`` on, and how far it goes then; 0 begins anew."""

    begin: int
    rows: tuple[Row, ...]
    reach: Reach


class Hits(Struct, frozen=True):
    """What was found: some of the places, the newest first, how many there are in all, among how many entries."""

    places: tuple[int, ...]
    many: int
    covered: int


class Index:
    """One index. Every method raises one of ``FAULTS`` where the disk or the file fails; `mend` deals with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None

    def grow(self, more: Callable[[Reach], Growth]) -> Reach:
        """Add what ``more`` gives for how far this index goes; nobody else adds meanwhile."""
        with transaction(self._open()):
            growth = more(self._reach())
            if growth.rows or not growth.begin:
                self._add(growth)
            return growth.reach

    def find(self, query: str, span: tuple[int, int], skip: int, most: int) -> Hits:
        """Look for entries in ``span`` (from, and before which); ``query`` is an expression of FTS5."""
        with self._reading() as db:
            asked = "FROM entry WHERE entry MATCH ? AND rowid >= ? AND rowid < ?"
            told = (query, *span)
            many = db.execute(f"SELECT count(*) {asked}", told).fetchone()[0]
            page = f"SELECT rowid {asked} ORDER BY rowid DESC LIMIT ? OFFSET ?"
            places = tuple(row[0] for row in db.execute(page, (*told, most, skip))) if most else ()
            return Hits(places, many, self._reach().size)

    def kinds(self) -> list[str]:
        """Give the kinds of acts among the entries that are covered."""
        with self._reading() as db:
            return [name for (name,) in db.execute("SELECT name FROM kind ORDER BY name")]

    def reach(self) -> Reach:
        """Say how far it goes; nowhere where there is none of this version."""
        with self._reading():
            return self._reach()

    def mend(self, fault: BaseException) -> None:
        """Let go of the file after a fault, and of one that is damaged for ever."""
        cause = fault.__cause__ if isinstance(fault, StorageError) else fault
        code = getattr(cause, "sqlite_errorcode", None)
        self.close()
        if code is not None and code & 0xFF in _DAMAGED:
            for ending in ("", "-wal", "-shm"):
                Path(f"{self._path}{ending}").unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = connect(self._path)
        return self._db

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """See one moment of the file, whatever another process adds."""
        db = self._open()
        db.execute("BEGIN")
        try:
            yield db
        finally:
            db.execute("ROLLBACK")

    def _reach(self) -> Reach:
        db = self._open()
        if db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            return Reach()
        return Reach(*db.execute("SELECT size, root FROM head").fetchone())

    def _add(self, growth: Growth) -> None:
        db = self._open()
        if not growth.begin:
            for name, made in _TABLES.items():
                db.execute(f"DROP TABLE IF EXISTS {name}")
                db.execute(made)
            db.execute(f"PRAGMA user_version = {VERSION}")
        said = ((place, *astuple(row)) for place, row in enumerate(growth.rows, growth.begin))
        db.executemany(
            "INSERT INTO entry (rowid, kind, names, offices, members, words) VALUES (?, ?, ?, ?, ?, ?)", said
        )
        db.executemany("INSERT OR IGNORE INTO kind VALUES (?)", {(row.kind,) for row in growth.rows})
        db.execute("INSERT OR REPLACE INTO head VALUES (1, ?, ?)", astuple(growth.reach))
