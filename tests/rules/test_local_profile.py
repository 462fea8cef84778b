"""A union local under the LMRDA: its elections step by step, and the days that the law counts."""

import pytest
from msgspec.structs import replace

from bylaw.acts.voting.electing import why_due
from bylaw.record.clock import instant, rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.state.offices import Mandate
from bylaw.state.warrants import Warrant
from tests.acts.society import DAY, person

from .shipped import TEXT, Election, under


def local(start: str = "2024-03-25T12:00:00Z"):
    s = under(
        "us-union-local",
        14,
        start,
        president=(1,),
        secretary=(2,),
        treasurer=(3,),
        registrar=(3,),
        teller=(4, 5, 6),
    )
    for n in range(7, 13):  # of standing: members since long before this record
        spell = s.state.members.roll.spells[person(n)]
        s.state.members.roll.spells[person(n)] = [replace(spell[0], joined=s.now - 400 * 86_400)]
    return s


def tellers_of(s):
    return s.offices((4, "teller"), (5, "teller"))


def steward(s, **fields: object) -> Election:
    return Election(s, "steward", "board", **fields)


NOTICE = [
    ("2025-05-01T12:00:00Z", "2025-05-16T08:00:00Z", []),
    ("2025-05-06T12:00:00Z", "2025-05-20T08:00:00Z", ["4.4"]),
    ("2025-05-01T23:00:00Z", "2025-05-16T08:00:00Z", []),
    ("2025-05-02T05:00:00Z", "2025-05-16T08:00:00Z", ["4.4"]),
    ("2025-01-02T12:00:00Z", "2025-07-01T12:00:00Z", []),
    ("2025-01-01T12:00:00Z", "2025-07-01T12:00:00Z", ["4.4"]),
]  # fmt: skip
"""Mailed, held, and what refuses it: on 6 May an election moved to 20 May has 14 days of notice."""


@pytest.mark.parametrize(("mailed", "opens", "clauses"), NOTICE)
def test_fifteen_days_before_and_not_six_months(mailed, opens, clauses):  # 29 USC 481(e), 29 CFR 452.99-104
    s = local("2024-12-20T12:00:00Z").on(mailed)
    call = {
        **steward(s).call,
        "nominations": opens,
        "opens": opens,
        "closes": later(opens, 1),
        "begins": later(opens, 2),
    }
    floor = [
        f.clause for f in s.judged("call-election", s.office(2, "secretary"), **call) if "481(e)" in f.source
    ]
    assert floor == clauses


def later(stamp: str, days: int) -> str:
    return rfc3339((instant(stamp) or 0) + days * 86_400)


def test_a_changed_day_is_a_new_election_with_a_new_notice():
    s = local()
    first = steward(s).called(s.office(2, "secretary"))
    assert s.refused("call-election", s.office(2, "secretary"), **steward(s).call) == ["bylaw 15"], (
        "one is running"
    )
    s.now = first.it.closes + 86_400
    s.do("call-election", s.office(2, "secretary"), **steward(s).call)
    assert s.state.elections.all[first.name].outcome == "overtaken"


def test_elected_on_10_may_2024_is_elected_again_by_10_may_2027():  # 29 USC 481(b), 29 CFR 452.23
    s = local()
    s.state.offices.close("interim.0", s.now, "resigned")
    election = (
        Election(s, "president", "root", closes=46, opens=45).called(s.office(2, "secretary")).stand(7, 8)
    )
    election.polled(tellers_of(s), 7, 8).counted(tellers_of(s), 9, 3).declared(tellers_of(s), 7)
    assert rfc3339(election.it.closes) == "2024-05-10T12:00:00Z"
    mandate = s.state.offices.mandates[f"{election.name}.0"]
    assert rfc3339(mandate.due) == rfc3339(mandate.end) == "2027-05-11T04:00:00Z", (
        "10 May has ended in New York"
    )
    assert mandate.holds(instant("2027-05-11T03:59:59Z"))
    assert not mandate.holds(instant("2027-05-11T04:00:00Z")), "nobody holds over"
    last = instant("2027-05-11T04:00:00Z")
    assert why_due(s.state, "root", "president", last - 30 * 86_400 - 1) == ""
    assert (
        why_due(s.state, "root", "president", last - 30 * 86_400)
        == "president is to be elected by 10 May 2027"
    )


