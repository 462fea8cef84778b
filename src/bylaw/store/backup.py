"""A copy of an organisation's folder, made while it is being used: what tells nothing without keys, and the keys apart.

    TO/        the log, attachments, boxes, the sealed half of the register, openings of sealed steps
    SECRETS/   log.key, keys/, every file of keys: whoever has both folders has everything

Database files are copied as of one moment each, the log first, so that nothing in it rests on a file that is not there.
Left out is what is made again: tiles and checkpoint, reports on archives, the saved state, the portal's sessions.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import file_digest
from itertools import permutations
from pathlib import Path
from shutil import copyfile

import msgspec
from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.store.database import StorageError
from bylaw.store.files import write_secret
from bylaw.store.log_store import LogStore

FORMAT = 1
LOG, LOG_KEY, MANIFEST = "log.sqlite", "log.key", "manifest.json"
PEOPLE, PEOPLE_KEYS = "private/people.db", "private/keys.db"
MADE_AGAIN = ("record/tile/", "record/checkpoint", "verified/", "private/saved/", "portal.")
_GROWING = re.compile("-(wal|shm|journal|mj[0-9A-F]+)$")
"""What SQLite keeps beside a file while it writes."""
_SQLITE = b"SQLite format 3\0"


class Manifest(Struct, frozen=True):
    """What a copy holds: the log's name, how many entries and their root, and each file with its SHA-256."""

    format: int
    origin: str
    size: int
    root: str
    files: dict[str, str]
    secrets: dict[str, str]


def back_up(folder: Path, to: Path, secrets: Path) -> Manifest | Broken:
    """Copy a folder that may be in use into two new ones. Broken (`storage`): what is there is no copy."""
    if (problem := apart(folder, to, secrets)) is not None:
        return problem
    for place in (to, secrets):
        if place.exists() and any(place.iterdir()):
            return Broken("storage", f"{place} is not empty; each copy goes into a folder of its own")
    try:
        for name in (LOG, *(each for each in _names(folder) if each not in {LOG, PEOPLE, PEOPLE_KEYS})):
            _copy(folder / name, (secrets if is_secret(name) else to) / name)
        if (folder / PEOPLE).is_file():
            _register(folder, to, secrets)
        return _manifest(to, secrets)
    except OSError as fault:
        return Broken("storage", f"{fault.filename or to}: {fault.strerror}")
    except (sqlite3.Error, StorageError) as fault:
        return Broken("storage", f"{folder} could not be copied: {fault}")


def apart(*places: Path) -> Broken | None:
    """Say which of these folders lies in another: copies would hold one another, and keys lie with what they open."""
    for one, other in permutations(places, 2):
        if other.resolve().is_relative_to(one.resolve()):
            return Broken("storage", f"{other} lies in {one}; choose places that lie apart")
    return None


def is_secret(name: str) -> bool:
    """Whether a file holds keys."""
    return name.endswith(".key") or name.startswith("keys/") or name == PEOPLE_KEYS


def _names(folder: Path) -> Iterator[str]:
    """Give the files that belong in a copy, by their paths inside the folder."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        scratch = "/.new/" in f"/{name}" or _GROWING.search(name)
        if not scratch and not name.startswith(MADE_AGAIN) and path.is_file() and not path.is_symlink():
            yield name


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with source.open("rb") as file:
        database = file.read(len(_SQLITE)) == _SQLITE
    write_secret(target, b"")
    if database:
        with closing(sqlite3.connect(source, timeout=30)) as db:
            _as_of_now(db, "main", target)
    else:
        copyfile(source, target)


def _as_of_now(db: sqlite3.Connection, name: str, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        db.backup(copy, name=name)


def _register(folder: Path, to: Path, secrets: Path) -> None:
    """Copy the two files of the register as of one moment: nobody writes to it meanwhile."""
    (to / PEOPLE).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    (secrets / PEOPLE_KEYS).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / PEOPLE, timeout=30, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        for name, target in ((PEOPLE, to / PEOPLE), (PEOPLE_KEYS, secrets / PEOPLE_KEYS)):
            write_secret(target, b"")
            with closing(sqlite3.connect(folder / name)) as source:
                _as_of_now(source, "main", target)
        db.execute("ROLLBACK")


def _manifest(to: Path, secrets: Path) -> Manifest | Broken:
    store = LogStore.open(to / LOG)
    if isinstance(store, Broken):
        return store
    head, origin = store.head(), store.origin
    store.close()
    found = Manifest(FORMAT, origin, head.size, head.root.hex(), digests(to), digests(secrets))
    write_secret(to / MANIFEST, msgspec.json.encode(found) + b"\n")
    return found


def digests(folder: Path) -> dict[str, str]:
    """Give every file of a copy, but its manifest, with its SHA-256."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): _digest(path) for path in paths}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
