"""How the columns of a roll are called, in the files that bylaw reads, and how such a file becomes rows.

`PLAIN` is bylaw's own: number, name (or given name and family name), email, phone, address, class, since, body.
`CIVICRM` is what CiviCRM exports for contacts with their memberships, under its present and earlier titles. `VCARD` and
`POPOLO` are no tables: their files give rows under the titles of `PLAIN`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from msgspec import Struct

from bylaw.people.cards_in import cards
from bylaw.people.lines import Row, rows
from bylaw.people.popolo_in import persons
from bylaw.people.problem import Problem, Problems


class Layout(Struct, frozen=True):
    """The titles of a layout, simplified as `title` does, and the field that each one fills."""

    name: str
    fields: Mapping[str, str]
    needed: tuple[tuple[str, ...], ...]
    """Of each group at least one field has a column."""
    read: Callable[[BinaryIO], Iterator[Row | Problem]] = rows


class Unsaid(Struct, frozen=True):
    """What holds of rows that do not say it: the day of joining, as a cell has it, and the class."""

    since: str = ""
    cls: str = ""

    def fill(self, cells: dict[str, str]) -> dict[str, str]:
        """Fill in what the cells of one row leave empty."""
        dated = any(cells.get(field, "").strip() for field in ("since", "start"))
        classed = cells.get("class", "").strip()
        return {
            **cells,
            **({} if dated else {"since": self.since}),
            **({} if classed else {"class": self.cls}),
        }


PLAIN = Layout(
    "plain",
    {
        "number": "number", "kind": "kind", "name": "name", "given name": "given", "family name": "family",
        "email": "email", "e-mail": "email", "phone": "phone", "address": "address",
        "class": "class", "since": "since", "until": "until", "body": "body",
    },
    (("name", "given", "family"), ("since",)),
)  # fmt: skip

CIVICRM = Layout(
    "civicrm",
    {
        "external identifier": "number", "internal contact id": "contact", "contact id": "contact",
        "contact type": "kind", "organization name": "organisation", "display name": "name",
        "first name": "given", "middle name": "middle", "last name": "family", "email": "email", "phone": "phone",
        "street address": "address", "city": "city", "postal code": "postal", "state": "region",
        "country": "country", "membership type": "class", "member since": "since", "join date": "since",
        "membership start date": "start", "start date": "start", "membership expiration date": "until",
        "end date": "until", "membership status": "status", "status": "status", "is deceased": "deceased",
        "deceased": "deceased",
    },
    (("name", "given", "family", "organisation"), ("class",), ("since", "start")),
)  # fmt: skip

VCARD = Layout("vcard", PLAIN.fields, (("name", "given", "family"),), cards)
POPOLO = Layout("popolo", {**PLAIN.fields, "status": "status"}, (("name", "given", "family"),), persons)

LAYOUTS = {layout.name: layout for layout in (PLAIN, CIVICRM, VCARD, POPOLO)}


def meant(beginning: bytes, said: str) -> str:
    """Give the layout of a file by its first bytes: vCards and Popolo show what they are, a table is what was said."""
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text[:11].upper() == b"BEGIN:VCARD":
        return VCARD.name
    return POPOLO.name if text.startswith((b"{", b"[")) else said


_POWERS = frozenset({
    "role", "roles", "office", "offices", "weight", "votes", "vote weight", "voting weight", "branch", "admin",
    "is admin", "administrator", "permission", "permissions", "right", "rights", "power", "powers", "mandate",
    "member", "member id", "id", "key", "public key", "password",
})  # fmt: skip
"""Titles of columns that would say what only an act of the organisation can say."""


def title(cell: str) -> str:
    """Simplify a column's title: small letters, blanks for underscores."""
    return " ".join(cell.replace("_", " ").casefold().split())


def columns(cells: list[str], layout: Layout, errors: Problems, warnings: Problems) -> dict[str, int]:
    """Return which column fills each field, and what is wrong with the header."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = title(cell)
        field = layout.fields.get(name)
        if field is None:
            _outside(cell, name, layout, errors, warnings)
        elif field in found:
            errors.add(Problem(1, cell, "shape", f"a second column for {field}; keep one"))
        else:
            found[field] = place
    for group in layout.needed:
        if not any(field in found for field in group):
            words = f"no column for {' or '.join(group)} in the {layout.name} layout"
            errors.add(Problem(1, "", "shape", words))
    return found


def _outside(cell: str, name: str, layout: Layout, errors: Problems, warnings: Problems) -> None:
    if name in _POWERS:
        words = "a file cannot grant this, only an act can; remove the column (a unit goes into 'body')"
        errors.add(Problem(1, cell, "input", words))
    else:
        warnings.add(
            Problem(1, cell, "ignored", f"not part of the {layout.name} layout: nothing of it is read")
        )
