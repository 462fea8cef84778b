"""A Popolo file (popoloproject.com, JSON) as rows of a roll: its persons, with what its memberships say of each.

A membership of a post is an office, which no file can give: it is passed over, and that is said. Whoever has only
memberships that have ended is left out. Where the file knows several organisations, their ids name the units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from msgspec import Struct

from bylaw.people.lines import ROWS, Row
from bylaw.people.problem import Problem

BYTES = 32 * 2**20
"""Of a file: JSON is read whole."""
TITLES = (
    "number",
    "name",
    "given name",
    "family name",
    "email",
    "phone",
    "address",
    "since",
    "body",
    "status",
)


class Contact(Struct, frozen=True):
    """A way to reach somebody."""

    type: str = ""
    value: str = ""


class Person(Struct, frozen=True):
    """A person; parts that a file leaves out, or that are null, are empty."""

    id: str | int = ""
    name: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    email: str | None = None
    contact_details: list[Contact] = []


class Membership(Struct, frozen=True):
    """A person's membership of an organisation, or of a post in it."""

    person_id: str | int | None = None
    organization_id: str | int | None = None
    post_id: str | int | None = None
    start_date: str | None = None
    end_date: str | None = None


class File(Struct, frozen=True):
    """A file: what is not read of it is not checked either."""

    persons: list[Person]
    memberships: list[Membership] = []


_FILE = msgspec.json.Decoder(File)


def persons(source: BinaryIO) -> Iterator[Row | Problem]:
    """Yield a row of titles, and a row for each person, counted from 2; or what is wrong with the file."""
    raw = source.read(BYTES + 1)
    if len(raw) > BYTES:
        yield Problem(0, "", "size", f"a file of more than {BYTES} bytes; import it in parts")
        return
    try:
        found = _FILE.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        yield Problem(0, "", "shape", f"no Popolo in JSON: {fault}")
        return
    if len(found.persons) >= ROWS:
        yield Problem(0, "", "size", f"more than {ROWS - 1} persons; import the file in parts")
        return
    yield Row(1, list(TITLES))
    yield from _rows(found)


def _rows(found: File) -> Iterator[Row | Problem]:
    of: defaultdict[str, list[Membership]] = defaultdict(list)
    for one in found.memberships:
        of[str(one.person_id)].append(one)
    several = len({one.organization_id for one in found.memberships if one.post_id is None}) > 1
    for number, person in enumerate(found.persons, start=2):
        hers = of[str(person.id)]
        plain = [one for one in hers if one.post_id is None]
        if len(plain) < len(hers):
            yield Problem(
                number,
                "post_id",
                "ignored",
                "holds a post there: an office is given by an act, not by a file",
            )
        yield Row(number, _cells(person, plain, several=several))


def _cells(person: Person, hers: list[Membership], *, several: bool) -> list[str]:
    runs = [one for one in hers if not one.end_date]
    start = min((one.start_date for one in runs if one.start_date), default="")
    unit = str(runs[-1].organization_id or "") if runs and several else ""
    ended = f"ended {max(one.end_date or '' for one in hers)}" if hers and not runs else ""
    ways = {contact.type: contact.value for contact in reversed(person.contact_details)}
    names = [person.name or "", person.given_name or "", person.family_name or ""]
    phone = ways.get("phone") or ways.get("cell") or ways.get("voice") or ""
    number = str(person.id)
    return [
        number,
        *names,
        person.email or ways.get("email", ""),
        phone,
        ways.get("address", ""),
        start,
        unit,
        ended,
    ]
