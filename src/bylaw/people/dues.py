"""A treasurer's list: until which day each member has paid, with every error in its row, before anything is written.

Taken from the file is who a row is about and that day. Amounts, and whatever else stands there, are not read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import BinaryIO, NamedTuple, Protocol

from msgspec import Struct

from bylaw.acts.days import day, zone_of
from bylaw.acts.members.standing import MOST, Dues
from bylaw.people.layout import CIVICRM, PLAIN, Layout
from bylaw.people.newcomer import Reader, handle
from bylaw.people.preview import table
from bylaw.people.problem import Problem, Problems
from bylaw.people.rows import EARLIEST
from bylaw.record.clock import rfc3339
from bylaw.rules.instants import ends
from bylaw.state import State

LISTS = {
    "plain": Layout(
        "plain",
        {**PLAIN.fields, "member": "member", "member id": "member", "paid until": "until"},
        (("member", "number", "name", "given", "family"), ("until",)),
    ),
    "civicrm": Layout(
        "civicrm",
        CIVICRM.fields,
        (("number", "contact", "name", "given", "family", "organisation"), ("until",)),
    ),
}
"""How the columns of a treasurer's list are called: those of a roll, of which only these are read."""


class Holders(Protocol):
    """What a list asks of the register."""

    def holders(self, handles: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the member ids of whoever the register holds under each of the handles."""


class Roll(NamedTuple):
    """Whose members the list is of: a body, as the state has it at a time."""

    state: State
    body: str
    at: int


class Paid(Struct, frozen=True):
    """Until which day a row says that a member has paid."""

    row: int
    member: str
    until: date


class Payments(Struct, frozen=True):
    """What a list says, what forbids to attest any of it, and what its reader ought to know before."""

    rows: tuple[Paid, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


class _Line(NamedTuple):
    """One row: whom it names, by her member id or by what the register recognises her, and the day."""

    row: int
    member: str
    handle: str
    until: date


def payments(source: BinaryIO, layout: Layout, register: Holders, roll: Roll) -> Payments:
    """Read a list from an open file, find each member of the body whom it names, and write nothing."""
    errors, warnings = Problems(), Problems()
    lines = [
        line
        for row, cells in table(source, layout, errors, warnings)
        if (line := _line(Reader(row, cells, errors, warnings)))
    ]
    holders = register.holders([line.handle for line in lines if line.handle])
    found = [paid for line in lines if (paid := _whose(line, holders, roll, errors))]
    _twice(found, errors)
    if not lines and not errors.count:
        errors.add(Problem(0, "", "shape", "no members in this file"))
    return Payments(tuple(found), errors.all(), warnings.all())


def _line(reader: Reader) -> _Line | None:
    member, until = reader.text("member"), reader.day("until")
    named = "" if member else handle(reader)
    if not reader.cells["until"].strip():
        reader.wrong("until", "no day until which dues are paid; leave the row out where there is none")
    elif until is not None and until < EARLIEST:
        reader.wrong("until", f"paid until {until}; write a day from 1900 on")
    return _Line(reader.row, member, named, until) if until and reader.sound else None


def _whose(line: _Line, holders: Mapping[str, tuple[str, ...]], roll: Roll, errors: Problems) -> Paid | None:
    """Give whom a row means: of her member ids the one by which she is a member of the body."""
    ids = (line.member,) if line.member else holders.get(line.handle, ())
    here = [each for each in ids if roll.state.members.belongs(roll.state, each, roll.body, roll.at)]
    if len(here) == 1:
        return Paid(line.row, here[0], line.until)
    column, words = "member", "several memberships of one person; give the member id of each row"
    if not ids:
        column, words = "name", "nobody in the register has this number, or this name and address"
    elif not here:
        words = f"no member of {roll.body} on {day(roll.state, roll.at)}; leave the row out"
    errors.add(Problem(line.row, column, "input", words))
    return None


def _twice(found: list[Paid], errors: Problems) -> None:
    seen: dict[str, int] = {}
    for paid in found:
        first = seen.setdefault(paid.member, paid.row)
        if first != paid.row:
            words = f"the same member as in row {first}; one row for each member"
            errors.add(Problem(paid.row, "member", "duplicate", words))


def parts(state: State, rows: Sequence[Paid]) -> Iterator[tuple[Dues, ...]]:
    """Give the rows as acts attest them, so many as one act holds: paid until the last second of the local day."""
    zone = zone_of(state)
    for start in range(0, len(rows), MOST):
        yield tuple(
            Dues(paid.member, rfc3339(ends(paid.until, zone).at - 1)) for paid in rows[start : start + MOST]
        )
