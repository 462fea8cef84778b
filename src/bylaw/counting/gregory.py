"""The weighted inclusive Gregory method: single transferable vote, every paper of a surplus moves at a share.

The rule is that of the Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, part III:
quota `valid // (seats + 1) + 1`; one surplus at a time, the largest first; on transfer each paper is worth
`surplus * its value / the candidate's total`, cut off at five decimals; when no surplus is left the lowest
candidate is excluded, all papers at the value they hold; ties by the latest earlier count at which the tied
differed, then by lot. `wigm-stv` is the same with six decimals, `wigm-stv-exact` with fractions.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from bylaw.counting.arithmetic import Arithmetic, Decimals, Exact
from bylaw.counting.ballots import Ballots
from bylaw.counting.build import Book
from bylaw.counting.sheet import CountSheet
from bylaw.counting.terms import Terms

Pile = dict[Any, list[tuple[int, Iterator[int]]]]


def scottish(ballots: Ballots, terms: Terms) -> CountSheet:
    """Scottish STV: five decimals cut off."""
    return _Count("scottish-stv", ballots, terms, Decimals(5)).run()


def decimal(ballots: Ballots, terms: Terms) -> CountSheet:
    """Weighted inclusive Gregory with six decimals cut off."""
    return _Count("wigm-stv", ballots, terms, Decimals(6)).run()


def exact(ballots: Ballots, terms: Terms) -> CountSheet:
    """Weighted inclusive Gregory with fractions: nothing is rounded."""
    return _Count("wigm-stv-exact", ballots, terms, Exact()).run()


class _Count:
    """One count under way. Papers lie in piles by value; a paper is its weight and what is left to read.

    Reading on from where a paper last stopped is right because nobody ever comes back into the count.
    """

    def __init__(self, method: str, ballots: Ballots, terms: Terms, unit: Arithmetic) -> None:
        self.book = Book(method, ballots, terms, unit.text)
        self.ballots, self.unit = ballots, unit
        size = len(ballots.candidates)
        self.hopeful = [False] + [c not in ballots.withdrawn for c in range(1, size + 1)]
        self.totals: list[Any] = [0] * size
        self.piles: list[Pile] = [{} for _ in range(size + 1)]
        self.exhausted: Any = 0
        self.lost: Any = 0
        self.pending: set[int] = set()

    def run(self) -> CountSheet:
        """Count to the end, or to the first tie that nobody has decided."""
        papers = [(p.weight, iter(order)) for p in self.ballots.papers if (order := p.order)]
        self.book.valid = sum(weight for weight, _ in papers)
        quota = self.book.valid // (self.book.terms.seats + 1) + 1
        self.quota = quota * self.unit.one
        self.give(papers, self.unit.one)
        self.close_count("first preferences")
        while self.vacancies and any(self.hopeful) and self.step():
            pass
        return self.book.sheet(quota=quota)

    @property
    def vacancies(self) -> int:
        """Seats not filled."""
        return self.book.terms.seats - len(self.book.elected)

    def give(self, papers: Iterable[tuple[int, Iterator[int]]], value: Any) -> None:
        """Move papers, each worth `value`, to their next candidate in the count."""
        hopeful, piles, totals = self.hopeful, self.piles, self.totals
        spent = 0
        for paper in papers:
            weight, rest = paper
            for candidate in rest:
                if hopeful[candidate]:
                    piles[candidate].setdefault(value, []).append(paper)
                    totals[candidate - 1] += weight * value
                    break
            else:
                spent += weight
        self.exhausted += spent * value

    def close_count(self, action: str) -> None:
        """Write the row, then elect who has the quota and, if no more are left than seats, everybody."""
        self.book.row(self.totals, action, self.exhausted, self.lost)
        self.elect([c for c in self.still_in() if self.totals[c - 1] >= self.quota])
        remaining = self.still_in()
        if len(remaining) <= self.vacancies:
            self.elect(remaining)

    def still_in(self) -> list[int]:
        """Candidates neither elected nor excluded."""
        return [c for c, hopeful in enumerate(self.hopeful) if hopeful]

    def elect(self, candidates: list[int]) -> None:
        """Elect, the higher total first; level ones stand as at earlier counts, then as on the paper."""
        past = self.book.history[::-1]
        for c in sorted(candidates, key=lambda c: [-totals[c - 1] for totals in past]):
            self.book.elect(c)
            self.hopeful[c] = False
            if self.totals[c - 1] > self.quota:
                self.pending.add(c)

    def step(self) -> bool:
        """Make the next count; False if a tie stops it."""
        return self.transfer_surplus() if self.pending else self.exclude()

    def transfer_surplus(self) -> bool:
        """Transfer the largest surplus."""
        largest = max(self.totals[c - 1] for c in self.pending)
        tied = [c for c in self.pending if self.totals[c - 1] == largest]
        history = self.book.history
        chosen = self.book.ties.first(
            tied, "which surplus is transferred first", len(history) + 1, history[:-1]
        )
        if chosen is None:
            return False
        self.pending.discard(chosen)
        pile, self.piles[chosen] = self.piles[chosen], {}
        surplus = largest - self.quota
        self.totals[chosen - 1] = self.quota
        before = sum(self.totals) + self.exhausted
        for value, papers in sorted(pile.items(), reverse=True):
            self.give(papers, self.unit.share(surplus, value, largest))
        self.lost += surplus - (sum(self.totals) + self.exhausted - before)
        self.close_count(f"surplus of {self.book.name(chosen)}")
        return True

    def exclude(self) -> bool:
        """Exclude the lowest candidate and pass on the papers at their value."""
        remaining = self.still_in()
        lowest = min(self.totals[c - 1] for c in remaining)
        tied = [c for c in remaining if self.totals[c - 1] == lowest]
        history = self.book.history
        chosen = self.book.ties.last(tied, "who is excluded", len(history) + 1, history[:-1])
        if chosen is None:
            return False
        self.hopeful[chosen] = False
        pile, self.piles[chosen] = self.piles[chosen], {}
        self.totals[chosen - 1] = self.quota * 0
        for value, papers in sorted(pile.items(), reverse=True):
            self.give(papers, value)
        self.close_count(f"exclusion of {self.book.name(chosen)}")
        return True
