"""Calendar years and days in the federation's zone."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")


@lru_cache(4096)
def year_of(at: int) -> int:
    """Give the year in which an instant lies there."""
    return datetime.fromtimestamp(at, ZONE).year


def later_by(at: int, years: int) -> int:
    """Count the days from the day of an instant to the same day so many years later (29 February: to the 28th)."""
    day = datetime.fromtimestamp(at, ZONE).date()
    leap = (day.month, day.day) == (2, 29)
    return (day.replace(year=day.year + years, day=28 if leap else day.day) - day).days
