"""By how many papers a count was decided: fewer, added or taken away in whatever way, leave it as it is.

A lower bound, proved for each method here and no search among papers: the result may be surer than it says. Scores
and grades are on the scale that the papers have. It is None for a method without one (transferable votes with several
seats, lists). Where marks are added up the difference of the totals is the bound, and needs no module.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isqrt

from bylaw.counting.ballots import Ballots, Grades
from bylaw.counting.lead_graded import judged, starred
from bylaw.counting.methods import count
from bylaw.counting.sheet import CountSheet
from bylaw.counting.terms import Terms

GRADED = {"star": starred, "bloc-star": starred, "majority-judgement": judged}
"""What is shown of each method by which papers give scores or grades."""


def lead(method: str, ballots: Ballots | Grades, terms: Terms) -> tuple[CountSheet, int | None]:
    """Give the sheet of a count, and the least number of papers that can have made its result another.

    0 where nothing is shown. Raises `UnfitBallots` as `count` does.
    """
    told = {name: getattr(terms, name) for name in terms.__struct_fields__}
    sheet = count(method, ballots, **told)
    proved = _proved(method, ballots, terms, sheet)
    return sheet, None if proved is None else max(min(proved, default=0), 0)


def _proved(method: str, ballots: Ballots | Grades, terms: Terms, sheet: CountSheet) -> Iterator[int] | None:
    """Give numbers of papers, each of which it takes at least; None for a method without a proof."""
    if isinstance(ballots, Grades) and method in GRADED:
        return iter((0,)) if sheet.unresolved else GRADED[method](sheet, ballots)
    if method == "av":
        return _rounds(sheet)
    if method in ("schulze", "debian") and len(sheet.winners) == terms.seats == 1:
        return _pairs(sheet, terms)
    return None


def _rounds(sheet: CountSheet) -> Iterator[int]:
    """The same go out in the same order while each is behind the next by more, and nobody else comes past half.

    As long as they do, a paper is with one candidate at most in each round.
    """
    left = {n for n in range(1, len(sheet.candidates) + 1) if n not in sheet.withdrawn}
    for row in sheet.counts:
        totals = {number: int(row.totals[number - 1]) for number in left}
        whole, order = sum(totals.values()), sorted(left, key=lambda number: totals[number])
        yield from (whole - 2 * totals[n] + 1 for n in left if n not in sheet.winners)
        if row is not sheet.counts[-1]:
            yield totals[order[1]] - totals[order[0]]
            left.remove(order[0])
        elif len(left) > 1:
            yield 2 * totals[order[-1]] - whole if order[-1] in sheet.winners else 0


def _pairs(sheet: CountSheet, terms: Terms) -> Iterator[int]:
    """Whoever beats every other one by one is elected, and with the default option also reaches its tests."""
    preferred, (winner,) = sheet.pairwise or (), sheet.winners
    if not preferred or (sheet.method == "debian" and (terms.majorities or terms.constitution == "1.0")):
        yield 0
        return
    others = [n for n in range(1, len(sheet.candidates) + 1) if n not in (winner, *sheet.withdrawn)]
    yield from (preferred[winner - 1][n - 1] - preferred[n - 1][winner - 1] for n in others)
    if sheet.method == "debian" and terms.default in others:
        over = preferred[winner - 1][terms.default - 1]
        yield over - _quorum(terms.roll or 0) + 1


def _quorum(roll: int) -> int:
    """Give the least number that reaches 3Q: the smallest v with 4 v v >= 9 n."""
    return isqrt((9 * roll - 1) // 4) + 1 if roll else 0
