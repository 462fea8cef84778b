"""The SQLite file of a box: what it holds, and nothing of what may enter; every commit is synced."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple

from bylaw.record.broken import Broken
from bylaw.store.database import StorageError, connect, made, transaction

FORMAT = 1
"""Version of the tables; a file of another version is not opened."""


class Row(NamedTuple):
    """A ballot in the box, without its bytes: ``event`` is the hash of its event, ``at`` when it arrived."""

    height: int
    tracker: str
    credential: str
    event: str
    at: int


class Urn:
    """One file. Whatever the disk does to it comes out as StorageError."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StorageError(Broken("storage", f"{path} does not exist; make a box first"))
        self._path, self._db = path, connect(path)
        found = self._one("SELECT format, opening, opens, closes FROM about")
        if found is None or found[0] != FORMAT:
            raise StorageError(Broken("storage", f"{path} is not a box of format {FORMAT}"))
        self.opening: bytes = found[1]
        self.opens: int = found[2]
        self.closes: int = found[3]

    @staticmethod
    def create(path: Path, opening: bytes, opens: int, closes: int) -> None:
        """Make the file of an empty box, whole or not at all."""
        with made(path, "bylaw.casting") as db:
            db.execute("INSERT INTO about VALUES (1, ?, ?, ?, ?, NULL, 0)", (FORMAT, opening, opens, closes))

    def release(self) -> None:
        """Let go of the file."""
        self._db.close()

    def writing(self) -> AbstractContextManager[None]:
        """Hold the file alone for a block, which is committed as a whole, durably, or not at all."""
        return transaction(self._db)

    def last(self) -> Row | None:
        """Give the newest ballot."""
        return self._row("SELECT * FROM line ORDER BY height DESC LIMIT 1")

    def find(self, tracker: str) -> Row | None:
        """Give the ballot with these bytes."""
        return self._row("SELECT * FROM line WHERE tracker = ?", tracker)

    def newest_of(self, credential: str) -> int:
        """Give the height of the newest ballot under a credential; 0 if there is none."""
        found = self._one("SELECT max(height) FROM ballot WHERE credential = ?", credential)
        return (found[0] or 0) if found else 0

    def put(self, row: Row, ballot: bytes) -> None:
        """Write a ballot."""
        self._run("INSERT INTO ballot VALUES (?, ?, ?, ?, ?, ?)", *row, ballot)

    def ballots(self) -> Iterator[bytes]:
        """Yield every ballot, in order."""
        height = 0
        while found := self._one("SELECT raw FROM ballot WHERE height = ?", height := height + 1):
            yield found[0]

    def close(self, at: int) -> None:
        """Write that the box is closed, unless it is."""
        self._run("UPDATE about SET closed = ? WHERE closed IS NULL", at)

    def closed(self) -> bool:
        """Whether the box is closed."""
        found = self._one("SELECT closed FROM about")
        return found is not None and found[0] is not None

    def untold(self, most: int) -> list[Row]:
        """Give the oldest ballots of which no notice was given."""
        query = "SELECT * FROM line WHERE height > (SELECT told FROM about) ORDER BY height LIMIT ?"
        return [Row(*each) for each in self._run(query, most)]

    def tell(self, height: int) -> None:
        """Write that notice was given of every ballot up to a height."""
        self._run("UPDATE about SET told = ? WHERE told < ?", height, height)

    def count(self, turned: Mapping[str, int]) -> None:
        """Add to the number of tries that were turned away, by reason."""
        for reason, tries in turned.items():
            self._run(
                "INSERT INTO turned VALUES (?, ?) ON CONFLICT (reason) DO UPDATE SET tries = tries + excluded.tries",
                reason,
                tries,
            )

    def turned(self) -> dict[str, int]:
        """Give how many tries were turned away, by reason."""
        return dict(self._run("SELECT reason, tries FROM turned ORDER BY reason"))

    def _run(self, query: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._db.execute(query, values)
        except sqlite3.Error as fault:
            raise StorageError(Broken("storage", f"{self._path}: {fault}")) from fault

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._run(query, *values).fetchone()
        return found

    def _row(self, query: str, *values: object) -> Row | None:
        found = self._one(query, *values)
        return Row(*found) if found else None
