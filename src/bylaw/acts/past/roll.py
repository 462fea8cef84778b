"""The file of a past vote's roll: one line for each person, `p0001 v`, sorted.

`r` is on the roll, `v` on the roll and voted, `x` voted without being on it, `u` voted where no roll was
published.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from bylaw.acts.act import Evidence

LIMIT = 1_000_000
"""The largest file read, in bytes."""
_LINE = re.compile(r"(p[0-9]{4}) ([rvxu])")


class Roll(NamedTuple):
    """Who was on the roll and who voted; ``published`` is false where only the voters are known."""

    on: frozenset[str]
    voted: frozenset[str]
    published: bool

    @property
    def strangers(self) -> tuple[str, ...]:
        """Those who voted and are not on the published roll."""
        return tuple(sorted(self.voted - self.on)) if self.published else ()


def read_roll(raw: bytes) -> Roll | str:
    """Read the file, or say why it is none. Never raises, whatever the bytes."""
    if len(raw) > LIMIT:
        return f"{len(raw)} bytes; {LIMIT} at most"
    lines = raw.decode("ascii", "replace").splitlines()
    found = [_LINE.fullmatch(line) for line in lines]
    marks = {match[1]: match[2] for match in found if match}
    if len(marks) != len(lines) or list(marks) != sorted(marks) or not marks:
        return "not one sorted line for each person, `p0001 v`"
    if "u" in marks.values() and set(marks.values()) != {"u"}:
        return "some voted without a roll, and others with one"
    on = frozenset(person for person, mark in marks.items() if mark in "rv")
    voted = frozenset(person for person, mark in marks.items() if mark != "r")
    return Roll(on, voted, "u" not in marks.values())


def roll_of(name: str, evidence: Evidence) -> Roll | str | None:
    """Give the roll under a hash; None when the vote names none or a copy lacks it."""
    raw = evidence.get(name) if name else None
    return read_roll(raw) if isinstance(raw, bytes) else None
