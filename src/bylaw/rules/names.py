"""Names that clauses use and nobody declares: a misspelt act or office would leave a clause without effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from msgspec import UNSET

from bylaw.rules.clause import Clause
from bylaw.rules.finding import Finding, meeting_of
from bylaw.rules.who import parse_phrase


class Known(NamedTuple):
    """The names that there are: kinds of act, kinds of body, offices."""

    acts: tuple[str, ...]
    kinds: tuple[str, ...]
    offices: tuple[str, ...]


def misnamed(clauses: Iterable[Clause], known: Known) -> Iterator[Finding]:
    """Give a finding for each name in a clause that is no act, no kind of body, or no office there."""
    for clause in clauses:
        for what, name in dict.fromkeys(_used(clause)):
            there = {"act": known.acts, "kind of body": known.kinds, "office": known.offices}[what]
            if name not in there:
                yield _finding(clause, what, name, there)


def _finding(clause: Clause, what: str, name: str, there: tuple[str, ...]) -> Finding:
    near = get_close_matches(name, there, 1)
    declared = what == "act"
    choices = ", ".join(sorted(there))
    if near:
        remedy = f"write '{near[0]}'" if declared else f"write '{near[0]}', or declare it"
    else:
        remedy = f"there are {choices}" if declared else f"there are {choices}, or declare it"
    return Finding(
        clause=clause.no,
        words=clause.words,
        found=f"there is no {what} '{name}'",
        remedy=remedy,
        source=clause.source,
    )


def _used(clause: Clause) -> Iterator[tuple[str, str]]:
    """Give every name in a clause with what it ought to be."""
    yield from (("act", name) for name in clause.of)
    yield from (("kind of body", name) for name in clause.body)
    yield from (("office", name) for name in clause.office)
    if meeting := meeting_of(clause.on_breach):
        yield "kind of body", meeting
    if clause.may is not UNSET:
        yield from _persons(clause.may.any_of)
    if clause.eligible is not UNSET:
        yield from (("office", name) for name in clause.eligible.incompatible)
        yield from (("kind of body", name) for name in clause.eligible.apart)
    if clause.deputy is not UNSET:
        yield from _persons(clause.deputy.any_of)
    if clause.panel is not UNSET and clause.panel.seats:
        yield from _persons((clause.panel.seats,))
    if clause.appeal is not UNSET and clause.appeal.to:
        yield from _persons((clause.appeal.to,))
    if clause.ex_officio is not UNSET:
        yield from _persons(clause.ex_officio.follows)
    if clause.climb is not UNSET:
        yield from _persons(clause.climb.holders)
    if clause.electorate is not UNSET and clause.electorate.by:
        yield "kind of body", clause.electorate.by


def _persons(phrases: Iterable[str]) -> Iterator[tuple[str, str]]:
    for phrase in phrases:
        for key in parse_phrase(phrase):
            if key.kind == "office":
                yield "office", key.name
            elif key.kind == "resolution":
                yield "kind of body", key.name
