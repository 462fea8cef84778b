"""What opens commitments in the register, one by one: words and files, each under the key of whoever brought it."""

import sqlite3
from collections.abc import Collection, Iterable

import msgspec

from bylaw.people import files
from bylaw.people.person import Opening
from bylaw.people.sealing import unseal


def unsealed(commitment: str, key: bytes, box: bytes) -> Opening:
    """Return what is in the box of a commitment. Raises `Damaged`."""
    return msgspec.msgpack.decode(unseal(key, f"opening {commitment}", box), type=Opening)


class Papers:
    """The openings of a register; it shares the register's connection and its thread."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def opened(self, commitment: str) -> Opening | None:
        """Return what opens a commitment, whoever brought it; None when the register keeps nothing under it."""
        boxes = "SELECT key, box FROM opening JOIN vault.key USING (person) WHERE commitment = ?"
        found = self._db.execute(boxes, (commitment,)).fetchone()
        return unsealed(commitment, bytes(found[0]), found[1]) if found else None

    def held(self, commitments: Collection[str]) -> frozenset[str]:
        """Return those of the commitments that can be opened here; none of them is."""
        held = "SELECT 1 FROM opening JOIN vault.key USING (person) WHERE commitment = ?"
        return frozenset(each for each in commitments if self._db.execute(held, (each,)).fetchone())

    def drop(self, commitments: Iterable[str]) -> None:
        """Take back openings of commitments that never entered the record."""
        with files.transaction(self._db):
            gone = [(commitment,) for commitment in commitments]
            self._db.executemany("DELETE FROM opening WHERE commitment = ?", gone)
