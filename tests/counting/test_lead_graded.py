"""The lead of scores and grades, held against every small change of every small election, by search."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.counting import Grades, Scored, Terms, count
from bylaw.counting.lead import lead
from tests.counting.known import RANDOM

METHODS = [("star", 1), ("bloc-star", 2), ("majority-judgement", 1), ("majority-judgement", 2)]
Papers = tuple[tuple[int, ...], ...]


def graded(papers: Papers, best: int = 2) -> Grades:
    names = tuple("ABC"[: len(papers[0])])
    return Grades(candidates=names, papers=tuple(Scored(1, row) for row in papers), best=best)


def changes(papers: Papers, number: int, best: int = 2) -> Iterator[Papers]:
    """Every election that so many papers, each added or taken away, make of one; none without a paper."""
    kinds = tuple(product(range(best + 1), repeat=len(papers[0])))
    for taken in range(min(number, len(papers)) + 1):
        for gone in set(combinations_with_replacement(sorted(set(papers)), taken)):
            left = Counter(papers) - Counter(gone)
            if left.total() + taken == len(papers):
                for more in combinations_with_replacement(kinds, number - taken):
                    if changed := (*left.elements(), *more):
                        yield changed


def elected(method: str, papers: Papers, seats: int) -> set[int]:
    """Give who is elected, where a tie is open whichever way the lot falls."""
    sheet = count(method, graded(papers), seats=seats)
    return set(sheet.certain or ()) if sheet.unresolved else set(sheet.winners)


def holds(method: str, seats: int, papers: Papers, most: int = 2) -> int | None:
    """Search for the least number of papers that makes the result another; None where `most` do not."""
    won = elected(method, papers, seats)
    for number in range(1, most + 1):
        for other in changes(papers, number):
            if elected(method, other, seats) != won:
                return number
    return None


@pytest.mark.parametrize(("method", "seats"), [("star", 1), ("majority-judgement", 1)])
def test_between_two_no_search_finds_fewer_papers_than_the_lead(method, seats):
    """All 219 elections of up to three papers on a scale of three, with every change of up to two papers."""
    kinds = tuple(product(range(3), repeat=2))
    tight = 0
    for number in (1, 2, 3):
        for papers in combinations_with_replacement(kinds, number):
            _, least = lead(method, graded(papers), Terms(seats=seats))
            found = holds(method, seats, papers)
            assert found is None or least <= found, papers
            tight += bool(least) and least == found
    assert tight > 20, "the bound is reached, and not a bound of nothing"


THREE = st.lists(st.tuples(*[st.integers(0, 2)] * 3), min_size=1, max_size=5).map(tuple)


@pytest.mark.parametrize(("method", "seats"), METHODS)
@RANDOM
@given(THREE)
def test_among_three_no_search_finds_fewer_papers_than_the_lead(method, seats, papers):
    sheet, least = lead(method, graded(papers), Terms(seats=seats))
    assert least is not None
    won = set(sheet.winners)
    for number in range(1, min(least, 3)):
        for other in changes(papers, number):
            assert elected(method, other, seats) == won, (papers, other)


@pytest.mark.parametrize(("method", "papers", "least"), [
    # Stars 25, 15, 0, five for the best: C, the third, has A's after 25 / 5 papers; B turns the runoff, 5 to 0, by 5.
    ("star", [(5, (5, 3, 0))], 5),
    # Stars 20, 18, 15, four for the best; A beats B by 5 to 1. C, the third, has A's 20 after two papers, not after one.
    ("star", [(5, (4, 3, 3)), (1, (0, 3, 0))], 2),
    # Stars 6, 5, 0, two for the best; A beats B by 3 to 2, so that one paper makes the runoff level, and B's stars decide.
    ("star", [(3, (2, 1, 0)), (2, (0, 1, 0))], 1),
    # Medians of seven: A 2 (0 0 2 2 2 2 2), B 1 (1 1 1 1 1 2 2). Without two of A's 2 and two of B's 1: 0 0 2 2 2 and
    # 1 1 1 2 2, whose middles are 2 and 1; without three: 0 0 2 2 and 1 1 2 2, whose lower middles are 0 and 1.
    ("majority-judgement", [(2, (0, 1, 0)), (3, (2, 1, 0)), (2, (2, 2, 0))], 3)])  # fmt: skip
def test_the_lead_by_hand(method, papers, least):
    rows = tuple(Scored(weight, row) for weight, row in papers)
    best = max(max(row) for _, row in papers)
    votes = Grades(candidates=tuple("ABC"), papers=rows, best=best)
    assert lead(method, votes, Terms(seats=1))[1] == least


@pytest.mark.parametrize(("method", "seats"), METHODS)
def test_an_open_tie_shows_nothing(method, seats):
    level = graded(((1, 1, 1), (1, 1, 1)))
    assert lead(method, level, Terms(seats=seats))[1] == 0


def test_a_million_papers_are_as_quick_as_ten():
    votes = Grades(
        candidates=("A", "B"), papers=(Scored(6 * 10**14, (5, 0)), Scored(4 * 10**14, (0, 5))), best=5
    )
    # A leads by 2e14 papers: when as many are taken from her and as many zeros from B, both have 4e14 of each.
    assert lead("majority-judgement", votes, Terms(seats=1))[1] == 2 * 10**14
    assert lead("star", votes, Terms(seats=1))[1] == 2 * 10**14
