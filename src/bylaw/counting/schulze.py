"""The Schulze method (beatpath, winning votes): Schulze, Social Choice and Welfare 36 (2011), section 2.

A defeat is as strong as the number of papers that prefer the winner; a path is as strong as its weakest
defeat; a candidate with no stronger path against her is elected. For more than one seat the winner is taken
and the next best in the same order of paths follows (not the proportional Schulze STV). Ties by lot.
"""

from bylaw.counting.ballots import Ballots
from bylaw.counting.build import Book
from bylaw.counting.pairwise import Matrix, matrix
from bylaw.counting.sheet import CountSheet
from bylaw.counting.terms import Terms


def schulze(ballots: Ballots, terms: Terms) -> CountSheet:
    """Count by Schulze's method."""
    book = Book("schulze", ballots, terms)
    book.valid = sum(p.weight for p in ballots.papers if p.ranks)
    preferred = matrix(ballots)
    paths = strongest_paths(preferred, book.numbers)
    left = set(book.numbers)
    while left and len(book.elected) < terms.seats and not book.ties.open:
        best = [a for a in left if all(paths[a - 1][b - 1] >= paths[b - 1][a - 1] for b in left)]
        book.row(
            [
                sum(paths[a - 1][b - 1] > paths[b - 1][a - 1] for b in left) if a in left else 0
                for a in _all(book)
            ],
            "candidates beaten by path",
        )
        chosen = book.ties.first(best, "who is elected", len(book.history))
        if chosen is not None:
            book.elect(chosen)
            left.discard(chosen)
    return book.sheet(pairwise=preferred)


def _all(book: Book) -> range:
    return range(1, len(book.ballots.candidates) + 1)


def strongest_paths(preferred: Matrix, standing: list[int]) -> list[list[int]]:
    """Strength of the strongest path between each two candidates (Floyd and Warshall)."""
    size = len(preferred)
    paths = [[0] * size for _ in range(size)]
    places = [c - 1 for c in standing]
    for a in places:
        for b in places:
            if preferred[a][b] > preferred[b][a]:
                paths[a][b] = preferred[a][b]
    for middle in places:
        through = paths[middle]
        for a in places:
            reach = paths[a][middle]
            if a != middle and reach:
                row = paths[a]
                paths[a] = [max(old, min(reach, on)) for old, on in zip(row, through, strict=True)]
    return paths
