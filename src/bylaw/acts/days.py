"""Deadlines of acts: the rules' days and months, counted in the organisation's own zone."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from bylaw.rules import calendar, zones
from bylaw.rules.holidays import NONE, Holidays
from bylaw.rules.instants import begins, day_of, ends, plain
from bylaw.rules.meanings import Interval, Notice, Term
from bylaw.state import State


def zone_of(state: State) -> ZoneInfo:
    """Give the organisation's zone; the founding act was refused if it named none that exists."""
    zone = zones.find(state.identity.zone)
    assert zone is not None
    return zone


def day(state: State, at: int) -> str:
    """Write the local day of an instant in words: ``17 May 2027``."""
    return plain(day_of(at, zone_of(state)))


def last_notice(state: State, rule: Notice, event: int) -> int:
    """Give the instant before which notice of ``event`` must be out: the end of the last day for it."""
    return notice_ends(state, rule.days, rule.unit, event)


def notice_ends(state: State, days: int, unit: str, event: int) -> int:
    """Give the end of the last local day that is so many days (or clear days) before ``event``."""
    zone = zone_of(state)
    count = calendar.clear_days_before if unit == "clear" else calendar.days_before
    return ends(count(day_of(event, zone), days), zone).at


def first_day(state: State, days: int, unit: str, notice: int) -> int:
    """Give the beginning of the first local day that a notice given at ``notice`` allows."""
    zone = zone_of(state)
    return _first(day_of(notice, zone), days, unit, zone)


@lru_cache(maxsize=4096)
def _first(noticed: date, days: int, unit: str, zone: ZoneInfo) -> int:
    count = calendar.clear_days_after if unit == "clear" else calendar.days_after
    return begins(count(noticed, days), zone).at


def days_apart(state: State, one: int, other: int) -> int:
    """Count the local days from one instant to a later one: 1 May to 16 May is 15."""
    zone = zone_of(state)
    return calendar.days_between(day_of(one, zone), day_of(other, zone))


def after_days(state: State, at: int, days: int) -> int:
    """Give the end of the local day that is so many days after the day of ``at``."""
    zone = zone_of(state)
    return _after(day_of(at, zone), days, zone)


@lru_cache(maxsize=4096)
def _after(since: date, days: int, zone: ZoneInfo) -> int:
    return ends(calendar.days_after(since, days), zone).at


def limit(state: State, at: int, days: int) -> int:
    """Give the end of the time in which somebody may or must act: so many days after the day of ``at``.

    Where that is one of the bylaws' days of rest, the time ends with the next day that is none (BGB 193).
    """
    zone, holidays = zone_of(state), state.identity.holidays
    since = day_of(at, zone)
    return _after(since, days, zone) if holidays == NONE else _limit(since, days, zone, holidays)


@lru_cache(maxsize=4096)
def _limit(since: date, days: int, zone: ZoneInfo, holidays: Holidays) -> int:
    return ends(calendar.rolled_forward(calendar.days_after(since, days), holidays), zone).at


def after_months(state: State, at: int, months: int) -> int:
    """Give the end of the same local day so many months later, or of that month's last day."""
    zone = zone_of(state)
    return ends(calendar.months_after(day_of(at, zone), months), zone).at


def back_days(state: State, at: int, days: int) -> int:
    """Give the beginning of the local day that is so many days before the day of ``at``."""
    zone = zone_of(state)
    return begins(calendar.days_before(day_of(at, zone), days), zone).at


def term_ends(state: State, rule: Term, start: int) -> int:
    """Give the instant at which a term that begins at ``start`` is over."""
    if rule.months:
        return after_months(state, start, rule.months)
    if rule.calendar_years:
        return _calendar_years(state, start, rule.calendar_years)
    return after_days(state, start, rule.days)


def interval_ends(state: State, rule: Interval, last: int) -> int:
    """Give the instant by which what last happened at ``last`` must have happened again."""
    if rule.months:
        return after_months(state, last, rule.months)
    return _calendar_years(state, last, rule.calendar_years)


def _calendar_years(state: State, at: int, years: int) -> int:
    zone = zone_of(state)
    return ends(calendar.every_calendar_year(day_of(at, zone), years), zone).at
