"""Deadlines as instants: when a local day begins and ends, and which local times name no single instant.

Instants are whole seconds since 1970 in UTC; days are local dates in a zone from `bylaw.rules.zones`. Every
function is total: what lies outside the years 1 to 9999 stops at `calendar.FIRST` or `calendar.LAST`.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from bylaw.rules.calendar import FIRST, LAST, bounded

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905


def plain(day: date) -> str:
    """Write a date as people say it: `17 May 2027`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


class Begins(Struct, frozen=True):
    """A right that begins: `day` is its first local day, `at` the first instant of that day."""

    day: date
    at: int

    def holds(self, at: int) -> bool:
        """Say whether the right has begun."""
        return self.at <= at

    @property
    def words(self) -> str:
        """The remedy in plain words: `earliest day: 17 May 2027`."""
        return f"earliest day: {plain(self.day)}"


class Ends(Struct, frozen=True):
    """A right that ends: `day` is its last local day, `at` the first instant after that day."""

    day: date
    at: int

    def holds(self, at: int) -> bool:
        """Say whether the right is still there."""
        return at < self.at

    @property
    def words(self) -> str:
        """The limit in plain words: `latest day: 31 December 2028`."""
        return f"latest day: {plain(self.day)}"


class Unclear(Struct, frozen=True):
    """A local time that names no instant, or two: refused at set-up; `readings` are the nearest instants."""

    local: datetime
    zone: str
    kind: Literal["nonexistent", "ambiguous"]
    readings: tuple[int, int]

    @property
    def words(self) -> str:
        """What is wrong and what to write instead."""
        why = "does not exist" if self.kind == "nonexistent" else "happens twice"
        first, second = (_utc(reading).strftime("%Y-%m-%d %H:%M UTC") for reading in self.readings)
        return f"{self.local:%Y-%m-%d %H:%M} in {self.zone} {why}: say {first} or {second}"


# --- from instants to days and back


def day_of(at: int, zone: ZoneInfo) -> date:
    """Return the local date on which an instant falls."""
    if _INNER <= at <= _OUTER:
        return datetime.fromtimestamp(at, zone).date()
    return bounded(_utc(at).astimezone(zone).toordinal())


def begins(day: date, zone: ZoneInfo) -> Begins:
    """Return the right that begins with this local day."""
    return Begins(day, _start(day, zone))


def ends(day: date, zone: ZoneInfo) -> Ends:
    """Return the right that lasts until this local day is over."""
    return Ends(day, _start(date.fromordinal(bounded(day.toordinal()).toordinal() + 1), zone))


def instant(local: datetime, zone: ZoneInfo) -> int | Unclear:
    """Return the instant of a wall-clock time (a naive datetime), or why it names none or two."""
    day = bounded(local.toordinal())
    early, late = (_seconds(datetime.combine(day, local.time(), zone).replace(fold=fold)) for fold in (0, 1))
    if early == late:
        return early
    kind: Literal["nonexistent", "ambiguous"] = "ambiguous" if early < late else "nonexistent"
    return Unclear(local, zone.key, kind, (min(early, late), max(early, late)))


@lru_cache(maxsize=4096)
def _start(day: date, zone: ZoneInfo) -> int:
    """Return the first instant of a local day, also where the clocks skip midnight or the whole day."""
    midnight = datetime.combine(day, time(), zone)
    low, high = sorted(_seconds(midnight.replace(fold=fold)) for fold in (0, 1))
    if _local(low, zone) == midnight.replace(tzinfo=None):
        return low
    while low < high:  # midnight falls into a gap: search the transition
        middle = (low + high) // 2
        if _local(middle, zone) >= midnight.replace(tzinfo=None):
            high = middle
        else:
            low = middle + 1
    return low


def _seconds(moment: datetime) -> int:
    return (moment.astimezone(UTC) - _EPOCH) // timedelta(seconds=1)


_EARLIEST = _seconds(datetime.combine(FIRST, time(), UTC))
_LATEST = _seconds(datetime.combine(LAST, time(), UTC))
_INNER, _OUTER = _EARLIEST + 172_800, _LATEST - 172_800
"""Between these no zone's local date lies outside `FIRST` and `LAST`."""


def _utc(at: int) -> datetime:
    return _EPOCH + timedelta(seconds=min(max(at, _EARLIEST), _LATEST))


def _local(at: int, zone: ZoneInfo) -> datetime:
    return _utc(at).astimezone(zone).replace(tzinfo=None, fold=0)
