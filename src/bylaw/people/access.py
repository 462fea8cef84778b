r"""The log of accesses: who looked at what about whom, and why; each line hangs on the one before.

A line says in the open only when it was and a salted commitment to the rest. The rest is sealed under the key of the
person concerned, so that she can be shown it, and erasing her leaves every other line and the chain as they were. The
head after line n is SHA-256 of `bylaw-access-v1\n`, the head before (64 hex digits; of nothing: 64 zeros), the time in
decimal and the commitment, each followed by a line feed. Heads enter the record by an act, so that lines cannot be
taken away or written anew without anybody seeing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import msgspec
from msgspec import Struct

NOTHING = "0" * 64
"""The head of an empty log."""
EVERYBODY = ""
"""The subject of an access to the whole register."""


class Access(Struct, frozen=True):
    """One access: the members or the operator who looked, at what, and why; ``subject`` is whose it is.

    ``paper`` is the commitment to the paper that was opened, where it was one.
    """

    by: tuple[str, ...]
    what: str
    why: str
    subject: str = EVERYBODY
    paper: str = ""


class Line(Struct, frozen=True):
    """A line of the log as everybody may see it, with the head after it."""

    number: int
    at: int
    commitment: str
    head: str


class Told(Struct, frozen=True):
    """A line with what it says, for the person concerned."""

    line: Line
    access: Access


class Forked(Struct, frozen=True):
    """A head in the record that this log does not have: lines were taken away, or written anew."""

    lines: int
    recorded: str
    found: str


def chained(rows: Iterator[tuple[int, int, str]]) -> Iterator[Line]:
    """Give the lines with their heads from number, time and commitment."""
    head = NOTHING
    for number, at, commitment in rows:
        head = sha256(f"bylaw-access-v1\n{head}\n{at}\n{commitment}\n".encode()).hexdigest()
        yield Line(number, at, commitment, head)


def forks(lines: Iterator[Line], recorded: dict[int, str]) -> Iterator[Forked]:
    """Give each recorded head (by its number of lines) that the log contradicts."""
    found = {line.number: line.head for line in lines} | {0: NOTHING}
    for count, head in recorded.items():
        if found.get(count) != head:
            yield Forked(count, head, found.get(count, ""))


def encode(access: Access) -> bytes:
    """Write what a line says."""
    return msgspec.json.encode(access)


def decode(raw: bytes) -> Access:
    """Read what a line says."""
    return msgspec.json.decode(raw, type=Access)
