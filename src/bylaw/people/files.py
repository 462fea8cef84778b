"""The two files of the register: `people.db` holds only sealed boxes, `keys.db` the keys that open them.

They are one database to SQLite, which changes both or neither. They are two files so that copies can be kept of the
first for long and of the second for a short time: a copy without keys tells nothing about anybody. Both overwrite
what they delete. Beside the keys lies the index by which names are found (`bylaw.people.names`).
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bylaw.people import names
from bylaw.people.sealing import Damaged, new_key

VERSION = 3
FOLDER = "private"
"""The folder of the register inside that of its organisation; it is never published."""
PEOPLE, KEYS = "people.db", "keys.db"

_PERSONS = """
CREATE TABLE person (person INTEGER PRIMARY KEY, box BLOB NOT NULL) STRICT;
CREATE TABLE member (member TEXT PRIMARY KEY, person INTEGER NOT NULL REFERENCES person) STRICT, WITHOUT ROWID;
CREATE INDEX member_of ON member (person);
CREATE TABLE handle (trace BLOB PRIMARY KEY, person INTEGER NOT NULL REFERENCES person) STRICT, WITHOUT ROWID;
CREATE INDEX handle_of ON handle (person);
CREATE TABLE opening (commitment TEXT PRIMARY KEY, person INTEGER NOT NULL REFERENCES person, box BLOB NOT NULL) STRICT;
CREATE INDEX opening_of ON opening (person);
CREATE TABLE vault.key (person INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL CHECK (length(key) = 32)) STRICT;
CREATE TABLE vault.tracer (key BLOB NOT NULL CHECK (length(key) = 32)) STRICT;
"""
_CASES = """
CREATE TABLE casefile (name TEXT PRIMARY KEY, public BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE half (file TEXT NOT NULL REFERENCES casefile, holder TEXT NOT NULL, together TEXT NOT NULL,
    box BLOB NOT NULL, PRIMARY KEY (file, holder, together)) STRICT, WITHOUT ROWID;
CREATE TABLE document (commitment TEXT PRIMARY KEY, file TEXT NOT NULL REFERENCES casefile,
    person INTEGER NOT NULL REFERENCES person, box BLOB NOT NULL) STRICT;
CREATE INDEX document_of ON document (person);
CREATE TABLE access (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, commitment TEXT NOT NULL) STRICT;
CREATE TABLE seen (number INTEGER PRIMARY KEY REFERENCES access, person INTEGER REFERENCES person,
    box BLOB NOT NULL) STRICT;
CREATE INDEX seen_of ON seen (person);
"""
"""What version 2 added to version 1: case files, and the log of accesses. Version 3 added the index of names."""
_EARLIER = ([1, 1], [2, 2])


class NoRegister(Exception):
    """There is no register in a folder, or another program's file, or one of another version."""


def create(folder: Path) -> sqlite3.Connection:
    """Make an empty register that only its owner can read. Raises `FileExistsError` where there is one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in (PEOPLE, KEYS):
        os.close(os.open(folder / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = _connect(folder)
    with transaction(connection):
        _make(connection, _PERSONS)
        connection.execute("INSERT INTO vault.tracer VALUES (?)", (new_key(),))
        _bring(connection, 1)
    return connection


def _make(connection: sqlite3.Connection, tables: str) -> None:
    for statement in tables.split(";"):
        connection.execute(statement)


def _bring(connection: sqlite3.Connection, version: int) -> None:
    """Bring a register of an earlier version to this one, with all that is in it."""
    _make(connection, (_CASES if version == 1 else "") + names.TABLES)
    connection.execute("INSERT INTO finder VALUES (?)", (new_key(),))
    names.Names(connection).fill()
    for schema in ("main", "vault"):
        connection.execute(f"PRAGMA {schema}.user_version = {VERSION}")


def connect(folder: Path) -> sqlite3.Connection:
    """Open an existing register. Raises `NoRegister` where there is none that this program can read."""
    if not all((folder / name).is_file() for name in (PEOPLE, KEYS)):
        raise NoRegister(
            f"no register in {folder}: {PEOPLE} and {KEYS} must be there; 'bylaw import' makes it"
        )
    try:
        connection = _connect(folder)
        versions = _versions(connection)
        if versions in _EARLIER:
            with transaction(connection):
                if (found := _versions(connection)) in _EARLIER:
                    _bring(connection, found[0])
            versions = _versions(connection)
    except sqlite3.DatabaseError as error:
        raise NoRegister(f"the register in {folder} cannot be read: {error}") from error
    if versions != [VERSION, VERSION]:
        connection.close()
        raise NoRegister(f"the register in {folder} is of version {versions}; this program reads {VERSION}")
    return connection


def _versions(connection: sqlite3.Connection) -> list[int]:
    return [connection.execute(f"PRAGMA {s}.user_version").fetchone()[0] for s in ("main", "vault")]


def tracer(connection: sqlite3.Connection) -> bytes:
    """Return the key of the traces of handles."""
    row = connection.execute("SELECT key FROM vault.tracer").fetchone()
    if row is None:
        raise Damaged(f"{KEYS} has lost the key of its traces")
    return bytes(row[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do everything inside or, when anything is raised, nothing; nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself has rolled back when the disk was full
            connection.execute("ROLLBACK")
        raise


def _connect(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / PEOPLE, isolation_level=None, timeout=30)
    connection.execute("ATTACH DATABASE ? AS vault", (str(folder / KEYS),))
    for schema in (
        "main",
        "vault",
    ):  # a rollback journal, for a change of two files at once is atomic only with it
        connection.execute(f"PRAGMA {schema}.journal_mode = DELETE")
        connection.execute(f"PRAGMA {schema}.synchronous = EXTRA")
        connection.execute(f"PRAGMA {schema}.secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
