"""Majority judgement (Balinski and Laraki, Majority Judgment, 2011): the best median grade wins.

The majority grade of a candidate is the lower middle of all her grades. Of several with the same, that grade
is taken away once from each and the middles are compared again, until they differ: the majority value.
"""

from collections.abc import Iterator
from functools import cmp_to_key
from itertools import pairwise
from typing import TypeVar

from bylaw.counting.ballots import Grades
from bylaw.counting.build import Book
from bylaw.counting.sheet import CountSheet
from bylaw.counting.terms import Terms

T = TypeVar("T")
Runs = list[tuple[tuple[int, ...], int]]


def majority_judgement(grades: Grades, terms: Terms) -> CountSheet:
    """Elect the highest by majority value; exactly equal grades are drawn by lot."""
    book = Book("majority-judgement", grades, terms)
    book.valid = sum(p.weight for p in grades.papers)
    counts = [distribution(grades, c) for c in range(len(grades.candidates))]
    book.row([_middle(c) for c in counts], "majority grade (0 is the worst)")

    def worse(one: int, other: int) -> int:
        return compare(counts[other - 1], counts[one - 1])

    best_first = sorted(book.numbers, key=cmp_to_key(worse))
    standing = {best_first[0]: 0}
    for one, other in pairwise(best_first):
        standing[other] = standing[one] - (worse(one, other) < 0)
    book.fill(standing, terms.seats)
    return book.sheet()


def distribution(grades: Grades, place: int) -> list[int]:
    """Count how many papers give each grade to the candidate in a place, 0 the worst first."""
    counts = [0] * (grades.best + 1)
    for paper in grades.papers:
        counts[paper.grades[place]] += paper.weight
    return counts


def _middle(counts: list[int]) -> int:
    return _grades(counts, (sum(counts) - 1) // 2, 1)[0][0] if any(counts) else 0


def compare(one: list[int], other: list[int]) -> int:
    """Compare the majority values of two distributions over the same number of papers: 1, 0 or -1."""
    for mine, theirs, _ in _merge(_value(one), _value(other)):
        if mine != theirs:
            return 1 if mine > theirs else -1
    return 0


def _value(counts: list[int]) -> Runs:
    """Write the majority value in runs: the middle alone if the papers are odd, then pairs outwards.

    Taking the lower middle away again and again reads the sorted grades from the middle outwards, by turns
    below and above, so that each pair is (below, above).
    """
    half, odd = divmod(sum(counts), 2)
    middle = [(_middle(counts), 1)] if odd else []
    below = _grades(counts, 0, half)[::-1]
    above = _grades(counts, half + odd, half)
    return [((grade,), run) for grade, run in middle] + [
        ((low, high), run) for low, high, run in _merge(below, above)
    ]


def _grades(counts: list[int], start: int, length: int) -> list[tuple[int, int]]:
    """Take the sorted grades from position `start` on, in runs."""
    runs, end, before = [], start + length, 0
    for grade, number in enumerate(counts):
        run = min(before + number, end) - max(before, start)
        if run > 0:
            runs.append((grade, run))
        before += number
    return runs


def _merge(one: list[tuple[T, int]], other: list[tuple[T, int]]) -> Iterator[tuple[T, T, int]]:
    """Walk two lists of runs of the same length together."""
    left, right = list(reversed(one)), list(reversed(other))
    while left and right:
        (a, a_run), (b, b_run) = left.pop(), right.pop()
        run = min(a_run, b_run)
        yield a, b, run
        if a_run > run:
            left.append((a, a_run - run))
        if b_run > run:
            right.append((b, b_run - run))
