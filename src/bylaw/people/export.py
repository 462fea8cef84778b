"""The register as a CSV file for spreadsheets and mail merges."""

import csv
from collections.abc import Iterable
from typing import Protocol

from bylaw.people.paper import address
from bylaw.people.person import Person

COLUMNS = ("member", "name", "family_name", "number", "email", "phone", "address", "kind")

_FORMULA = tuple("=+-@\t\r\n\0|%\uff1d\uff0b\uff0d\uff20")
"""How a cell begins that a spreadsheet may take for a formula, also in full-width characters."""


class Sink(Protocol):
    """What can be written to: an open text file."""

    def write(self, text: str, /) -> object:
        """Write a piece of text."""


def escaped(cell: str) -> str:
    """Return a cell as a spreadsheet shows it: with an apostrophe before what it would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def addresses(people: Iterable[tuple[str, Person]], target: Sink) -> int:
    """Write the member id and the lines of the address of whoever has one, as letters with credentials take them."""
    writer = csv.writer(target)
    reached = [(member, person) for member, person in people if person.address]
    for member, person in reached:
        writer.writerow([member, *map(escaped, address(person.name, person.address).lines)])
    return len(reached)


def write(people: Iterable[tuple[str, Person]], target: Sink) -> int:
    """Write persons with their member ids, every cell quoted and escaped; return how many. Open with `newline=""`."""
    writer = csv.writer(target, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    count = 0
    for count, (member, person) in enumerate(people, start=1):  # noqa: B007
        fields = (
            person.name,
            person.family,
            person.number,
            person.email,
            person.phone,
            person.address,
            person.kind,
        )
        writer.writerow([member, *map(escaped, fields)])
    return count
