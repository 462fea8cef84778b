"""Calendar years and days in the federation's zone."""

from __future__ import annotations

from datetime import datetime, timedelta
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


def passes(at: int, days: int) -> int:
    """Give the instant at which the day so many days after that of an instant is over."""
    day = datetime.fromtimestamp(at, ZONE).date() + timedelta(days + 1)
    return int(datetime(day.year, day.month, day.day, tzinfo=ZONE).timestamp())


def months_on(at: int, months: int) -> int:
    """Give the instant at which the day of an instant, so many whole years of twelve months later, is over."""
    return passes(at, later_by(at, months // 12))


def years_begin(year: int) -> int:
    """Give the first instant of a calendar year."""
    return int(datetime(year, 1, 1, tzinfo=ZONE).timestamp())
