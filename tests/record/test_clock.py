"""Times in their one form, against the standard library's calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.record.clock import instant, rfc3339

FIRST, LAST = -2208988800, 253402300799
YEARS = (*range(1900, 2402), 9998, 9999)
"""Each kind of year, each century of the 400 years after which the calendar comes again, and the last."""


@given(st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31, 23, 59, 59)))  # noqa: DTZ001
def test_it_is_the_calendar(moment):
    at = int(moment.replace(microsecond=0, tzinfo=UTC).timestamp())
    text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert instant(text) == at
    assert rfc3339(at) == text


@given(
    st.text(max_size=24)
    | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", fullmatch=True)
)
def test_any_text_is_a_time_or_none(text):
    found = instant(text)
    assert found is None or rfc3339(found) == text


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-01T00:00:00", "2025-01-01T00:00:00+00:00", "2025-01-01t00:00:00z", "2025-01-01 00:00:00Z",
        "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-00-01T00:00:00Z", "2025-01-00T00:00:00Z",
        "2025-01-01T24:00:00Z", "2025-01-01T00:60:00Z", "2016-12-31T23:59:60Z", "1899-12-31T23:59:59Z",
        "2025-01-01T00:00:00.0Z", "+025-01-01T00:00:0Z", "2025-01-01T+1:00:00Z", "٢٠٢٥-01-01T00:00:00Z",
        "2025-1-01T000:00:00Z", "20 5-01-01T00:00:00Z", "2025/01-01T00:00:00Z", "2025-01/01T00:00:00Z",
        "2x25-01-01T00:00:00Z", "202x-01-01T00:00:00Z", "2025-0x-01T00:00:00Z", "2025-01-0xT00:00:00Z",
        "2025-01-01Tx0:00:00Z", "2025-01-01T00:00:0xZ", "",
    ],
)  # fmt: skip
def test_no_second_form(text):
    assert instant(text) is None


def test_the_first_and_the_last_day_of_each_month():
    months = [date(year, month, 1) for year in YEARS for month in range(1, 13)]
    for day in (*months, *(first - timedelta(1) for first in months[1:])):
        number = day.toordinal() - date(1970, 1, 1).toordinal()
        assert rfc3339(number * 86_400) == f"{day}T00:00:00Z"
        assert instant(f"{day}T00:00:00Z") == number * 86_400


def test_no_month_has_a_day_before_its_first_or_after_its_last():
    for first in (date(year, month, 1) for year in (1900, 2000, 2023, 2024) for month in range(2, 13)):
        last = first - timedelta(1)
        assert instant(f"{last:%Y-%m}-{last.day + 1}T00:00:00Z") is None
        assert instant(f"{last:%Y-%m}-00T00:00:00Z") is None


def test_each_minute_of_a_day_and_each_second_of_a_minute():
    for at in (*range(0, 86_400, 60), *range(86_340, 86_400)):
        text = f"1970-01-01T{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}Z"
        assert (rfc3339(at), instant(text)) == (text, at)


def test_the_edges():
    assert (rfc3339(FIRST), rfc3339(LAST)) == ("1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z")
    assert instant("2024-02-29T23:59:59Z") == 1709251199
    for outside in (FIRST - 1, LAST + 1):
        with pytest.raises(ValueError, match="outside"):
            rfc3339(outside)
