"""Votes under the Debian constitution 1.0 (1998 to 2003), section A.6: Concorde vote counting.

1. A dominates B if strictly more papers prefer A; the papers for an option that needs F:A are multiplied by
   A/F first. Every option that is dominated is discarded.
2. One option left is the winner. Several: first preferences among them, the lowest goes out until one has
   more than half; where a paper places several of them first it counts for none of them.
3. Quorum: at least 3Q papers, not multiplied, prefer the winner to the default option, or that wins.
4. Ties: the elector with the casting vote, here the lot from outside.

If every option is dominated the text names no winner; the sheet then says so and elects nobody.
"""

from fractions import Fraction

from bylaw.counting import quorum
from bylaw.counting.ballots import Ballots
from bylaw.counting.build import Book, six_places
from bylaw.counting.pairwise import Matrix, matrix
from bylaw.counting.sheet import CountSheet, Dropped, Tie
from bylaw.counting.terms import Terms


def concorde(ballots: Ballots, terms: Terms, default: int) -> CountSheet:
    """Count by A.6 of constitution 1.0."""
    book = Book("debian", ballots, terms, six_places)
    book.valid = sum(p.weight for p in ballots.papers)
    preferred = matrix(ballots)
    scale = {option: 1 / ratio for option, ratio in terms.majorities}
    left = [c for c in book.numbers if not _dominated(preferred, c, book.numbers, scale)]
    dropped = [Dropped(c, book.name(c), "dominated") for c in book.numbers if c not in left]
    book.row(_firsts(ballots, left, scale), "first preferences among options that none dominates")
    winner = _runoff(book, ballots, left, scale)
    if winner is not None and winner != default:
        over = preferred[winner - 1][default - 1]
        if not quorum.reached(over, terms.roll or 0):
            dropped.append(Dropped(winner, book.name(winner), "quorum"))
            winner = default
    if winner is not None:
        book.elect(winner)
    if not left:
        everyone = tuple(book.numbers)
        about = "every option is dominated: A.6 of 1.0 names no winner"
        book.ties.ties.append(
            Tie(count=1, about=about, candidates=everyone, chosen=(), decided_by="", unresolved=True)
        )
    return book.sheet(quota=quorum.text(terms.roll or 0), pairwise=preferred, dropped=tuple(dropped))


def _dominated(preferred: Matrix, option: int, options: list[int], scale: dict[int, Fraction]) -> bool:
    mine = scale.get(option, Fraction(1))
    return any(
        preferred[x - 1][option - 1] * scale.get(x, Fraction(1)) > preferred[option - 1][x - 1] * mine
        for x in options
        if x != option
    )


def _firsts(ballots: Ballots, left: list[int], scale: dict[int, Fraction]) -> list[Fraction]:
    totals = [Fraction(0)] * len(ballots.candidates)
    standing = set(left)
    for paper in ballots.papers:
        for rank in paper.ranks:
            here = standing.intersection(rank)
            if here:
                if len(here) == 1:
                    totals[here.pop() - 1] += paper.weight
                break
    return [t * scale.get(c, Fraction(1)) for c, t in enumerate(totals, 1)]


def _runoff(book: Book, ballots: Ballots, left: list[int], scale: dict[int, Fraction]) -> int | None:
    """Take steps 4 and 5: a lone option, more than half, or the last after eliminations."""
    while left:
        totals = book.history[-1]
        best = max(left, key=lambda c: totals[c - 1])
        if len(left) == 1 or 2 * totals[best - 1] > sum(totals):
            return best
        lowest = min(totals[c - 1] for c in left)
        tied = [c for c in left if totals[c - 1] == lowest]
        out = book.ties.last(tied, "casting vote: who is eliminated", len(book.history) + 1)
        if out is None:
            return None
        left = [c for c in left if c != out]
        book.row(_firsts(ballots, left, scale), f"elimination of {book.name(out)}")
    return None
