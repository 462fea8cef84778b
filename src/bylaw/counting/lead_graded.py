"""By how many papers a count of scores or grades was decided: what `lead` says of STAR and majority judgement."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import partial

from bylaw.counting.ballots import Grades
from bylaw.counting.judgement import compare, distribution
from bylaw.counting.sheet import CountSheet


def starred(sheet: CountSheet, grades: Grades) -> Iterator[int]:
    """Seat by seat the winner stays one of the two with most stars, and beats whoever can be the other.

    One paper moves the difference of two sums by the highest score at most, and that of a runoff by one. She is among
    the two as long as at most one other has as many stars; another is with her only with as many as any third.
    """
    sums = [
        sum(paper.weight * paper.grades[c] for paper in grades.papers) for c in range(len(grades.candidates))
    ]
    votes, left = sheet.pairwise or (), list(range(len(grades.candidates)))
    for won in (number - 1 for number in sheet.winners):
        left.remove(won)
        others = sorted(left, key=lambda c: -sums[c])
        yield from (_papers(sums[won] - sums[c], grades.best) for c in others[1:2])
        for other in others:
            third = max((sums[c] for c in others if c != other), default=0)
            comes = _papers(third - sums[other], grades.best) if len(others) > 1 else 0
            yield max(votes[won][other] - votes[other][won], comes)


def judged(sheet: CountSheet, grades: Grades) -> Iterator[int]:
    """Each winner stays above each of the others, whose best and whose worst papers are those that change.

    The worst that k papers do is to take the k highest grades of one away and the k lowest of the other: to add papers
    reads the same grades from the same middle outwards, only further. What is level by k papers is so by more.
    """
    counts = [distribution(grades, c) for c in range(len(grades.candidates))]
    papers = sum(paper.weight for paper in grades.papers)
    won = {number - 1 for number in sheet.winners}
    for winner in sorted(won):
        for other in sorted(set(range(len(counts))) - won):
            levels = partial(_level, counts[winner], counts[other])
            yield bisect_left(range(papers + 1), x=True, key=levels)


def _level(winner: list[int], other: list[int], k: int) -> bool:
    """Whether the other is level, or above, once so many papers were taken away in her favour."""
    return compare(_rest(winner[::-1], k)[::-1], _rest(other, k)) <= 0


def _rest(counts: list[int], k: int) -> list[int]:
    """Take so many grades away, those first counted first."""
    left = []
    for number in counts:
        left.append(max(number - k, 0))
        k = max(k - number, 0)
    return left


def _papers(gap: int, best: int) -> int:
    """Give the least number of papers that close a gap between two sums."""
    return -(-gap // max(best, 1))
