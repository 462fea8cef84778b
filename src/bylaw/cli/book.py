"""The bylaws as a readable book: each clause with its words, its numbers, its source and how well that was checked."""

from __future__ import annotations

import textwrap

import msgspec

from bylaw.rules.clause import Clause, in_order
from bylaw.rules.finding import OWN
from bylaw.rules.meanings import KEYS

WIDTH = 100
LAYERS = {"floor": "floor: bylaws may be stricter, never laxer", "default": "default of the law"}


def book(title: str, clauses: tuple[Clause, ...], rest: tuple[str, ...] = ()) -> str:
    """Give the whole book as plain text; ``rest`` are the days of rest."""
    parts = [f"Bylaws of {title}", "=" * (len(title) + 10), ""]
    if rest:
        told = "A time to act that ends on a day of rest ends with the next other day. Days of rest:"
        parts += [*textwrap.wrap(f"{told} {', '.join(rest)}.", WIDTH), ""]
    for clause in sorted(clauses, key=lambda c: (c.no.startswith("floor"), in_order(c.no))):
        parts += [*_clause(clause), ""]
    return "\n".join(parts).rstrip()


def _clause(clause: Clause) -> list[str]:
    lines = textwrap.wrap(f"{clause.no}  {clause.words}", WIDTH, subsequent_indent="    ")
    for label, names in (("acts", clause.of), ("bodies", clause.body), ("offices", clause.office)):
        if names:
            lines += textwrap.wrap(
                f"{label}: {', '.join(names)}", WIDTH, initial_indent="    ", subsequent_indent="      "
            )
    for key in KEYS:
        rule = getattr(clause, key)
        if rule is not msgspec.UNSET:
            text = "; ".join(_said(name, value) for name, value in _fields(rule))
            lines += _wrapped(f"{key}: {text}")
    lines += [f"    {note}" for note in _notes(clause)]
    return lines


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="      ")


def _fields(rule: msgspec.Struct) -> list[tuple[str, object]]:
    """Give every field that says something, also where it says what would hold without it."""
    found = ((name, getattr(rule, name)) for name in rule.__struct_fields__)
    return [
        (name, msgspec.to_builtins(value)) for name, value in found if value not in (0, "", (), False, None)
    ]


def _said(name: str, value: object) -> str:
    if name == "any_of" and isinstance(value, list | tuple):
        return " or ".join(map(str, value))
    return f"{name.replace('_', ' ')} {_value(value)}"


def _value(value: object) -> str:
    """Say a number, a fraction, a list or a table in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        named = [str(value["name"])] if "name" in value else []
        rest = ", ".join(_said(n, v) for n, v in value.items() if n != "name")
        return " ".join([*named, f"({rest})" if rest else ""]).strip()
    if isinstance(value, list | tuple):
        if len(value) == 2 and all(isinstance(item, int) for item in value):
            return f"{value[0]}/{value[1]}"
        return ", ".join(_value(item) for item in value)
    return str(value)


def _notes(clause: Clause) -> list[str]:
    notes = []
    if clause.layer != "choice":
        notes.append(LAYERS[clause.layer])
    if clause.on_breach != "refuse":
        notes.append(f"on breach: {clause.on_breach}")
    if clause.source == OWN:
        notes.append("source: bylaw's own")
    elif clause.source:
        notes.append(f"source: {clause.source} ({clause.evidence or 'evidence not stated'})")
    return notes
