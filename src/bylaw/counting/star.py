"""STAR: score, then automatic runoff; bloc STAR fills several seats one by one, as PEP 13 of Python asks.

For each seat the two with the most stars meet, and whom more papers score higher is elected. Ties follow the
protocol of the Equal Vote Coalition: among the tied for the runoff, fewest lost head-to-head matches, then
most papers with the highest score; in the runoff, more stars, then most papers with the highest score; then
the lot.
"""

from collections.abc import Callable

from bylaw.counting.ballots import Grades, ranked
from bylaw.counting.build import Book
from bylaw.counting.pairwise import Matrix, matrix
from bylaw.counting.sheet import CountSheet
from bylaw.counting.terms import Terms


def star(grades: Grades, terms: Terms) -> CountSheet:
    """STAR for one seat."""
    return _Star("star", grades, terms).run()


def bloc_star(grades: Grades, terms: Terms) -> CountSheet:
    """STAR once for each seat, among those not elected yet."""
    return _Star("bloc-star", grades, terms).run()


class _Star:
    """One count under way."""

    def __init__(self, method: str, grades: Grades, terms: Terms) -> None:
        self.book = Book(method, grades, terms)
        self.book.valid = sum(p.weight for p in grades.papers)
        self.preferred: Matrix = matrix(ranked(grades))
        size = len(grades.candidates)
        self.stars = [sum(p.weight * p.grades[c] for p in grades.papers) for c in range(size)]
        self.tops = [sum(p.weight for p in grades.papers if p.grades[c] == grades.best) for c in range(size)]

    def run(self) -> CountSheet:
        """Seat after seat, or to a tie that stops the count."""
        left = self.book.numbers
        while left and len(self.book.elected) < self.book.terms.seats:
            self.book.row(
                [self.stars[c - 1] if c in left else 0 for c in range(1, len(self.stars) + 1)], "stars"
            )
            winner = self.seat(left)
            if winner is None:
                break
            self.book.elect(winner)
            left = [c for c in left if c != winner]
        return self.book.sheet(pairwise=self.preferred)

    def seat(self, left: list[int]) -> int | None:
        """Two finalists, then whom more papers score higher."""
        if len(left) == 1:
            return left[0]
        finalists = self.finalists(left)
        if finalists is None:
            return None
        first, second = finalists
        ahead = self.preferred[first - 1][second - 1] - self.preferred[second - 1][first - 1]
        if ahead:
            return first if ahead > 0 else second
        level = self.narrow([first, second], self.stars_of)
        level = self.narrow(level, self.tops_of)
        return self.book.ties.first(level, "who wins the runoff", len(self.book.history))

    def finalists(self, left: list[int]) -> list[int] | None:
        """Find the two with the most stars, taking together all who fit at each step of a tie."""
        chosen: list[int] = []
        while len(chosen) < 2:
            level = [c for c in left if c not in chosen]
            for measure in (self.stars_of, self.matches_kept, self.tops_of):
                if len(level) > 2 - len(chosen):
                    level = self.narrow(level, measure)
            drawn = self.book.ties.pick(
                level, 2 - len(chosen), "who is in the runoff", len(self.book.history)
            )
            if drawn is None:
                return None
            chosen += drawn
        return chosen

    def stars_of(self, candidate: int, _: list[int]) -> int:
        """Look up the sum of the scores."""
        return self.stars[candidate - 1]

    def tops_of(self, candidate: int, _: list[int]) -> int:
        """Look up how many papers give the highest score."""
        return self.tops[candidate - 1]

    def matches_kept(self, candidate: int, among: list[int]) -> int:
        """Count matches lost against the others, as a number below zero."""
        votes = self.preferred
        return -sum(votes[x - 1][candidate - 1] > votes[candidate - 1][x - 1] for x in among)

    def narrow(self, left: list[int], measure: Callable[[int, list[int]], int]) -> list[int]:
        """Those with the highest measure."""
        values = {c: measure(c, left) for c in left}
        return [c for c in left if values[c] == max(values.values())]