def test_the_order_of_an_election():
    """Qualifications, nominations, the list, notice, vote, count, result, protest: no step before the one before it."""
    s = local()
    secretary, tellers = s.office(2, "secretary"), tellers_of(s)
    assert s.refused("call-election", secretary, **steward(s, nominations=29).call) == ["4.9"], (
        "thirty days to nominate"
    )
    assert s.refused("call-election", secretary, **steward(s, opens=29, closes=31).call)[:1] == ["bylaw 15"]
    election = steward(s).called(secretary)
    about = {"election": election.name}
    assert s.refused("nominate", 2, **about, member=person(13)) == ["4.10"], "a member of some weeks"
    election.stand(7, 8)
    seen = {**about, "candidates": (person(7),), "records": TEXT}
    assert s.refused("show-roll", tellers, **seen) == ["bylaw 36"], "to each on equal terms"
    s.do("show-roll", tellers, **{**seen, "candidates": (person(7), person(8))})
    paper = {"options": (person(7), person(8)), "voters": 14, "root": TEXT}
    assert s.refused("fix-paper", tellers, **about, **paper) == ["bylaw 15"], "nominations are open"
    assert s.refused("open-poll", tellers, **about) == ["bylaw 15", "bylaw 31"]
    count = {**about, "unit": "root", "took_part": 12, "valid": 12, "invalid": 0, "votes": (9, 3)}
    assert s.refused("enter-count", tellers, **count) == ["bylaw 15"]
    assert s.refused("declare-result", tellers, **about, elected=(person(7),)) == ["bylaw 32"]
    election.polled(tellers, 7, 8)
    assert s.refused("declare-result", tellers, **about, elected=(person(7),)) == ["bylaw 17"], "not counted"
    election.counted(tellers, 9, 3)
    assert s.refused("declare-result", tellers, **about, elected=(person(8),)) == ["bylaw 32"]
    election.declared(tellers, 7)
    assert "4.15" in s.refused("void-election", secretary, **about, reasons=TEXT)


@pytest.mark.parametrize(("days", "clauses"), [(10, []), (12, ["4.15"])])
def test_a_result_is_protested_within_ten_days(days, clauses):
    s = local()
    election = steward(s).called(s.office(2, "secretary")).stand(7, 8)
    election.polled(tellers_of(s), 7, 8).counted(tellers_of(s), 9, 3).declared(tellers_of(s), 7)
    s.wait(days)
    act = {"election": election.name, "reasons": TEXT}
    s.state.warrants.give(
        Warrant("resolution.v", "resolution", "root", s.matter("void-election", **act), s.now, FOREVER)
    )
    found = s.judged("void-election", s.warrant(7, "v"), **act)
    assert [f.clause for f in found if f.refuses] == clauses
    assert [f.clause for f in found if not f.refuses] == ["4.15"], (
        "it is flagged that nobody said what was touched"
    )


def test_officers_are_elected_in_secret_and_never_by_proxy():  # 29 USC 481(b), 402(k)
    s = local()
    s.do(
        "call-meeting",
        s.office(2, "secretary"),
        name="m",
        body="root",
        begins=s.stamp(9),
        items=(s.item("move"),),
    )
    assert s.refused("give-proxy", 7, meeting="m", holder=person(8)) == ["3.5"]


def test_the_board_meets_when_an_officer_calls_it():
    s = local()
    call = {"name": "b", "body": "board", "begins": s.stamp(3), "items": (s.item("move"),)}
    assert s.refused("call-meeting", s.office(3, "treasurer"), **call) == ["3.14"]
    s.do("call-meeting", s.office(2, "secretary"), **call)


@pytest.mark.parametrize(("days", "taken"), [(92, False), (93, True)])
def test_a_board_that_did_not_meet_for_a_quarter_is_called_by_any_of_its_members(days, taken):
    s = local()
    s.state.offices.seat(Mandate("st", person(7), "steward", "board", s.now, FOREVER, FOREVER, "st", s.now))
    s.wait(days)
    call = {"name": "b", "body": "board", "begins": s.stamp(3), "items": (s.item("move"),)}
    assert s.refused("call-meeting", 12, **call) == ["3.14"], "who does not sit on it"
    if taken:
        s.do("call-meeting", 7, **call)
    else:
        assert s.refused("call-meeting", 7, **call) == ["3.14"]


@pytest.mark.parametrize(("day", "taken"), [(49.9, False), (50, True)])
def test_two_members_declare_what_is_counted_and_due(day, taken):
    s = local()
    start, tellers = s.now, tellers_of(s)
    election = steward(s).called(s.office(2, "secretary")).stand(7, 8).polled(tellers, 7, 8)
    election.counted(tellers, 9, 3)
    s.now = start + int(day * DAY)
    about = {"election": election.name, "elected": (person(7),)}
    assert s.refused("declare-result", 12, **about) == ["4.14"], "one of them"
    if taken:
        s.do("declare-result", (12, 13), **about)
    else:
        assert s.refused("declare-result", (12, 13), **about) == ["4.14"]
        election.declared(tellers, 7)
