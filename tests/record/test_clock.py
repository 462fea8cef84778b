"""Times in their one form, against the standard library's calendar."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.record.clock import instant, rfc3339

FIRST, LAST = -2208988800, 253402300799


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
        "2025-1-01T000:00:00Z", "20 5-01-01T00:00:00Z", "",
    ],
)  # fmt: skip
def test_no_second_form(text):
    assert instant(text) is None


def test_the_edges():
    assert (rfc3339(FIRST), rfc3339(LAST)) == ("1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z")
    assert instant("2024-02-29T23:59:59Z") == 1709251199
    for outside in (FIRST - 1, LAST + 1):
        with pytest.raises(ValueError, match="outside"):
            rfc3339(outside)
