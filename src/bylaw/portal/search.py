"""Looking for entries: by kind of act, body, office, member id and days. Each entry is read once, as it is followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

import msgspec
from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.acts.substance import ENVELOPE
from bylaw.portal.desk import Desk, Line
from bylaw.rules.typed import typed_moment
from bylaw.state import State

DAY = 86_400
SHORTEST = 4
"""With how few characters a member id may be looked for."""
MOST = 4000
"""How many names of one entry can be looked for."""
ASKED = ("kind", "body", "office", "member", "since", "until")


class Row(Struct, frozen=True):
    """What an entry can be found by: its kind and time, the names that stand in it, and the offices that signed."""

    kind: str
    at: int
    names: frozenset[str]
    offices: frozenset[str]


class Wanted(Struct, frozen=True):
    """What is looked for; an empty part asks nothing. ``since`` and ``until`` are the first and last moments."""

    kind: str = ""
    body: str = ""
    office: str = ""
    member: str = ""
    since: int = 0
    until: int = 0

    def fits(self, row: Row) -> bool:
        """Whether an entry is wanted."""
        return (
            self.kind in ("", row.kind)
            and (not self.body or self.body in row.names)
            and (not self.office or self.office in row.offices or self.office in row.names)
            and (
                not self.member or any(name.startswith(self.member) for name in row.names if len(name) == 32)
            )
            and self.since <= row.at
            and (not self.until or row.at <= self.until)
        )


class Search:
    """The rows of one organisation's entries."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rows: list[Row] = []

    def find(self, wanted: Wanted) -> list[int]:
        """Give the entries that are wanted, the newest first."""
        state = self._desk.state
        self._rows += (_row(state, line) for line in self._desk.lines(len(self._rows), state.size))
        return [i for i in range(len(self._rows) - 1, -1, -1) if wanted.fits(self._rows[i])]

    def kinds(self) -> list[str]:
        """Give the kinds of acts that there are in the record."""
        return sorted({row.kind for row in self._rows})


@cache
def of(desk: Desk) -> Search:
    """Give the one search of an organisation."""
    return Search(desk)


def read(given: Mapping[str, str], zone: str) -> Wanted | None:
    """Read what was asked for; None when a day is no day or an id too short to say anything."""
    text = {name: given.get(name, "").strip() for name in ASKED}
    days = [_moment(text[name], zone) for name in ("since", "until")]
    short = 0 < len(text["member"]) < SHORTEST
    if short or None in days:
        return None
    since, until = (day or 0 for day in days)
    last = until + DAY - 1 if until else 0
    return Wanted(text["kind"], text["body"], text["office"], text["member"].lower(), since, last)


def _moment(text: str, zone: str) -> int | None:
    """Give the beginning of a day; nought for none, None for what is no day."""
    found = typed_moment(text, zone) if text and len(text) <= len("2025-05-17") else 0
    return None if isinstance(found, str) or (text and not found) else found


def _row(state: State, line: Line) -> Row:
    told = msgspec.to_builtins(line.act)
    said = {name: value for name, value in told.items() if name not in ENVELOPE or name == "by"}
    mandates = (state.offices.mandates.get(signer.ref) for signer in line.act.by)
    offices = frozenset(mandate.office for mandate in mandates if mandate)
    names = frozenset((*islice(_names(said), MOST), _place(state, line.act)))
    return Row(line.act.kind(), line.entry.at, names, offices)


def _place(state: State, act: Act) -> str:
    """Give the body that an act is of; nothing where the record no longer says."""
    try:
        return act.place(state)
    except (KeyError, IndexError, StopIteration):
        return ""


def _names(value: object) -> Iterator[str]:
    """Give every short text in an act, however deep."""
    if isinstance(value, str):
        if len(value) <= 63:
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _names(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _names(inner)
