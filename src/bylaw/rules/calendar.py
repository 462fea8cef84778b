"""Deadlines as local dates: four ways of counting, each a function of its own, and days of rest.

Lawbooks count in four ways that no single function can serve:

1. *so many days before or after* (`days_before`, `days_after`): mailed on 1 May for 16 May is 15 days;
2. *clear days* (`clear_days_before`, `clear_days_after`): neither the first nor the last day is counted;
3. *calendar months and years* (`months_after`, `years_after`): the same day of a later month, or its last
   day;
4. *every nth calendar year* (`every_calendar_year`): 31 December of the nth year after, whatever the day.

Here are dates only; `bylaw.rules.instants` turns a date into the instant at which a right begins or ends.
Every function is total: what lies outside the years 1 to 9999 stops at `FIRST` or `LAST`.
"""

from calendar import monthrange
from datetime import date
from typing import Annotated

from msgspec import Meta

from bylaw.rules.holidays import NONE, Holidays

FIRST, LAST = date(1, 1, 3), date(9999, 12, 29)
"""The first and last day that every zone can express as an instant."""

Days = Annotated[int, Meta(ge=0, le=36_525)]
"""A number of days, months or years in a clause: at most a century of days."""


def bounded(ordinal: int) -> date:
    """Return the day with this proleptic Gregorian ordinal, or `FIRST` or `LAST` where it lies outside."""
    return date.fromordinal(min(max(ordinal, FIRST.toordinal()), LAST.toordinal()))


# --- 1: so many days


def days_before(event: date, days: int) -> date:
    """Return the last day that is at least so many days before an event (29 USC 481(e): 15)."""
    return bounded(event.toordinal() - days)


def days_after(day: date, days: int) -> date:
    """Return the day so many days later: the first with `days` days between, the last of a period of them."""
    return bounded(day.toordinal() + days)


def days_between(day: date, event: date) -> int:
    """Count the days from one date to a later one: 1 May to 16 May is 15."""
    return event.toordinal() - day.toordinal()


# --- 2: clear days


def clear_days_before(event: date, days: int) -> date:
    """Return the last day that leaves so many whole days between itself and an event."""
    return bounded(event.toordinal() - days - 1)


def clear_days_after(day: date, days: int) -> date:
    """Return the first day that leaves so many whole days between another day and itself."""
    return bounded(day.toordinal() + days + 1)


# --- 3: calendar months and years


def months_after(day: date, months: int) -> date:
    """Return the same day of a later (below zero: earlier) month, or that month's last day (BGB 188(3))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not FIRST.year <= year <= LAST.year:
        return FIRST if year < FIRST.year else LAST
    number = min(day.day, monthrange(year, month + 1)[1])
    return bounded(date(year, month + 1, number).toordinal())


def years_after(day: date, years: int) -> date:
    """Return the same day of a later (or earlier) year; 28 February for 29 February where there is none."""
    return months_after(day, 12 * years)


# --- 4: calendar years


def every_calendar_year(day: date, nth: int) -> date:
    """Return the last day for what must happen in every nth calendar year and last happened on `day`.

    Every second calendar year (PartG 9(1), 11(1)): a board elected in January 2026 is elected again by
    31 December 2028.
    """
    return end_of_year(years_after(day, nth))


def end_of_year(day: date) -> date:
    """Return 31 December of this day's year."""
    return bounded(date(day.year, 12, 31).toordinal())


# --- days of rest


def rolled_forward(day: date, holidays: Holidays = NONE) -> date:
    """Return this day, or the next working day when it is none (BGB 193)."""
    while holidays.rests(day) and day < LAST:
        day = days_after(day, 1)
    return day
