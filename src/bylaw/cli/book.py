"""The bylaws as a readable book: each clause with its words, its numbers, its source and how well that was checked."""

from __future__ import annotations

import textwrap

import msgspec

from bylaw.rules.clause import Clause
from bylaw.rules.meanings import KEYS

WIDTH = 100
LAYERS = {"floor": "floor: bylaws may be stricter, never laxer", "default": "default of the law"}


def book(title: str, clauses: tuple[Clause, ...]) -> str:
    """Give the whole book as plain text."""
    parts = [f"Bylaws of {title}", "=" * (len(title) + 10), ""]
    for clause in sorted(clauses, key=lambda c: (c.no.startswith("floor"), _order(c.no))):
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
            text = "; ".join(_said(name, value) for name, value in msgspec.to_builtins(rule).items())
            lines += _wrapped(f"{key}: {text}")
    lines += [f"    {note}" for note in _notes(clause)]
    return lines


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="      ")


def _said(name: str, value: object) -> str:
    if isinstance(value, dict):
        return f"{name} ({', '.join(_said(n, v) for n, v in value.items())})"
    if isinstance(value, list | tuple):
        if all(isinstance(item, int) for item in value) and len(value) == 2:
            return f"{name} {value[0]}/{value[1]}"
        return f"{name} {', '.join(str(item) for item in value)}"
    return f"{name} {value}"


def _notes(clause: Clause) -> list[str]:
    notes = []
    if clause.layer != "choice":
        notes.append(
            {"floor": "floor: bylaws may be stricter, never laxer", "default": "default of the law"}[
                clause.layer
            ]
        )
    if clause.on_breach != "refuse":
        notes.append(f"on breach: {clause.on_breach}")
    if clause.source:
        notes.append(f"source: {clause.source} ({clause.evidence or 'evidence not stated'})")
    return notes


def _order(number: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part) if part.isdigit() else 10_000, part) for part in number.split("."))
