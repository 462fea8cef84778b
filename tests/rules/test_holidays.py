"""Holidays as data."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.rules.holidays import Easter, Holidays, Nth, Yearly, easter

KNOWN = """1818-03-22 1886-04-25 1943-04-25 1961-04-02 2000-04-23 2008-03-23 2011-04-24 2024-03-31
2025-04-20 2026-04-05 2027-03-28 2028-04-16 2038-04-25 2285-03-22"""


@pytest.mark.parametrize("day", KNOWN.split())
def test_easter_of_known_years(day):
    assert easter(int(day[:4])) == date.fromisoformat(day)


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_between_its_limits(year):
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@given(st.dates(date(1600, 1, 1), date(9000, 1, 1)), st.sampled_from([-1, 1, 2, 3, 4, 5]))
def test_the_nth_weekday_agrees_with_a_listing(day, nth):
    month = [day.replace(day=1) + timedelta(days=n) for n in range(31)]
    same = [d for d in month if d.month == day.month and d.weekday() == day.weekday()]
    listed = same[nth - 1 if nth > 0 else -1 :][:1] == [day]
    assert Holidays((Nth(day.month, day.weekday(), nth),), frozenset()).rests(day) == listed


def test_holidays_are_data():
    text = b'{"days":[{"type":"easter","plus":-2},{"type":"yearly","month":5,"day":1}],"weekend":[6]}'
    holidays = msgspec.json.decode(text, type=Holidays)
    assert holidays == Holidays((Easter(-2), Yearly(5, 1)), frozenset({6}))
    assert holidays.rests(date(2026, 4, 3))
    assert not holidays.rests(date(2026, 4, 4))


@pytest.mark.parametrize(
    "text",
    [
        b'{"weekend":[0,1,2,3,4,5,6]}',
        b'{"days":[{"type":"yearly","month":2,"day":30}]}',
        b'{"days":[{"type":"nth","month":2,"weekday":0,"nth":0}]}',
        b'{"days":[{"type":"easter","plus":400}]}',
    ],
)
def test_holidays_that_mean_nothing_are_refused(text):
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Holidays)


def test_a_leap_day_may_be_a_holiday():
    assert Holidays((Yearly(2, 29),), frozenset()).rests(date(2028, 2, 29))
