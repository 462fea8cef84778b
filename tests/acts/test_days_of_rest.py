"""A time in which somebody acts does not end on a day of rest; what else is counted in days is not moved."""

from datetime import UTC, datetime

import pytest

from bylaw.acts.act import Signer
from bylaw.acts.days import after_days, last_notice, limit
from bylaw.acts.law.founding import FirstOffice
from bylaw.acts.substance import substance
from bylaw.record.clock import instant, rfc3339
from bylaw.rules.holidays import WEEKDAYS
from bylaw.rules.meanings import Notice

from .society import Society, key_of, person
from .test_corrections import CLAUSES

GERMAN = (
    "saturday", "sunday", "01-01", "easter-2", "easter+1", "05-01", "easter+39", "easter+50", "10-03", "12-25", "12-26",
)  # fmt: skip
SATURDAY = "2025-03-08T12:00:00Z"
"""Fourteen days later it is Saturday again: the time to disown a paper ends with Monday 24 March."""


def society(holidays: tuple[str, ...], start: str = SATURDAY) -> Society:
    offices = (FirstOffice("secretary", "root"), FirstOffice("president", "root"))
    interim = (("secretary", 1), ("president", 2))
    return Society(CLAUSES, offices=offices, interim=interim, start=start, holidays=holidays)


def papered(holidays: tuple[str, ...]) -> Society:
    s = society(holidays)
    candidate = Signer(person(9), "applicant")
    s.do("apply", candidate, member=person(9), body="root", cls="ordinary", key=key_of(person(9)))
    matter = substance(s.act("sponsor", 3, applicant=person(9)))
    s.do("enter-paper", s.office(1, "secretary"), name="p1", member=person(3), matter=matter, scan="0" * 64)
    s.do("confirm-paper", s.office(2, "president"), paper="p1")
    return s


def test_a_time_to_act_that_ends_on_a_day_of_rest_ends_with_the_next_working_day():
    s = papered(GERMAN)
    s.now = instant("2025-03-24T23:59:59Z") or 0
    s.do("disown-paper", Signer(person(3), "subject"), paper="p1")


def test_and_not_later():
    s = papered(GERMAN)
    s.now = instant("2025-03-25T00:00:00Z") or 0
    assert s.refused("disown-paper", Signer(person(3), "subject"), paper="p1") == ["1"]


def test_without_days_of_rest_it_ends_on_its_day():
    s = papered(())
    s.now = instant("2025-03-22T23:59:59Z") or 0
    s.do("disown-paper", Signer(person(3), "subject"), paper="p1")
    s = papered(())
    s.now = instant("2025-03-23T00:00:00Z") or 0
    assert s.refused("disown-paper", Signer(person(3), "subject"), paper="p1") == ["1"]


@pytest.mark.parametrize(
    ("since", "days", "ends"),
    [
        ("2026-04-01", 2, "2026-04-08"),  # Good Friday, weekend, Easter Monday: Tuesday
        ("2026-12-11", 14, "2026-12-29"),  # Christmas Day is a Friday: Monday
        ("2027-04-17", 14, "2027-05-04"),  # 1 May is a Saturday: Monday
        ("2026-04-01", 1, "2026-04-03"),  # Maundy Thursday is a working day
    ],
)
def test_the_end_of_a_time_to_act(since, days, ends):
    s = society(GERMAN)
    assert rfc3339(limit(s.state, at(since), days)) == f"{ends}T00:00:00Z"
    assert limit(society(()).state, at(since), days) == after_days(s.state, at(since), days)


def test_notice_before_a_meeting_is_not_moved():
    notice = Notice(days=14)
    with_rest, without = society(GERMAN), society(())
    for event in range(at("2026-12-20"), at("2027-01-20"), 86_400):
        assert last_notice(with_rest.state, notice, event) == last_notice(without.state, notice, event)


@pytest.mark.parametrize(
    "holidays",
    [
        ("someday",),
        ("sunday", "02-30"),
        WEEKDAYS,
    ],
)
def test_days_that_are_none_are_not_founded(holidays):
    assert [finding.clause for finding in society(holidays).taken.refusals] == ["bylaw 8"]


def test_days_of_rest_are_founded():
    assert not society(GERMAN).taken.findings


def at(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC).timestamp())
