"""The SQLite file of a log: opened so that what is committed survives a crash, and faults become findings."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from bylaw.record.broken import Broken

FORMAT = 1
"""Version of the tables; a file of another version is not opened."""


class StorageError(Exception):
    """The disk or the file failed; carries what to answer."""

    def __init__(self, broken: Broken) -> None:
        super().__init__(str(broken))
        self.broken = broken


def create(path: Path, origin: str) -> None:
    """Make the file of an empty log. Raises StorageError, also if there is one."""
    with made(path, "bylaw.store") as db:
        db.execute("INSERT INTO about VALUES (1, ?, ?)", (FORMAT, origin))
        db.execute("INSERT INTO head VALUES (1, 0, x'')")


@contextmanager
def made(path: Path, package: str) -> Iterator[sqlite3.Connection]:
    """Make a file with the tables of a package's schema.sql, whole with what the block adds, or not at all.

    Raises StorageError, also if there is one.
    """
    schema = files(package).joinpath("schema.sql").read_text()
    with opened(path) as db, transaction(db):
        if db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            raise StorageError(Broken("storage", f"{path} exists already"))
        for statement in schema.split(";"):
            db.execute(statement)
        yield db


def connect(path: Path) -> sqlite3.Connection:
    """Open a file: write-ahead log, every commit synced, five seconds of patience with another process."""
    try:
        db = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error as fault:
        raise StorageError(Broken("storage", f"{path} cannot be opened: {fault}")) from fault
    return db


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file for the length of a block."""
    db = connect(path)
    try:
        yield db
    finally:
        db.close()


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Commit the block as a whole, durably, or nothing of it. Raises StorageError if the disk or the file fails."""
    try:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("COMMIT")
    except sqlite3.Error as fault:
        _abandon(db)
        raise StorageError(Broken("storage", f"nothing was written: {fault}")) from fault
    except BaseException:
        _abandon(db)
        raise


def _abandon(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        try:
            db.execute("ROLLBACK")
        except sqlite3.Error:  # the connection is beyond help; the file rolls back when it is next opened
            db.close()
