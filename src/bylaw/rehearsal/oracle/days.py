"""Days and deadlines in one zone: a day ends at the midnight after it (docs/spec/rules.md, deadlines)."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


class Days:
    """The calendar of one zone; instants are seconds since 1970."""

    def __init__(self, zone: str) -> None:
        self.zone = ZoneInfo(zone)

    def of(self, at: int) -> date:
        """Give the local day of an instant."""
        return datetime.fromtimestamp(at, self.zone).date()

    def midnight(self, day: date) -> int:
        """Give the first instant of a local day."""
        return int(datetime(day.year, day.month, day.day, tzinfo=self.zone).timestamp())

    def starts(self, at: int, days: int) -> int:
        """Give the first instant of the day so many days after (or before) that of ``at``."""
        return self.midnight(self.of(at) + timedelta(days))

    def passes(self, at: int, days: int) -> int:
        """Give the instant at which the day so many days after that of ``at`` is over."""
        return self.starts(at, days + 1)

    def months(self, at: int, months: int) -> int:
        """Give the instant at which the same day so many months later is over."""
        day = self.of(at)
        years, month = divmod(day.month - 1 + months, 12)
        last = monthrange(day.year + years, month + 1)[1]
        return self.midnight(date(day.year + years, month + 1, min(day.day, last)) + timedelta(1))

    def year(self, year: int) -> int:
        """Give the first instant of a calendar year."""
        return self.midnight(date(year, 1, 1))

    def between(self, one: int, other: int) -> int:
        """Count the days from one instant's day to another's."""
        return (self.of(other) - self.of(one)).days


def read(stamp: str) -> int:
    """Read a time of the record."""
    return int(datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp())
