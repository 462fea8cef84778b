"""Holidays as data."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.rules.holidays import (
    NONE,
    WEEKDAYS,
    Easter,
    Holidays,
    Nth,
    Once,
    Yearly,
    days_of_rest,
    easter,
    read_rest,
    unfit_rest,
    written,
)
from bylaw.rules.load import NoBylaws, Profile, load

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


def _by_golden_number(year: int) -> date:
    """Easter as Clavius reckoned it, by golden number and epact (Knuth, 1962)."""
    golden, century = year % 19 + 1, year // 100 + 1
    solar, lunar = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - solar) % 30
    epact += epact == 24 or (epact == 25 and golden > 11)
    moon = 44 - epact + 30 * (epact > 23)
    sunday = moon + 7 - (5 * year // 4 - solar - 10 + moon) % 7
    return date(year, 3, 1) + timedelta(days=sunday - 1)


def test_easter_agrees_with_another_reckoning_in_every_year_of_the_calendar():
    assert [year for year in range(1583, 10_000) if easter(year) != _by_golden_number(year)] == []


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


WRITTEN = {
    "sunday": 6,
    "05-01": Yearly(5, 1),
    "02-29": Yearly(2, 29),
    "2027-06-17": Once(date(2027, 6, 17)),
    "easter": Easter(0),
    "easter+1": Easter(1),
    "easter-63": Easter(-63),
    "easter+63": Easter(63),
    "09-monday-1": Nth(9, 0, 1),
    "05-monday-last": Nth(5, 0, -1),
}
UNWRITTEN = (
    "Sunday", "sun", "", " sunday", "sunday\n", "5-1", "13-01", "02-30", "00-10", "2027-02-29", "0000-01-01", "20270617",
    "2027-6-17", "easter+0", "easter+01", "easter+64", "easter-64", "easter 1", "easter+", "09-monday-6", "09-monday-0", "13-monday-1",
    "09-mon-1", "\u0660\u0665-01", "christmas",
)  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_a_day_of_rest_is_written_in_one_way(text):
    assert read_rest(text) == WRITTEN[text]
    assert written(days_of_rest((text,))) == (text,)
    assert not list(unfit_rest((text,)))


@pytest.mark.parametrize("text", UNWRITTEN)
def test_and_in_no_other(text):
    assert read_rest(text) is None
    assert list(unfit_rest(("sunday", text))) == [f"'{text}' is no day of rest"]


@given(st.text(max_size=20))
def test_any_text_is_a_day_of_rest_or_none(text):
    assert (read_rest(text) is None) == bool(list(unfit_rest((text,))))


def test_a_week_keeps_a_working_day():
    assert list(unfit_rest(WEEKDAYS)) == ["every weekday is a day of rest"]
    assert not list(unfit_rest(WEEKDAYS[1:]))
    assert days_of_rest(WEEKDAYS[1:]).weekend == frozenset(range(1, 7))


def test_no_days_of_rest_are_a_calendar_of_working_days():
    assert days_of_rest(()) == NONE
    assert days_of_rest(("saturday", "sunday", "easter+1")) == Holidays((Easter(1),))


BOOK = """title = "Club"
about = "A club."
zone = "Europe/Berlin"
holidays = [{days}]
bodies = {{root = {{kind = "club"}}}}
offices = {{}}
"""


def test_a_file_of_bylaws_names_them():
    found = load(BOOK.format(days='"sunday", "easter+1"').encode())
    assert isinstance(found, Profile), found
    assert found.holidays == ("sunday", "easter+1")


@pytest.mark.parametrize(
    "days", ['"sunday", "someday"', ", ".join(f'"{day}"' for day in WEEKDAYS), '"sunday", ' * 61]
)
def test_a_file_with_days_that_are_none_is_no_file_of_bylaws(days):
    assert isinstance(load(BOOK.format(days=days).encode()), NoBylaws)
