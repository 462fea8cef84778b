"""Days of rest as data: weekdays, single days, days of every year, days that follow Easter, the nth weekday of a month.

An organisation's bylaws name its own, so a deadline never depends on the edition of somebody else's list. Each is
written in one way only:

    sunday             every Sunday
    05-01              1 May of every year
    2027-06-17         this day alone
    easter-2           Good Friday; easter, easter+1 .. easter+63
    09-monday-1        the first Monday of September; 05-monday-last the last of May
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

Month = Annotated[int, Meta(ge=1, le=12)]
Weekday = Annotated[int, Meta(ge=0, le=6)]
"""Monday is 0, Sunday is 6, as in `datetime.date.weekday`."""

SATURDAY, SUNDAY = 5, 6
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


DaysOfRest = Annotated[tuple[Annotated[str, Meta(max_length=20)], ...], Meta(max_length=60)]
"""Days of rest as bylaws write them; they are few, so that the next working day is soon found."""


class Once(Struct, frozen=True, tag="once"):
    """A holiday of one year only, such as a day of national mourning."""

    day: date


class Yearly(Struct, frozen=True, tag="yearly"):
    """The same day of every year, such as 1 May."""

    month: Month
    day: Annotated[int, Meta(ge=1, le=31)]

    def __post_init__(self) -> None:
        """Refuse a day that no year has, such as 30 February."""
        date(2000, self.month, self.day)  # a leap year


class Easter(Struct, frozen=True, tag="easter"):
    """So many days after Easter Sunday of the Gregorian calendar; Good Friday is -2."""

    plus: Annotated[int, Meta(ge=-63, le=63)]


class Nth(Struct, frozen=True, tag="nth"):
    """The nth given weekday of a month, -1 for the last: Labor Day is the first Monday of September."""

    month: Month
    weekday: Weekday
    nth: Literal[-1, 1, 2, 3, 4, 5]


Holiday = Once | Yearly | Easter | Nth


class Holidays(Struct, frozen=True):
    """The days on which an organisation's working life rests: its weekend and its holidays."""

    days: tuple[Holiday, ...] = ()
    weekend: frozenset[Weekday] = frozenset({SATURDAY, SUNDAY})

    def __post_init__(self) -> None:
        """Refuse a week without a working day, in which no deadline could ever roll on."""
        if len(self.weekend) > 6:
            raise ValueError("a weekend of seven days leaves no working day")

    def rests(self, day: date) -> bool:
        """Say whether this day is no working day."""
        return day.weekday() in self.weekend or any(_falls(holiday, day) for holiday in self.days)


NONE = Holidays(weekend=frozenset())
"""A calendar in which every day is a working day."""


_ONCE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_YEARLY = re.compile("([0-9]{2})-([0-9]{2})")
_EASTER = re.compile("easter([+-][1-9][0-9]?)?")
_NTH = re.compile(f"(0[1-9]|1[0-2])-({'|'.join(WEEKDAYS)})-([1-5]|last)")


def read_rest(text: str) -> Holiday | Weekday | None:
    """Read one day of rest as bylaws write it: a holiday, or the number of a weekday; None where it is neither."""
    try:
        if text in WEEKDAYS:
            return WEEKDAYS.index(text)
        if _ONCE.fullmatch(text):
            return Once(date.fromisoformat(text))
        if found := _YEARLY.fullmatch(text):
            return Yearly(int(found[1]), int(found[2]))
    except ValueError:  # a day that no calendar has
        return None
    if (found := _EASTER.fullmatch(text)) and -63 <= int(found[1] or 0) <= 63:
        return Easter(int(found[1] or 0))
    if found := _NTH.fullmatch(text):
        return Nth(int(found[1]), WEEKDAYS.index(found[2]), -1 if found[3] == "last" else int(found[3]))  # type: ignore[arg-type]
    return None


def unfit_rest(texts: Iterable[str]) -> Iterator[str]:
    """Say of which texts no days of rest can be made, and why."""
    weekdays = set()
    for text in texts:
        found = read_rest(text)
        if found is None:
            yield f"'{text}' is no day of rest"
        if isinstance(found, int):
            weekdays.add(found)
    if len(weekdays) == len(WEEKDAYS):
        yield "every weekday is a day of rest"


def days_of_rest(texts: Iterable[str]) -> Holidays:
    """Give the calendar that fit texts make; without any, every day is a working day."""
    found = [read_rest(text) for text in texts]
    weekend = frozenset(one for one in found if isinstance(one, int))
    return Holidays(tuple(one for one in found if one is not None and not isinstance(one, int)), weekend)


def written(calendar: Holidays) -> tuple[str, ...]:
    """Give the texts that make a calendar, weekdays first."""
    return (*(WEEKDAYS[number] for number in sorted(calendar.weekend)), *map(_text, calendar.days))


def _text(holiday: Holiday) -> str:
    match holiday:
        case Once(day=day):
            return day.isoformat()
        case Yearly(month=month, day=day):
            return f"{month:02}-{day:02}"
        case Easter(plus=plus):
            return f"easter{plus:+}" if plus else "easter"
        case Nth(month=month, weekday=weekday, nth=nth):
            return f"{month:02}-{WEEKDAYS[weekday]}-{nth if nth > 0 else 'last'}"


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the algorithm of Butcher, 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _falls(holiday: Holiday, day: date) -> bool:
    match holiday:
        case Once(day=only):
            return day == only
        case Yearly(month=month, day=number):
            return (day.month, day.day) == (month, number)
        case Easter(plus=plus):
            return day.toordinal() - easter(day.year).toordinal() == plus
        case Nth(month=month, weekday=weekday, nth=nth):
            return (day.month, day.weekday()) == (month, weekday) and nth in _positions(day)


def _positions(day: date) -> tuple[int, ...]:
    """Give the position of this weekday in its month, and -1 beside it when no later one follows."""
    position = (day.day + 6) // 7
    following = date.fromordinal(min(day.toordinal() + 7, date.max.toordinal()))
    return (position, -1) if following.month != day.month else (position,)
