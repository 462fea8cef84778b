"""Seats for lists in proportion to their votes; for delegates of branches as well.

d'Hondt (Jefferson) divides by 1, 2, 3, …; Sainte-Laguë (Webster) by 1, 3, 5, …; Hare-Niemeyer gives each list
the whole part of its share and the rest by largest remainder. A list below the threshold of the whole vote
gets nothing. Level quotients or remainders: the list with more votes, then by lot.
With regions the seats go to regions by largest remainder of their valid votes, as in the Czech act 247/1995,
section 48, then to lists in each region; the threshold is that of the whole country.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import partial

import msgspec

from bylaw.counting.ballots import Totals
from bylaw.counting.build import Book, six_places
from bylaw.counting.sheet import CountSheet, Tie, Won
from bylaw.counting.terms import Terms

Seats = list[int]
Share = Callable[[Book, list[int], int, str], Seats]


def dhondt(totals: Totals, terms: Terms) -> CountSheet:
    """Highest quotients, divisors 1, 2, 3, …."""
    return _allot("dhondt", totals, terms, partial(_quotients, step=1))


def sainte_lague(totals: Totals, terms: Terms) -> CountSheet:
    """Highest quotients, divisors 1, 3, 5, …."""
    return _allot("sainte-lague", totals, terms, partial(_quotients, step=2))


def hare(totals: Totals, terms: Terms) -> CountSheet:
    """Largest remainder."""
    return _allot("hare", totals, terms, _remainders)


def _allot(method: str, totals: Totals, terms: Terms, share: Share) -> CountSheet:
    book = Book(method, totals, terms, six_places)
    whole = sum(totals.sums)
    book.valid = whole if totals.valid is None else totals.valid
    entitled = [v > 0 and v >= terms.threshold * book.valid for v in totals.sums]
    book.row([Fraction(v) for v in totals.sums], "votes")
    won = [0] * len(totals.candidates)
    for region, seats in enumerate(_per_region(book, totals)):
        votes = [v if ok else 0 for v, ok in zip(totals.votes[region], entitled, strict=True)]
        where = f" in {totals.regions[region]}" if len(totals.votes) > 1 else ""
        won = [a + b for a, b in zip(won, share(book, votes, seats, where), strict=True)]
    lists = tuple(
        Won(c, book.name(c), totals.sums[c - 1], won[c - 1]) for c in range(1, len(totals.candidates) + 1)
    )
    return book.sheet(lists=lists)


def _per_region(book: Book, totals: Totals) -> Seats:
    if len(totals.votes) == 1:
        return [book.terms.seats]
    inner = Book("hare", Totals(candidates=totals.regions, votes=((),)), Terms(lot=book.terms.region_lot))
    seats, _ = _share_out(inner, [sum(row) for row in totals.votes], book.terms.seats, "")
    book.ties.ties += [_of_regions(tie, totals.regions) for tie in inner.ties.ties]
    return seats


def _of_regions(tie: Tie, regions: tuple[str, ...]) -> Tie:
    """Say of a tie that its numbers are those of regions, and what these are called."""
    names = tuple(regions[number - 1] for number in tie.candidates)
    return msgspec.structs.replace(tie, about="which region gets the last seat", regions=names)


def _quotients(book: Book, votes: list[int], seats: int, where: str, step: int) -> Seats:
    """One seat after the other to the highest quotient."""
    won = [0] * len(votes)
    for _ in range(seats):
        quotients = [Fraction(v, step * n + 1) for v, n in zip(votes, won, strict=True)]
        best = max((q, v) for q, v in zip(quotients, votes, strict=True))
        if best[0] == 0:
            break
        book.row(quotients, f"quotients{where}")
        level = [c for c, pair in enumerate(zip(quotients, votes, strict=True), 1) if pair == best]
        winner = book.ties.first(level, f"who gets the seat{where}", len(book.history))
        if winner is None:
            break
        won[winner - 1] += 1
        book.elect(winner)
    return won


def _remainders(book: Book, votes: list[int], seats: int, where: str) -> Seats:
    """Whole shares first, then the largest remainders."""
    won, shares = _share_out(book, votes, seats, where)
    book.row(shares, f"shares of the seats{where}")
    for place, number in enumerate(won, 1):
        for _ in range(number):
            book.elect(place)
    return won


def _share_out(book: Book, votes: list[int], seats: int, where: str) -> tuple[Seats, list[Fraction]]:
    whole = sum(votes)
    if not whole:
        return [0] * len(votes), [Fraction(0)] * len(votes)
    shares = [Fraction(v * seats, whole) for v in votes]
    won = [int(s) for s in shares]
    rest = {c: (s - w, v) for c, (s, w, v) in enumerate(zip(shares, won, votes, strict=True), 1)}
    for level in sorted(set(rest.values()), reverse=True):
        tied = [c for c in rest if rest[c] == level]
        left = seats - sum(won)
        about = f"who gets the last seat{where}"
        chosen = book.ties.pick(tied, left, about, len(book.history) + 1) if left else ()
        for place in chosen or ():
            won[place - 1] += 1
        if chosen is None or sum(won) == seats:
            break
    return won, shares
