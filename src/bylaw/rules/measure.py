"""Measures: how many a quorum, a petition or a cap asks for, decided by integers alone.

A measure asks for a `share` of a base (`share = [1, 10]`), a multiple of its square root (`root = [1, 2]`:
half of the root; Debian's constitution, section 4.2) or a fixed `count`; `at_most` and `at_least` bound what
is asked. Roots are never taken: both sides are squared.
"""

from math import isqrt
from typing import Annotated

from msgspec import Meta, Struct

Natural = Annotated[int, Meta(ge=0, le=2**53 - 1)]
Positive = Annotated[int, Meta(ge=1, le=2**53 - 1)]
Pair = tuple[Natural, Positive]
"""A numerator and a denominator."""

_SAMPLE = 1000
"""Bases up to this one are compared one by one by `stricter` where no rule decides at once."""


class Measure(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What must be reached, or must not be passed: exactly one of share, root and count.

    `strict` means *more than* (less than, for a cap) the share, root or count; the bounds are never strict.
    Of K = min(5, half the root) a value of 5 is always enough, and any value that reaches half the root.
    """

    share: Pair | None = None
    root: Pair | None = None
    count: Natural | None = None
    at_most: Natural | None = None
    at_least: Natural | None = None
    strict: bool = False

    def __post_init__(self) -> None:
        """Refuse what says nothing, or two things at once."""
        if sum(said is not None for said in (self.share, self.root, self.count)) != 1:
            raise ValueError("a measure has one of share, root and count")
        if self.share is not None and self.share[0] > self.share[1]:
            raise ValueError("a share is at most the whole")
        if self.at_most is not None and self.at_least is not None and self.at_least > self.at_most:
            raise ValueError("at_least is more than at_most")


def least(measure: Measure, base: int) -> int:
    """Return the smallest number that reaches the measure; a base below 0 counts as 0."""
    return _clamp(measure, _above(measure, max(base, 0)))


def most(measure: Measure, base: int) -> int:
    """Return the largest number within the measure as a cap (one fifth of 7 is 1); -1 when not even 0 is."""
    return least(_beyond(measure), base) - 1


def reached(measure: Measure, value: int, base: int) -> bool:
    """Say whether so many of so many reach the measure."""
    return value >= least(measure, base)


def within(measure: Measure, value: int, base: int) -> bool:
    """Say whether so many of so many keep within the measure as a cap."""
    return value <= most(measure, base)


def stricter(a: Measure, b: Measure) -> bool:
    """Say whether `a` asks for at least as much as `b` of every base from 1 up: `a` keeps to the floor `b`.

    A true answer is proved for every base. A false one is exact up to a base of 1 000; above it is
    conservative in three shapes only: where `a` grows faster than `b` and first overtakes it at a larger base
    behind its `at_least`, where two equal roots differ in `b` being strict and bounded, and where `b` reaches
    its `at_most` above 1 000. For petitions, where less is stricter, ask with the two exchanged; for caps ask
    `tighter`.
    """
    if _dominates(a, b, 1):
        return True
    return all(least(a, n) >= least(b, n) for n in range(1, _SAMPLE + 1)) and _dominates(a, b, _SAMPLE)


def tighter(a: Measure, b: Measure) -> bool:
    """Say whether `a`, as a cap, allows no more than `b` of any base from 1 up, as sure as `stricter`."""
    return stricter(_beyond(b), _beyond(a))


def _above(measure: Measure, base: int) -> int:
    """Return the smallest integer at (when strict, above) the share, root or count, without the bounds."""
    if measure.share is not None:
        num, den = measure.share
        return num * base // den + 1 if measure.strict else -(-num * base // den)
    if measure.root is not None:
        num, den = measure.root
        square = num * num * base  # of den times the root; den * s > root(square) iff den * s > isqrt(square)
        if measure.strict:
            return isqrt(square) // den + 1
        return -(-(isqrt(square - 1) + 1) // den) if square else 0
    assert measure.count is not None
    return measure.count + measure.strict


def _clamp(measure: Measure, number: int) -> int:
    if measure.at_most is not None:
        number = min(number, measure.at_most)
    return number if measure.at_least is None else max(number, measure.at_least)


def _beyond(cap: Measure) -> Measure:
    """Return the measure that is reached exactly by what a cap does not allow."""
    at_most, at_least = (None if bound is None else bound + 1 for bound in (cap.at_most, cap.at_least))
    return Measure(cap.share, cap.root, cap.count, at_most, at_least, not cap.strict)


def _dominates(a: Measure, b: Measure, start: int) -> bool:
    """Prove that `a` asks for at least as much as `b` of every base from `start` up; False when it cannot."""
    ceiling, reached_at_start = _ceiling(b), least(a, start)
    if ceiling is not None and reached_at_start >= ceiling:
        return True  # a only grows, and b never asks for more than this
    if a.at_most is not None and (ceiling is None or a.at_most < ceiling):
        return False
    return reached_at_start >= (b.at_least or 0) and _grows(a, b, start)


def _ceiling(measure: Measure) -> int | None:
    """Return the most that a measure ever asks for, or None when it grows with its base."""
    growing = measure.count is None and (measure.share or measure.root or (0, 1))[0] > 0
    return measure.at_most if growing else _clamp(measure, _above(measure, 0))


def _grows(a: Measure, b: Measure, start: int) -> bool:
    """Compare share with share, root with root, or a share with a root from `start` up, by multiplying."""
    loose = b.strict and not a.strict  # then equality is not enough
    if a.share is not None and b.root is not None:  # p * n >= r * root(n) from n = start up
        (num, den), (root_num, root_den) = a.share, b.root
        left, right = (num * root_den) ** 2 * start, (root_num * den) ** 2
    elif (a.share is None) == (b.share is None) and (a.root is None) == (b.root is None):
        (num, den), (other_num, other_den) = _factor(a), _factor(b)
        left, right = num * other_den, other_num * den
    else:
        return False
    return left > right if loose else left >= right


def _factor(measure: Measure) -> Pair:
    return measure.share or measure.root or (measure.count or 0, 1)
