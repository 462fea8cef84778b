"""When local days begin and end, whatever the clocks do; hours that do not exist or happen twice."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.rules import calendar as cal
from bylaw.rules import instants, zones

BERLIN = zones.find("Europe/Berlin")
NAMES = st.sampled_from(sorted(zones.names()))


def test_at_the_end_of_the_calendar_the_day_is_still_that_of_the_zone():
    """The last instant is the midnight with which 29 December 9999 begins in Greenwich: the evening before in New York."""
    last = utc(9999, 12, 29)
    assert instants.day_of(last, zones.find("America/New_York")) == date(9999, 12, 28)
    assert instants.day_of(last, zones.find("UTC")) == date(9999, 12, 29)


def wall(text):
    return datetime.fromisoformat(text)


def utc(*fields):
    return int(datetime(*fields, tzinfo=UTC).timestamp())


def test_a_right_begins_with_its_local_day_and_says_so():
    right = instants.begins(date(2027, 5, 17), BERLIN)
    assert right.at == utc(2027, 5, 16, 22)
    assert right.words == "earliest day: 17 May 2027"
    assert right.holds(right.at)
    assert not right.holds(right.at - 1)


def test_a_right_ends_when_its_last_local_day_is_over():
    right = instants.ends(date(2028, 12, 31), BERLIN)
    assert right.at == utc(2028, 12, 31, 23)
    assert right.words == "latest day: 31 December 2028"
    assert right.holds(right.at - 1)
    assert not right.holds(right.at)


def test_days_of_23_and_25_hours():
    short, long = date(2027, 3, 28), date(2027, 10, 31)
    assert instants.ends(short, BERLIN).at - instants.begins(short, BERLIN).at == 23 * 3600
    assert instants.ends(long, BERLIN).at - instants.begins(long, BERLIN).at == 25 * 3600


def test_an_hour_that_does_not_exist_is_refused():
    found = instants.instant(wall("2027-03-28 02:30"), BERLIN)
    assert found == instants.Unclear(
        wall("2027-03-28 02:30"),
        "Europe/Berlin",
        "nonexistent",
        (utc(2027, 3, 28, 0, 30), utc(2027, 3, 28, 1, 30)),
    )
    assert "2027-03-28 02:30 in Europe/Berlin does not exist" in found.words


def test_an_hour_that_happens_twice_is_refused():
    found = instants.instant(wall("2027-10-31 02:30"), BERLIN)
    assert found == instants.Unclear(
        wall("2027-10-31 02:30"),
        "Europe/Berlin",
        "ambiguous",
        (utc(2027, 10, 31, 0, 30), utc(2027, 10, 31, 1, 30)),
    )
    assert "happens twice: say 2027-10-31 00:30 UTC or 2027-10-31 01:30 UTC" in found.words


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        (wall("2027-03-28 01:59:59"), utc(2027, 3, 28, 0, 59, 59)),
        (wall("2027-03-28 03:00"), utc(2027, 3, 28, 1)),
        (wall("2027-10-31 01:59:59"), utc(2027, 10, 30, 23, 59, 59)),
        (wall("2027-10-31 03:00"), utc(2027, 10, 31, 2)),
    ],
)
def test_the_times_beside_them_are_clear(local, expected):
    assert instants.instant(local, BERLIN) == expected


@pytest.mark.parametrize(
    ("zone", "day", "start"),
    [
        ("Africa/Cairo", date(2026, 4, 24), utc(2026, 4, 23, 22)),  # clocks skip midnight
        ("America/Havana", date(2026, 11, 1), utc(2026, 11, 1, 4)),  # midnight happens twice: the first
        ("Pacific/Apia", date(2011, 12, 30), utc(2011, 12, 30, 10)),  # a day that never was
        ("Pacific/Apia", date(2011, 12, 31), utc(2011, 12, 30, 10)),
        ("America/Toronto", date(1919, 3, 31), utc(1919, 3, 31, 4, 30)),  # a gap from 23:30 to 0:30
    ],
)
def test_days_whose_midnight_is_missing_or_double(zone, day, start):
    assert instants.begins(day, zones.find(zone)).at == start


@given(NAMES, st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_a_day_starts_at_its_first_instant(name, day):
    zone = zones.find(name)
    start = instants.begins(day, zone).at
    assert instants.day_of(start, zone) >= day
    assert instants.day_of(start - 1, zone) < day
    assert instants.ends(day, zone).at == instants.begins(day + timedelta(days=1), zone).at >= start


@given(NAMES, st.integers(0, 4 * 10**9))
def test_a_clear_local_time_is_its_instant(name, at):
    zone = zones.find(name)
    local = datetime.fromtimestamp(at, zone).replace(tzinfo=None, fold=0)
    match instants.instant(local, zone):
        case int(found):
            assert found == at
        case instants.Unclear(kind=kind, readings=readings):
            assert kind == "ambiguous"
            assert at in readings


@given(NAMES, st.dates(), st.integers(-(10**30), 10**30), st.datetimes())
def test_instants_are_total(name, day, at, local):
    zone = zones.find(name)
    assert cal.FIRST <= instants.day_of(at, zone) <= cal.LAST
    assert isinstance(instants.begins(day, zone).at, int)
    assert isinstance(instants.ends(day, zone).at, int)
    found = instants.instant(local, zone)
    assert isinstance(found, int) or found.words


def test_zones_come_from_the_pinned_package_and_from_nowhere_else():
    assert zones.EDITION.startswith("20")
    assert len(zones.names()) > 400
    for name in zones.names():
        assert zones.find(name).key == name
    for name in (
        "",
        "Europe/Atlantis",
        "../zones",
        "europe/berlin",
        "/etc/localtime",
        "Europe",
        "Europe/Berlin\0",
    ):
        assert zones.find(name) is None


@given(st.integers(0, 4 * 10**9))
def test_the_package_agrees_with_the_standard_library(at):
    assert (
        datetime.fromtimestamp(at, BERLIN).utcoffset()
        == datetime.fromtimestamp(at, ZoneInfo("Europe/Berlin")).utcoffset()
    )
