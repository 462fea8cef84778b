"""The log of one organisation on disk: append, one writer at a time, and whatever a proof needs.

An append is one transaction: the entries, the hashes above them and the intended head, moved by compare-and-swap.
It is acknowledged when it is durable. No signature on a head leaves `sign` before that head is durable, and there is
never a second one for the same size.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.encoding import LIMIT
from bylaw.record.log.checkpoint import Checkpoint
from bylaw.record.log.tiles import WIDTH
from bylaw.record.log.tree import HASH, Frontier, consistency_proof, inclusion_proof, leaf_hash, root_of
from bylaw.store import database
from bylaw.store.database import StorageError, transaction

_STEP = 1000


class Head(Struct, frozen=True):
    """How many entries, and the root over them."""

    size: int
    root: bytes


class LogStore:
    """One log. Open it with `create` or `open`; faults of the disk are answers, not exceptions."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self._path, self._db = path, db
        about = db.execute("SELECT format, origin FROM about").fetchone()
        if about is None or about[0] != database.FORMAT:
            raise StorageError(Broken("storage", f"{path} is not a log of format {database.FORMAT}"))
        self.origin: str = about[1]
        self._frontier = self._load()

    @classmethod
    def create(cls, path: Path, origin: str) -> "LogStore | Broken":
        """Make an empty log with this origin (its name for ever)."""
        try:
            database.create(path, origin)
        except StorageError as fault:
            return fault.broken
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> "LogStore | Broken":
        """Open a log that exists."""
        if not path.is_file():
            return Broken("storage", f"{path} does not exist")
        try:
            return cls(path, database.connect(path))
        except StorageError as fault:
            return fault.broken
        except (sqlite3.Error, ValueError, TypeError) as fault:
            return Broken("storage", f"{path} is not a log: {fault}")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def head(self) -> Head:
        """The head as this writer last saw it."""
        return Head(self._frontier.size, self._frontier.root())

    def refresh(self) -> Head | Broken:
        """Look again: another process may have appended."""
        try:
            self._frontier = self._load()
        except sqlite3.Error as fault:
            return Broken("storage", f"{self._path} cannot be read: {fault}")
        return self.head()

    def append(self, entries: Sequence[bytes]) -> Head | Broken:
        """Append entries after the head as this writer last saw it; the new head once all of it is durable.

        Broken, with nothing written: `size` (an entry empty or too long), `fork` (another writer was first: `refresh`
        and judge again), `storage` (disk full, or failing).
        """
        misfit = next((entry for entry in entries if not 0 < len(entry) <= LIMIT), None)
        if misfit is not None:
            return Broken("size", f"entry of {len(misfit)} bytes; 1 to {LIMIT}")
        grown = self._frontier.copy()
        leaves = [leaf_hash(entry) for entry in entries]
        for leaf in leaves:
            grown.append(leaf)
        try:
            with transaction(self._db):
                self._swap(self._frontier, grown)
                self._insert(self._frontier.size, leaves, entries)
                self._raise_tiles(self._frontier.size, grown.size)
        except StorageError as fault:
            return fault.broken
        self._frontier = grown
        return self.head()

    def entries(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Entries [start, stop), in order; to the head if `stop` is None. Raises StorageError."""
        stop = self._frontier.size if stop is None else stop
        query = "SELECT raw FROM entry WHERE place >= ? AND place < ? ORDER BY place"
        for place in range(start, stop, _STEP):
            for (raw,) in self._rows(query, (place, min(place + _STEP, stop))):
                yield raw

    def hashes(self, level: int, start: int, stop: int) -> list[bytes]:
        """Hashes [start, stop) of a level of tiles: level 0 are the leaves, each next one stands on 256 below."""
        query = "SELECT leaf FROM entry WHERE place >= ? AND place < ? ORDER BY place"
        values: tuple[int, ...] = (start, stop)
        if level:
            query = "SELECT hash FROM hash WHERE level = ? AND place >= ? AND place < ? ORDER BY place"
            values = (level, start, stop)
        found = [row[0] for row in self._rows(query, values)]
        if len(found) != stop - start:
            raise StorageError(
                Broken("storage", f"hashes {start} to {stop} of level {level} are not all there")
            )
        return found

    def node(self, level: int, index: int) -> bytes:
        """The root of the complete subtree (level, index) of the tree."""
        tile_level, height = divmod(level, 8)
        return _fold(self.hashes(tile_level, index << height, (index + 1) << height))

    def root(self, size: int) -> bytes:
        """The root when the log had `size` entries."""
        return root_of(size, self.node)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """The proof that entry `index` is in the log of `size`."""
        return inclusion_proof(index, size, self.node)

    def consistency(self, old: int, new: int) -> list[bytes]:
        """The proof that the log of `old` is a prefix of the log of `new`."""
        return consistency_proof(old, new, self.node)

    def guard(self, seen: Checkpoint) -> Broken | None:
        """Say why this file cannot go on from a head that was already seen outside: it is stale, or another history."""
        head = self.head()
        if seen.origin != self.origin:
            return Broken("context", f"head of {seen.origin}; this log is {self.origin}")
        if seen.size > head.size:
            return Broken(
                "rollback", f"a head of {seen.size} entries was published; this file has {head.size}"
            )
        if self.root(seen.size) != seen.root:
            return Broken(
                "fork", f"the published head of {seen.size} entries has another root than this file"
            )
        return None

    def sign(self, signer: Callable[[Checkpoint], bytes]) -> bytes | Broken:
        """Sign the head, or give the note already signed for it. It is stored before it is returned."""
        head = self.head()
        try:
            with transaction(self._db):
                last = self._db.execute(
                    "SELECT size, root, note FROM signed ORDER BY size DESC LIMIT 1"
                ).fetchone()
                if last and (last[0] > head.size or self.root(last[0]) != last[1]):
                    return Broken(
                        "fork", f"a head of {last[0]} entries was signed; it does not lead to this one"
                    )
                if last and last[0] == head.size:
                    return bytes(last[2])
                note = signer(Checkpoint(self.origin, head.size, head.root))
                self._db.execute("INSERT INTO signed VALUES (?, ?, ?)", (head.size, head.root, note))
        except StorageError as fault:
            return fault.broken
        return note

    def _rows(self, query: str, values: tuple[int, ...]) -> list[tuple[bytes]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as fault:
            raise StorageError(Broken("storage", f"{self._path} cannot be read: {fault}")) from fault

    def _load(self) -> Frontier:
        size, peaks = self._db.execute("SELECT size, peaks FROM head").fetchone()
        return Frontier(size, [peaks[place : place + HASH] for place in range(0, len(peaks), HASH)])

    def _swap(self, old: Frontier, new: Frontier) -> None:
        """Move the head if it is still the old one."""
        values = (new.size, b"".join(new.peaks), old.size, b"".join(old.peaks))
        moved = self._db.execute("UPDATE head SET size = ?, peaks = ? WHERE size = ? AND peaks = ?", values)
        if moved.rowcount != 1:
            raise StorageError(
                Broken("fork", f"another writer was first: the head is no longer at {old.size}")
            )

    def _insert(self, start: int, leaves: list[bytes], entries: Sequence[bytes]) -> None:
        rows = zip(range(start, start + len(entries)), leaves, entries, strict=True)
        self._db.executemany("INSERT INTO entry VALUES (?, ?, ?)", rows)

    def _raise_tiles(self, old: int, new: int) -> None:
        """Write the roots of the tiles that have become full."""
        level = 0
        while new // WIDTH > old // WIDTH:
            for place in range(old // WIDTH, new // WIDTH):
                root = _fold(self.hashes(level, place * WIDTH, (place + 1) * WIDTH))
                self._db.execute("INSERT INTO hash VALUES (?, ?, ?)", (level + 1, place, root))
            level, old, new = level + 1, old // WIDTH, new // WIDTH


def _fold(hashes: list[bytes]) -> bytes:
    frontier = Frontier()
    for one in hashes:
        frontier.append(one)
    return frontier.root()
