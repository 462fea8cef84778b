"""Finding somebody by her name in a large register: how long a search takes, and what the index costs.

.venv/bin/python bench/names.py [MEMBERS]     default: 200000

The register holds names of three words, some frequent, most rare. It is made, brought from the version without index,
and searched, by the same functions as the portal's; reading every box is what a search took before.
"""

from __future__ import annotations

import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from statistics import median

from bylaw.people import files
from bylaw.people.newcomer import Newcomer
from bylaw.people.person import Person
from bylaw.people.preview import Preview
from bylaw.people.register import Register
from verify import processor

ROUNDS = 9
BEGINNINGS = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "ne",
    "pi",
    "ro",
    "sa",
    "te",
    "vu",
    "wa",
]
ENDINGS = ["lan", "mer", "nik", "ros", "sanne", "tin", "vera", "wald", "zis", "dor"]


def main() -> None:
    """Make a register, and search it."""
    members = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    print(f"{processor()}, {len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.0f}")
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "private"
        made(folder, members)
        sizes = {name: (folder / name).stat().st_size / 2**20 for name in (files.PEOPLE, files.KEYS)}
        print(", ".join(f"{name} {size:.0f} MB" for name, size in sizes.items()))
        brought(folder)
        searched(folder)


def made(folder: Path, members: int) -> None:
    """Take in members, in one transaction."""
    random, begun = Random(1), time.perf_counter()
    people = (Person(name(random), number=str(number)) for number in range(members))
    rows = tuple(Newcomer(row, person, "full", date(2020, 1, 1), "") for row, person in enumerate(people))
    ids = (f"{number:032x}" for number in range(members))
    with Register.create(folder) as register:
        register.import_roll(Preview(rows, (), ()), "org", "nonce", ids.__next__, lambda: bytes(32))
    print(f"{members} members taken in: {time.perf_counter() - begun:.1f} s")


def name(random: Random) -> str:
    """Draw a name; few words are frequent, most are rare."""
    words = (random.choice(BEGINNINGS) + random.choice(BEGINNINGS) * random.randrange(3) for _ in range(3))
    return " ".join((word + random.choice(ENDINGS)).capitalize() for word in words)


def brought(folder: Path) -> None:
    """Take the index away, and let it be made when the register is opened."""
    with sqlite3.connect(folder / files.PEOPLE) as db, sqlite3.connect(folder / files.KEYS) as keys:
        db.execute("DROP TABLE finder")
        keys.execute("DROP TABLE found_by")
        for each in (db, keys):
            each.execute("PRAGMA user_version = 2")
    begun = time.perf_counter()
    Register.open(folder).close()
    print(f"an index for a register that had none: {time.perf_counter() - begun:.1f} s")


def searched(folder: Path) -> None:
    """Search by index for each kind of name, and once by reading every box."""
    with Register.open(folder) as register:
        known = register.person(f"{0:032x}")
    assert known is not None
    turned, begins = " ".join(reversed(known.name.upper().split())), known.name.split()[0][:3]
    before = peak()
    tell("a whole name, its words turned", folder, lambda r: list(r.names.called(turned, anybody)))
    tell("a name of nobody", folder, lambda r: list(r.names.called("Nobody At All", anybody)))
    tell("a number", folder, lambda r: list(r.names.numbered("0", anybody)))
    tell(
        "each word by its beginning",
        folder,
        lambda r: list(r.names.beginning(" ".join(w[:4] for w in known.name.split()), anybody)),
    )
    tell("three letters, the first 20", folder, lambda r: first(r, begins, anybody))
    tell("three letters, none of whom one may know", folder, lambda r: first(r, begins, lambda _m: False))
    print(f"memory beyond that of before: {peak() - before:.0f} MB")
    begun = time.perf_counter()
    with Register.open(folder) as register:
        people = dict(register.people())
        found = [m for m, p in people.items() if p.name.casefold() == known.name.casefold()]
    spent = 1000 * (time.perf_counter() - begun)
    print(f"by reading every box: {len(found)} found, {spent:.0f} ms, {peak() - before:.0f} MB")


def first(register: Register, begins: str, may: Callable[[str], bool]) -> list[object]:
    """Give the first twenty who are called so."""
    found = register.names.beginning(begins, may)
    return [each for each, _ in zip(found, range(20), strict=False)]


def anybody(_member: str) -> bool:
    """Say that one may know everybody."""
    return True


def tell(what: str, folder: Path, search: Callable[[Register], list[object]]) -> None:
    """Print how long it takes to open the register and to search it."""
    spans, found = [], 0
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        with Register.open(folder) as register:
            found = len(search(register))
        spans.append(time.perf_counter() - begun)
    print(f"{what}: {found} found, {1000 * median(spans):.1f} ms, at worst {1000 * max(spans):.1f}")


def peak() -> float:
    """Give the most memory that this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
