"""What importing a roll would do, with every error in its row, before anything is written."""

from collections.abc import Collection, Iterator
from typing import BinaryIO, Protocol

from msgspec import Struct

from bylaw.people.layout import Layout, Unsaid, columns
from bylaw.people.lines import Row
from bylaw.people.newcomer import Newcomer, Reader, newcomer
from bylaw.people.problem import Problem, Problems, Reason


class Known(Protocol):
    """What a preview asks of the register."""

    def known(self, handles: Collection[str]) -> frozenset[str]:
        """Return those of the handles under which the register holds somebody."""


class Preview(Struct, frozen=True):
    """The newcomers of a file, what forbids the import, and what the reader ought to know before it.

    With any error nothing can be imported: `Register.import_roll` takes a preview whole or not at all.
    """

    rows: tuple[Newcomer, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def preview(source: BinaryIO, layout: Layout, register: Known, unsaid: Unsaid = Unsaid()) -> Preview:  # noqa: B008 - frozen
    """Read a roll from an open file, row by row and in bounded memory, and write nothing."""
    errors, warnings = Problems(), Problems()
    found = [
        who
        for row, cells in table(source, layout, errors, warnings)
        if (who := newcomer(Reader(row, unsaid.fill(cells), errors, warnings)))
    ]
    _twice(found, errors, warnings)
    _already(found, register, errors)
    if not found and not errors.count:
        errors.add(Problem(0, "", "shape", "no members in this file"))
    return Preview(tuple(found), errors.all(), warnings.all())


def table(
    source: BinaryIO, layout: Layout, errors: Problems, warnings: Problems
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number of each row below the header, and its cells by field."""
    header: Row | None = None
    for row in layout.read(source):
        if isinstance(row, Problem):
            (warnings if row.reason == "ignored" else errors).add(row)
        elif header is None:
            header = row
            places = columns(row.cells, layout, errors, warnings)
            if errors.count:
                break
        elif len(row.cells) != len(header.cells):
            words = f"cells: {len(row.cells)}; in the header: {len(header.cells)}"
            errors.add(Problem(row.number, "", "shape", words))
        else:
            yield row.number, {field: row.cells[place] for field, place in places.items()}


def _twice(found: list[Newcomer], errors: Problems, warnings: Problems) -> None:
    """Refuse a handle that two rows share; warn where only name and address agree, under different numbers."""
    seen: dict[str, int] = {}
    alike: dict[tuple[str, str], Newcomer] = {}
    for who in found:
        person = who.person
        for handle in person.handles:
            first = seen.setdefault(handle, who.row)
            if first != who.row:
                errors.add(Problem(who.row, *_same(person.number, f"row {first}")))
        key = (person.name.casefold(), (person.email or person.address).casefold())
        other = alike.setdefault(key, who)
        if key[1] and other.person.number != person.number:
            words = f"same name and address as row {other.row}: perhaps one person with two numbers"
            warnings.add(Problem(who.row, "name", "duplicate", words))


def _already(found: list[Newcomer], register: Known, errors: Problems) -> None:
    known = register.known([handle for who in found for handle in who.person.handles])
    for who in found if known else ():
        if not known.isdisjoint(who.person.handles):
            errors.add(Problem(who.row, *_same(who.person.number, "the register")))


def _same(number: str, where: str) -> tuple[str, Reason, str]:
    if number:
        return "number", "duplicate", f"number '{number}' is already in {where}; one row for each member"
    return (
        "name",
        "duplicate",
        f"same name and address as in {where}; one row for each member, or give numbers",
    )
