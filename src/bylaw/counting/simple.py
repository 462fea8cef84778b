"""One look at each paper: plurality, approval and block voting, from papers or from recorded totals.

The highest totals are elected; who is level around the last seat is drawn by lot.
"""

from bylaw.counting.ballots import Ballots, Grades, Totals
from bylaw.counting.build import Book
from bylaw.counting.sheet import CountSheet
from bylaw.counting.terms import Terms, UnfitBallots

Marks = list[tuple[int, tuple[int, ...]]]


def plurality(ballots: Ballots | Totals, terms: Terms) -> CountSheet:
    """One mark each: the candidate ranked first. A paper with two or more in first place is invalid."""
    if isinstance(ballots, Totals):
        return _recorded("plurality", ballots, terms)
    marks: Marks = [(p.weight, p.ranks[0]) for p in ballots.papers if p.ranks and len(p.ranks[0]) == 1]
    return _papers("plurality", ballots, terms, marks)


def approval(ballots: Ballots | Grades | Totals, terms: Terms) -> CountSheet:
    """Any number of marks: every candidate named, or graded 1 of 0 and 1. A blank paper is valid."""
    if isinstance(ballots, Totals):
        return _recorded("approval", ballots, terms)
    if isinstance(ballots, Grades):
        if ballots.best != 1:
            raise UnfitBallots(f"approval needs two grades, these papers have {ballots.best + 1}: try star")
        marks = [(p.weight, tuple(c for c, g in enumerate(p.grades, 1) if g)) for p in ballots.papers]
    else:
        marks = [(p.weight, p.named) for p in ballots.papers]
    return _papers("approval", ballots, terms, marks)


def block(ballots: Ballots | Totals, terms: Terms) -> CountSheet:
    """As many marks as seats: every candidate named. More marks or none make a paper invalid."""
    if isinstance(ballots, Totals):
        return _recorded("block", ballots, terms)
    marks = [(p.weight, p.named) for p in ballots.papers if 1 <= len(p.named) <= terms.seats]
    return _papers("block", ballots, terms, marks)


def first_choices(ballots: Ballots) -> Totals:
    """Votes for each list or candidate, from papers: the one in first place."""
    counted = plurality(ballots, Terms())
    return Totals(
        candidates=ballots.candidates,
        votes=(tuple(int(t) for t in counted.counts[0].totals),),
        valid=counted.valid,
        invalid=counted.invalid,
        title=ballots.title,
    )


def _papers(
    method: str, ballots: Ballots | Grades, terms: Terms, marks: list[tuple[int, tuple[int, ...]]]
) -> CountSheet:
    book = Book(method, ballots, terms)
    book.valid = sum(weight for weight, _ in marks)
    totals = [0] * len(ballots.candidates)
    for weight, named in marks:
        for candidate in named:
            totals[candidate - 1] += weight
    return _fill(book, [0 if c in book.withdrawn else t for c, t in enumerate(totals, 1)])


def _recorded(method: str, totals: Totals, terms: Terms) -> CountSheet:
    book = Book(method, totals, terms)
    book.valid = sum(totals.sums) if totals.valid is None else totals.valid
    return _fill(book, list(totals.sums))


def _fill(book: Book, totals: list[int]) -> CountSheet:
    book.row(totals, "votes")
    book.fill({c: totals[c - 1] for c in book.numbers}, book.terms.seats)
    return book.sheet()
