"""Small charts of columns, drawn beside the numbers that they show."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import Struct

WIDE, GAP, TALL, LEAST = 14, 4, 40, 1
"""How wide a column is, the gap after it, how tall the tallest is, and the least that is drawn, in pixels."""


class Column(Struct, frozen=True):
    """One column: where it stands, how tall it is, and what it says."""

    x: int
    y: int
    height: int
    says: str


class Chart(Struct, frozen=True):
    """Columns side by side, and how much room they take."""

    columns: tuple[Column, ...]
    wide: int
    tall: int = TALL


def chart(values: Sequence[int | Fraction], says: Sequence[str], most: int | Fraction) -> Chart:
    """Give a column for each value, as tall as its share of the most; what is not nought is seen."""
    heights = [max(LEAST, int(TALL * value / most)) if value > 0 else 0 for value in values]
    columns = (
        Column(i * (WIDE + GAP), TALL - height, height, told)
        for i, (height, told) in enumerate(zip(heights, says, strict=True))
    )
    return Chart(tuple(columns), len(heights) * (WIDE + GAP))
