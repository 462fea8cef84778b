"""Puts a count sheet together row by row."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from bylaw.counting.ballots import Ballots, Grades, Totals
from bylaw.counting.sheet import CountSheet, Elected, Row
from bylaw.counting.terms import Terms
from bylaw.counting.ties import TieBook


class Book:
    """The sheet under way: rows, ties and the elected. Private to the count that made it."""

    def __init__(
        self,
        method: str,
        ballots: Ballots | Grades | Totals,
        terms: Terms,
        text: Callable[[Any], str] = str,
    ) -> None:
        self.method, self.ballots, self.terms, self.text = method, ballots, terms, text
        self.withdrawn = ballots.withdrawn if isinstance(ballots, Ballots) else ()
        self.valid = 0
        self.history: list[tuple[Any, ...]] = []
        self.rows: list[Row] = []
        self.elected: list[Elected] = []
        self.ties = TieBook(terms.lot)

    @property
    def numbers(self) -> list[int]:
        """The candidates who stand."""
        return [c for c in range(1, len(self.ballots.candidates) + 1) if c not in self.withdrawn]

    def name(self, candidate: int) -> str:
        """Return a candidate's name as on the paper."""
        return self.ballots.candidates[candidate - 1]

    def row(self, totals: Sequence[Any], action: str, exhausted: Any = None, lost: Any = None) -> None:
        """Close a count with these totals."""
        self.history.append(tuple(totals))
        self.rows.append(
            Row(
                count=len(self.history),
                totals=tuple(self.text(t) for t in totals),
                action=action,
                exhausted="" if exhausted is None else self.text(exhausted),
                lost="" if lost is None else self.text(lost),
            )
        )

    def elect(self, candidate: int) -> None:
        """Elect at the count just closed."""
        self.elected.append(Elected(candidate, self.name(candidate), len(self.history)))

    def fill(self, standing: dict[int, Any], seats: int, about: str = "who is elected") -> None:
        """Elect the `seats` highest of `standing`; who is level around the last seat is drawn by lot."""
        left = seats
        for level in sorted(set(standing.values()), reverse=True):
            if left == 0:
                return
            tied = [c for c in standing if standing[c] == level]
            chosen = self.ties.pick(tied, left, about, len(self.history))
            if chosen is None:
                return
            for candidate in chosen:
                self.elect(candidate)
            left -= len(chosen)

    def sheet(self, **more: Any) -> CountSheet:
        """Finish the sheet."""
        papers = 0 if isinstance(self.ballots, Totals) else sum(p.weight for p in self.ballots.papers)
        invalid = self.ballots.invalid + (papers - self.valid if papers else 0)
        return CountSheet(
            method=self.method,
            seats=self.terms.seats,
            valid=self.valid,
            invalid=invalid,
            quota=more.pop("quota", None),
            elected=tuple(self.elected),
            counts=tuple(self.rows),
            ties=tuple(self.ties.ties),
            candidates=self.ballots.candidates,
            title=self.ballots.title,
            withdrawn=self.withdrawn,
            **more,
        )


def six_places(value: Fraction | int) -> str:
    """Write a fraction as decimal text, cut off after six places."""
    whole = int(Fraction(value) * 10**6)
    return f"{whole // 10**6}.{whole % 10**6:06d}"
