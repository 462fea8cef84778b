"""From what was typed into a form to the fields of its act."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from bylaw.acts.act import Name
from bylaw.acts.fields import bare, inner, is_many, is_time, marks
from bylaw.portal.forms import MOST_ROWS, asked, filled_rows, label, longest, sort_of
from bylaw.portal.naming import meant
from bylaw.record.clock import rfc3339
from bylaw.rules.load import NoBylaws, load_clauses
from bylaw.rules.plainly import sentence
from bylaw.rules.typed import typed_moment

MOST_LINES = 5000
"""Of a field whose type does not say how many things it holds."""


class Typed(Struct, frozen=True):
    """What was typed, as an act's fields; ``private`` are the places at which words stand for a commitment."""

    fields: dict[str, Any]
    private: tuple[str, ...]


class Unread(ValueError):
    """A field that cannot be read: its place in the form, its label, and why."""

    def __init__(self, place: str, why: str) -> None:
        self.place, self.label, self.why = place, label(place.rpartition(".")[2]), why
        super().__init__(f"{self.label}: {why}")


def read(kind: type[Struct], given: Mapping[str, str], zone: str, at: str = "") -> Typed:
    """Read what was typed; fields left empty are left out. Raises `Unread`."""
    found: dict[str, Any] = {}
    private: list[str] = []
    for name, hint, _ in asked(kind):
        place = at + name
        value = _structs(hint, place, given, zone, private) if sort_of(hint) == "rows" else None
        if value is None and (text := given.get(place, "").strip()):
            value = _value(hint, text.replace("\r\n", "\n"), place, zone, private)
        if value is not None:
            found[name] = value
    return Typed(found, tuple(private))


def _structs(hint: Any, place: str, given: Mapping[str, str], zone: str, private: list[str]) -> Any:
    kind = bare(inner(hint)) if is_many(hint) else bare(hint)
    rows = [
        read(kind, given, zone, f"{place}.{n}.") for n in range(min(filled_rows(place, given), MOST_ROWS))
    ]
    private += [each for row in rows for each in row.private]
    filled = [row.fields for row in rows if row.fields]
    return (filled if is_many(hint) else filled[0]) if filled else None


def _value(hint: Any, text: str, place: str, zone: str, private: list[str]) -> Any:
    sort = sort_of(hint)
    try:
        if sort == "clauses":
            return _clauses(text)
        if sort in ("several", "lines"):
            return [_one(inner(hint), line, zone) for line in _lines(hint, text)]
        if sort == "private" and re.fullmatch("[0-9a-f]{64}", text) is None:
            private.append(place)
        return _one(hint, text, zone)
    except ValueError as fault:
        raise Unread(place, str(fault)) from fault


def _lines(hint: Any, text: str) -> list[str]:
    """Give the lines of a field; more than it may hold are not looked at one by one."""
    found, most = [line.strip() for line in text.split("\n") if line.strip()], longest(hint) or MOST_LINES
    if len(found) > most:
        raise ValueError(f"{len(found)} lines, and {most} is the most: leave some out")
    return found


def _clauses(text: str) -> Any:
    found = load_clauses(text.encode())
    if isinstance(found, NoBylaws):
        raise ValueError(sentence(found))  # noqa: TRY004 - the text is wrong, and no type
    return msgspec.to_builtins(found)


def _one(hint: Any, text: str, zone: str) -> Any:
    kind = bare(hint)
    if kind is bool:
        return text == "yes"
    if kind is int:
        if not re.fullmatch(r"-?[0-9]{1,16}", text):
            raise ValueError(f"'{text[:40]}' is no whole number")
        return int(text)
    if marks(hint).get("ref") == "member":
        return meant(text)
    if is_time(hint):
        at = typed_moment(text, zone)
        if isinstance(at, str):
            raise ValueError(at)
        return rfc3339(at)
    return text.lower().replace(" ", "-") if hint == Name or "new" in marks(hint) else text
