"""The count sheet of a declared election, made again from its ballots: every total after every count, and its ties.

It is shown only where it elects whom the record seated; a lot that was drawn, or a candidate who could not take her
seat beside another, is in the declaration and not in the ballots, and then `bylaw count` shows the steps.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.utils import formats
from django.utils.translation import gettext as _
from msgspec import Struct

from bylaw.acts.voting.electing import method_of
from bylaw.acts.voting.outcome import Race, Votes, counted, files_of, together
from bylaw.acts.voting.tally import on_paper
from bylaw.counting import METHODS, CountSheet, UnfitBallots
from bylaw.portal.charts import Chart, chart
from bylaw.portal.desk import Desk
from bylaw.state.elections import Election

KEPT, MOST = 50, 20_000
"""How many sheets are remembered, and of how many ballots at most one is counted here."""
_kept: OrderedDict[tuple[str, ...], CountSheet | None] = OrderedDict()


class Row(Struct, frozen=True):
    """One candidate: her totals as the language writes them, their chart, and at which count she was elected."""

    member: str
    totals: tuple[str, ...]
    chart: Chart | None
    elected: int


class Shown(Struct, frozen=True):
    """A count sheet for people: how it was counted, a row for each candidate, what was done at each count."""

    words: str
    sheet: CountSheet
    rows: tuple[Row, ...]
    done: tuple[tuple[int, str], ...]


def shown(where: Desk, election: Election, elected: frozenset[str]) -> Shown | None:
    """Give the sheet of an election whose ballots are in the record; None where the ballots alone do not decide it."""
    sheet = _sheet(where, election)
    if sheet is None or sheet.unresolved or {each.name for each in sheet.elected} != elected:
        return None
    done = tuple((row.count, row.action) for row in sheet.counts if row.action)
    return Shown(METHODS[sheet.method].words, sheet, tuple(_rows(sheet)), done)


def _sheet(where: Desk, election: Election) -> CountSheet | None:
    """Count once for each set of ballots."""
    ballots = [count.ballots for count in counted(where.state, election)]
    key = (str(where.folder), election.name, *ballots)
    if not all(ballots) or not ballots:
        return None
    if key not in _kept:
        _kept[key] = _counted(where, election)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return _kept[key]


def _counted(where: Desk, election: Election) -> CountSheet | None:
    state = where.state
    files = files_of(state, election, where.evidence)
    if None in files or sum(count.valid for count in counted(state, election)) > MOST:
        return None
    votes: Votes | str = together(on_paper(state, election), counted(state, election), files)
    if isinstance(votes, str):
        return None
    method, paper = method_of(state, election), state.elections.papers[election.name]
    stood = {each.member for each in state.elections.candidates(election.name, election.end)}
    race = Race(method.name, votes, method.default, paper.voters, (), lambda _elected: "")
    try:
        return race.run(frozenset(paper.options) - stood, election.seats)
    except UnfitBallots:
        return None


def _rows(sheet: CountSheet) -> list[Row]:
    """Give the candidates: who was elected first, the others by their last total."""
    came, never = {each.name: each.count for each in sheet.elected}, len(sheet.counts) + 1
    values = [[_value(row.totals[place]) for row in sheet.counts] for place in range(len(sheet.candidates))]
    most = max((value for line in values for value in line if value is not None), default=None)
    found = []
    for name, line, place in zip(sheet.candidates, values, range(len(values)), strict=True):
        totals = tuple(_written(row.totals[place]) for row in sheet.counts)
        drawn = None if not most or None in line else _chart(sheet, line, totals, most)
        last = line[-1] if line else None
        found.append(((came.get(name, never), -(last or 0)), Row(name, totals, drawn, came.get(name, 0))))
    return [row for _place, row in sorted(found, key=lambda each: each[0])]


def _chart(
    sheet: CountSheet, line: Sequence[Fraction | None], totals: Sequence[str], most: Fraction
) -> Chart:
    says = [
        _("Count {n}: {total}").format(n=row.count, total=total)
        for row, total in zip(sheet.counts, totals, strict=True)
    ]
    return chart([value or 0 for value in line], says, most)


def _value(text: str) -> Fraction | None:
    """Give a total as a number; None for what is none."""
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def _written(text: str) -> str:
    """Write a total as the reader's language writes numbers."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return formats.number_format(int(value) if value == int(value) else value, force_grouping=True)
