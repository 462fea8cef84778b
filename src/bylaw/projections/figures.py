"""Figures for readers: each with its definition, the survival of a cohort, and what others claim against the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from bylaw.acts.days import day
from bylaw.acts.figures.survey import DEFINITIONS, Key, figures, survey, year_begins, years
from bylaw.state import State
from bylaw.state.figures import Claim


class FigureLine(Struct, frozen=True):
    """One figure of a body and year, with everything that it takes to recompute it.

    ``until`` is the last day that is counted; it lies before the year's end where the record ends before.
    ``base`` names the figure of the same body and year of which this one is a part.
    """

    body: str
    year: int
    figure: str
    value: int
    unit: str
    sort: str
    base: str
    until: str
    definition: str


class Survival(Struct, frozen=True):
    """Of those who first came to a body in the year ``joined``, how many were members at the end of ``year``."""

    body: str
    joined: int
    year: int
    came: int
    members: int


class Contradiction(Struct, frozen=True):
    """Two statements about the same figure that cannot both be true; ``by`` is a source, or ``the record``."""

    figure: str
    body: str
    year: int
    one: int
    by: str
    other: int
    against: str


def figure_lines(state: State, bodies: tuple[str, ...], asked: range, at: int) -> Iterator[FigureLine]:
    """Give every figure of these bodies and years, noughts too, with its definition."""
    until = {year: day(state, min(year_begins(state, year + 1) - 1, at)) for year in asked}
    for body, year, name, value in (
        (f.body, f.year, f.name, f.value) for f in figures(state, bodies, asked, at)
    ):
        what = DEFINITIONS[name]
        yield FigureLine(body, year, name, value, what.unit, what.sort, what.base, until[year], what.words)


def survival(state: State, body: str, at: int) -> Iterator[Survival]:
    """Follow those who first came to a body, or to one below it, year by year."""
    span = years(state, at)
    ends = {year: min(year_begins(state, year + 1) - 1, at) for year in span}
    came: dict[int, int] = defaultdict(int)
    stayed: dict[tuple[int, int], int] = defaultdict(int)
    for spells in state.members.roll.spells.values():
        own = [spell for spell in spells if body in state.bodies.line(spell.body, spell.start)]
        if not own or own[0].start > at:
            continue
        joined = next(year for year in span if own[0].start <= ends[year])
        came[joined] += 1
        for year in range(joined, span.stop):
            stayed[joined, year] += any(spell.holds(ends[year]) for spell in own)
    for joined, number in came.items():
        for year in range(joined, span.stop):
            yield Survival(body, joined, year, number, stayed[joined, year])


def contradictions(state: State, at: int) -> Iterator[Contradiction]:
    """Give every claim that differs from the record, or from another claim about the same figure."""
    whole, record = _record(state, at)
    told: dict[tuple[str, int, str], list[Claim]] = defaultdict(list)
    for claim in state.figures.claims.values():
        key = claim.body, claim.year, claim.figure
        if claim.at > at:
            continue
        if claim.year in whole and claim.figure in DEFINITIONS:
            true = record.get(key, 0)
            if claim.value != true:
                yield _against(claim, true, "the record")
        for other in told[key]:
            if other.value != claim.value:
                yield _against(claim, other.value, other.source)
        told[key].append(claim)


def _record(state: State, at: int) -> tuple[frozenset[int], Mapping[Key, int]]:
    """Give the years over which somebody claims something and the record goes whole, and their survey, in one pass."""
    claimed = {claim.year for claim in state.figures.claims.values()}
    whole = frozenset(
        year for year in years(state, at) if year in claimed and year_begins(state, year + 1) <= at
    )
    return whole, survey(state, range(min(whole), max(whole) + 1), at) if whole else {}


def _against(claim: Claim, other: int, against: str) -> Contradiction:
    return Contradiction(claim.figure, claim.body, claim.year, claim.value, claim.source, other, against)
