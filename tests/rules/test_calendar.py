"""The four ways of counting, with the vectors of the laws that use them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bylaw.rules import calendar as cal
from bylaw.rules.holidays import Easter, Holidays, Nth, Once, Yearly

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
COUNTS = st.integers(0, 800)
GERMAN = Holidays((Yearly(1, 1), Easter(-2), Easter(1), Yearly(5, 1), Easter(39), Easter(50), Yearly(12, 25), Yearly(12, 26)))  # fmt: skip


def test_notice_mailed_fifteen_days_before_passes():
    assert date(2026, 5, 1) <= cal.days_before(date(2026, 5, 16), 15)


def test_notice_of_a_moved_election_fourteen_days_before_fails():
    assert date(2026, 5, 6) > cal.days_before(date(2026, 5, 20), 15)
    assert cal.days_between(date(2026, 5, 6), date(2026, 5, 20)) == 14
    assert cal.days_after(date(2026, 5, 6), 15) == date(2026, 5, 21)


def test_clear_days_count_neither_end():
    assert cal.clear_days_after(date(2026, 5, 1), 14) == date(2026, 5, 16)
    assert cal.clear_days_before(date(2026, 5, 16), 14) == date(2026, 5, 1)


def test_local_officers_elected_again_within_three_years():
    assert cal.years_after(date(2024, 5, 10), 3) == date(2027, 5, 10)


def test_trusteeship_presumption_flips_after_eighteen_months():
    assert cal.months_after(date(2025, 1, 15), 18) == date(2026, 7, 15)


def test_board_elected_every_second_calendar_year():
    for month, day in ((1, 1), (1, 31), (7, 15), (12, 31)):
        assert cal.every_calendar_year(date(2026, month, day), 2) == date(2028, 12, 31)


def test_months_stop_at_the_last_day_of_a_shorter_month():
    assert cal.months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert cal.months_after(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert cal.months_after(date(2027, 3, 31), -1) == date(2027, 2, 28)
    assert cal.months_after(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert cal.years_after(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert cal.years_after(date(2028, 2, 29), 4) == date(2032, 2, 29)


def test_months_beyond_the_calendar_stop_at_its_ends():
    assert cal.months_after(date(2026, 1, 1), 12 * 7973) == date(9999, 1, 1)
    assert cal.months_after(date(2026, 1, 1), 12 * 7974) == cal.LAST
    assert cal.months_after(date(2026, 1, 4), -12 * 2025) == date(1, 1, 4)
    assert cal.months_after(date(2026, 1, 4), -12 * 2026) == cal.FIRST


def test_last_days():
    assert cal.end_of_year(date(2026, 1, 1)) == date(2026, 12, 31)


def test_a_day_of_rest_rolls_to_the_next_working_day():
    assert cal.rolled_forward(date(2027, 5, 1), GERMAN) == date(2027, 5, 3)  # Saturday and holiday
    assert cal.rolled_forward(date(2026, 12, 25), GERMAN) == date(2026, 12, 28)  # Friday, then a weekend
    assert cal.rolled_forward(date(2026, 4, 3), GERMAN) == date(2026, 4, 7)  # Good Friday to Easter Monday
    assert cal.rolled_forward(date(2027, 5, 3), GERMAN) == date(2027, 5, 3)
    assert cal.rolled_forward(date(2027, 5, 1)) == date(2027, 5, 1)


def test_other_holidays():
    us = Holidays((Nth(9, 0, 1), Nth(5, 0, -1), Once(date(2026, 7, 3))))
    assert [cal.rolled_forward(day, us) for day in (date(2026, 9, 7), date(2026, 5, 25), date(2026, 7, 3))] == [
        date(2026, 9, 8), date(2026, 5, 26), date(2026, 7, 6)]  # fmt: skip
    assert not us.rests(date(2026, 9, 14))
    assert not us.rests(date(2026, 5, 18))


@given(DAYS, COUNTS)
def test_days_agree_with_adding_them(day, count):
    assert cal.days_after(day, count) == day + timedelta(days=count)
    assert cal.days_before(cal.days_after(day, count), count) == day
    assert cal.days_between(day, cal.days_after(day, count)) == count


@given(DAYS, COUNTS)
def test_clear_days_are_the_days_strictly_between(day, count):
    later = cal.clear_days_after(day, count)
    assert sum(1 for _ in range(day.toordinal() + 1, later.toordinal())) == count
    assert cal.clear_days_before(later, count) == day


@given(DAYS, st.integers(-600, 600))
def test_months_agree_with_walking_month_by_month(day, count):
    year, month = day.year, day.month
    for _ in range(abs(count)):
        month += 1 if count > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    last = 31
    while True:
        try:
            date(year, month, last)
            break
        except ValueError:
            last -= 1
    assert cal.months_after(day, count) == date(year, month, min(day.day, last))


@given(DAYS)
def test_rolling_stops_at_the_next_working_day(day):
    after = cal.rolled_forward(day, GERMAN)
    assert day <= after
    assert not GERMAN.rests(after)
    assert all(GERMAN.rests(date.fromordinal(n)) for n in range(day.toordinal(), after.toordinal()))


@given(st.dates(), st.integers(-(10**18), 10**18))
def test_every_way_of_counting_is_total(day, count):
    ways = (
        cal.days_before,
        cal.days_after,
        cal.clear_days_before,
        cal.clear_days_after,
        cal.months_after,
        cal.years_after,
        cal.every_calendar_year,
    )
    for way in ways:
        assert cal.FIRST <= way(day, count) <= cal.LAST
    assert cal.FIRST <= cal.end_of_year(day) <= cal.LAST
    assert isinstance(cal.rolled_forward(day, GERMAN), date)
