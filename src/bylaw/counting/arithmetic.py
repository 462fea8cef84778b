"""Exact arithmetic of the transfers: whole numbers of the smallest unit, or fractions."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bylaw.counting.terms import UnfitBallots

MOST_BITS = 12_000


@dataclass(frozen=True)
class Decimals:
    """Values are whole numbers of 10^-places; what lies beyond is cut off."""

    places: int

    @property
    def one(self) -> int:
        """The value of a whole vote."""
        return int(10**self.places)

    def share(self, part: int, value: int, whole: int) -> int:
        """`value * part / whole`, cut off."""
        return value * part // whole

    def text(self, value: int) -> str:
        """Write the value with all its decimals."""
        return decimal_text(value, self.places)


@dataclass(frozen=True)
class Exact:
    """Values are fractions and nothing is lost; totals are written `n` or `n/d`."""

    @property
    def one(self) -> Fraction:
        """The value of a whole vote."""
        return Fraction(1)

    def share(self, part: Fraction, value: Fraction, whole: Fraction) -> Fraction:
        """`value * part / whole`."""
        return _short(value * part / whole)

    def text(self, value: Any) -> str:
        """Write the value as `n` or `n/d`."""
        return str(_short(Fraction(value)))


def _short(value: Fraction) -> Fraction:
    """Refuse fractions that grow without end: each surplus can double their length."""
    if value.denominator.bit_length() > MOST_BITS:
        raise UnfitBallots("the fractions of this count grow too long: take wigm-stv, which cuts off")
    return value


Arithmetic = Any
"""`Decimals` or `Exact`: the counts are written once for both, so their values have no common static type."""


def decimal_text(value: int, places: int) -> str:
    """Write a whole number of 10^-places as decimal text, as 1245.00000."""
    if places == 0:
        return str(value)
    sign = "-" if value < 0 else ""
    whole, part = divmod(abs(value), 10**places)
    return f"{sign}{whole}.{part:0{places}d}"
