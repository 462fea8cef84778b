"""The alternative vote (instant runoff): the lowest goes out until somebody has more than half.

Half of the papers still in the count, as in the Labour Party's rule of 2010 and most instant runoffs. Ties by
the latest earlier count at which the tied differed, then by lot. A paper that names several candidates at
one rank is read down to there.
"""

from collections.abc import Iterator

from bylaw.counting.ballots import Ballots
from bylaw.counting.build import Book
from bylaw.counting.sheet import CountSheet
from bylaw.counting.terms import Terms


def alternative(ballots: Ballots, terms: Terms) -> CountSheet:
    """Count by the alternative vote; one seat."""
    book = Book("av", ballots, terms)
    papers = [(p.weight, iter(order)) for p in ballots.papers if (order := p.order)]
    book.valid = sum(weight for weight, _ in papers)
    hopeful = [c not in ballots.withdrawn for c in range(1, len(ballots.candidates) + 1)]
    totals = [0] * len(hopeful)
    piles: list[list[tuple[int, Iterator[int]]]] = [[] for _ in hopeful]
    _give(papers, hopeful, piles, totals)
    book.row(totals, "first preferences", exhausted=book.valid - sum(totals))
    while any(hopeful) and not _majority(book, totals, hopeful):
        out = _lowest(book, totals, hopeful)
        if out is None:
            break
        hopeful[out - 1] = False
        papers, piles[out - 1] = piles[out - 1], []
        totals[out - 1] = 0
        _give(papers, hopeful, piles, totals)
        book.row(totals, f"exclusion of {book.name(out)}", exhausted=book.valid - sum(totals))
    return book.sheet()


def _give(
    papers: list[tuple[int, Iterator[int]]],
    hopeful: list[bool],
    piles: list[list[tuple[int, Iterator[int]]]],
    totals: list[int],
) -> None:
    for paper in papers:
        weight, rest = paper
        for candidate in rest:
            if hopeful[candidate - 1]:
                piles[candidate - 1].append(paper)
                totals[candidate - 1] += weight
                break


def _majority(book: Book, totals: list[int], hopeful: list[bool]) -> bool:
    """Elect whoever has more than half of the papers in the count, or is alone in it."""
    best = max((c for c, still in enumerate(hopeful, 1) if still), key=lambda c: totals[c - 1])
    if 2 * totals[best - 1] > sum(totals) or sum(hopeful) == 1:
        book.elect(best)
        return True
    return False


def _lowest(book: Book, totals: list[int], hopeful: list[bool]) -> int | None:
    least = min(t for t, still in zip(totals, hopeful, strict=True) if still)
    tied = [c for c, still in enumerate(hopeful, 1) if still and totals[c - 1] == least]
    return book.ties.last(tied, "who is excluded", len(book.history) + 1, book.history[:-1])
