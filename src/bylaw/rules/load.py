"""Reading a file of bylaws: TOML text to clauses, or the reasons why it is none."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import msgspec
from msgspec import Struct

from bylaw.rules.clause import Clause
from bylaw.rules.holidays import DaysOfRest, unfit_rest

LIMIT = 400_000
"""The longest file, in bytes."""
NO_TOML = "not TOML"
"""How the reason begins where a file cannot be read at all; what the reader of TOML says comes after a colon."""
MOST_POINTS = 40
"""Between the names on one line: the reader of TOML takes a time that grows with the square of them."""
_QUOTED = re.compile(
    r'"""(?s:[^\\]|\\.)*?(?:"{3,5}|\Z)|"(?:[^"\\\n]|\\.)*+"?'
    r"|'''(?s:.)*?(?:'{3,5}|\Z)|'[^'\n]*+'?|#[^\n]*"
)
"""Quoted text and remarks, whether they end or not: it looks at no character twice."""


class UnitFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A body that the profile founds."""

    kind: str
    parent: str = ""
    organ: bool = False


class OfficeFile(Struct, frozen=True, forbid_unknown_fields=True):
    """An office that the profile founds; ``interim`` marks those filled by founders until the first election."""

    body: str = "root"
    seats: int = 1
    interim: bool = False


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of bylaws: a head about the organisation, its bodies and offices, and clauses by number."""

    title: str
    about: str
    zone: str
    clauses: tuple[Clause, ...]
    bodies: dict[str, UnitFile]
    offices: dict[str, OfficeFile]
    holidays: DaysOfRest = ()
    language: str = "en"


class NoBylaws(Struct, frozen=True):
    """Why a file is no file of bylaws: where, and what is wrong there."""

    where: str
    why: str

    def __str__(self) -> str:
        """One line for the terminal."""
        return f"{self.where}: {self.why}" if self.where else self.why


def load(raw: bytes) -> Profile | NoBylaws:
    """Read a file of bylaws. Never raises, whatever the bytes."""
    data = _toml(raw)
    if isinstance(data, NoBylaws):
        return data
    clauses = _clauses(data.pop("clauses", {}))
    if isinstance(clauses, NoBylaws):
        return clauses
    try:
        profile = msgspec.convert({**data, "clauses": clauses}, Profile)
    except msgspec.ValidationError as fault:
        return NoBylaws("", str(fault))
    return next((NoBylaws("holidays", why) for why in unfit_rest(profile.holidays)), profile)


def load_clauses(raw: bytes) -> tuple[Clause, ...] | NoBylaws:
    """Read clauses alone, written as in a file of bylaws. Never raises, whatever the bytes."""
    data = _toml(raw)
    if isinstance(data, NoBylaws):
        return data
    clauses = _clauses(data.pop("clauses", {}))
    if data and not isinstance(clauses, NoBylaws):
        return NoBylaws(
            "", "each clause begins with its number in brackets, as those do that you take from the list"
        )
    return clauses


def _toml(raw: bytes) -> dict[str, Any] | NoBylaws:
    if len(raw) > LIMIT:
        return NoBylaws("", f"{len(raw)} bytes; a file of bylaws has {LIMIT} at most")
    try:
        text = raw.decode()
        if line := _tangled(text):
            return NoBylaws("", f"{NO_TOML}: more than {MOST_POINTS} points between names (at line {line})")
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, or a number of thousands of digits
        fault = str(error).partition(";")[0]
        return NoBylaws("", f"{NO_TOML}: {fault}")


def _tangled(text: str) -> int:
    """Give the first line with too many points beside quoted text and remarks; nought where there is none."""
    bare = _QUOTED.sub(lambda found: "\n" * found[0].count("\n"), text)
    lines = enumerate(bare.split("\n"), 1)
    return next((number for number, line in lines if line.count(".") > MOST_POINTS), 0)


def _clauses(numbered: Any) -> tuple[Clause, ...] | NoBylaws:
    if not isinstance(numbered, dict):
        return NoBylaws("clauses", "not a table")
    clauses = []
    for number, body in numbered.items():
        clause = _clause(number, body)
        if isinstance(clause, NoBylaws):
            return clause
        clauses.append(clause)
    return tuple(clauses)


def _clause(number: str, body: Any) -> Clause | NoBylaws:
    if not isinstance(body, dict):
        return NoBylaws(f"clause {number}", "not a table")
    table = dict(body)
    for name in ("of", "body", "office"):
        if isinstance(table.get(name), str):
            table[name] = [table[name]]
    if isinstance(table.get("may"), list):
        table["may"] = {"any_of": table["may"]}
    try:
        return msgspec.convert({**table, "no": number}, Clause)
    except (msgspec.ValidationError, ValueError) as fault:
        return NoBylaws(f"clause {number}", str(fault))
