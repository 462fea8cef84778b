"""A party in Germany: who elects whom, for how long, in secret, and what only the congress does."""

import pytest
from msgspec.structs import replace

from bylaw.acts.voting.electing import why_due
from bylaw.record.clock import instant, rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.measure import most
from bylaw.state.warrants import Warrant
from tests.acts.society import person

from .shipped import TEXT, Election, book, under

MATTER = '{"act":"dissolve-body/1","body":"district-1","successor":"root"}'
AMENDMENT = {"name": "a1", "clauses": (Clause(no="9.91", words="Members are kind."),)}


def party(start: str = "2025-12-01T12:00:00Z"):
    held = {"chair": (1,), "secretary": (2,), "treasurer": (3,), "teller": (4, 5), "speaker": (6,)}
    return under("de-party", 14, start, **held, delegate=(7, 8, 9, 10))


def tellers_of(s):
    return s.offices((4, "teller"), (5, "teller"))


def test_a_board_elected_in_january_2026_is_elected_again_by_the_end_of_2028():  # PartG 11
    s = party()
    s.state.offices.close("interim.0", s.now, "resigned")
    election = Election(s, "chair", "board").called(s.office(2, "secretary")).stand(7, 8)
    election.polled(tellers_of(s), 7, 8).counted(tellers_of(s), 3, 1).declared(tellers_of(s), 7)
    assert rfc3339(election.it.closes)[:7] == "2026-01"
    mandate = s.state.offices.mandates[f"{election.name}.0"]
    assert rfc3339(mandate.due) == "2028-12-31T23:00:00Z", "the last day of the year has ended in Berlin"
    last = instant("2028-12-31T23:00:00Z") - 28 * 86_400
    assert why_due(s.state, "board", "chair", last - 1) == ""
    assert why_due(s.state, "board", "chair", last) == "chair is to be elected by 31 December 2028"


def test_the_congress_elects_the_board_and_nobody_else_does():  # PartG 9(4)
    s = party()
    s.fill(40)
    election = Election(s, "councillor", "board").called(s.office(1, "chair")).stand(7, 8)
    election.polled(tellers_of(s), 7, 8)
    assert s.state.elections.papers[election.name].voters == 4
    numbers = {"election": election.name, "unit": "congress", "invalid": 0, "votes": (4, 1)}
    assert s.refused("enter-count", tellers_of(s), **numbers, took_part=5, valid=5) == ["bylaw 17"]
    election.counted(tellers_of(s), 3, 1)


@pytest.mark.parametrize(("office", "body", "electronic"), [
    ("councillor", "board", True), ("auditor", "root", True), ("delegate", "congress", False),
    ("arbiter", "tribunal", False), ("candidate", "root", False)])  # fmt: skip
def test_which_votes_may_be_electronic(office, body, electronic):  # PartG 15(2a), 17
    s = party()
    call = Election(s, office, body, means="box").call
    if electronic:
        s.do("call-election", s.office(1, "chair"), **call)
    else:
        assert s.refused("call-election", s.office(1, "chair"), **call) == ["4.17"]
        s.do("call-election", s.office(1, "chair"), **{**call, "means": "count"})


def test_who_judges_sits_on_no_board():  # PartG 14
    s = party()
    election = Election(s, "arbiter", "tribunal").called(s.office(1, "chair")).stand(3, 9)
    election.polled(tellers_of(s), 3, 9).counted(tellers_of(s), 3, 1).declared(tellers_of(s), 3)
    s.wait(5)
    assert {m.office for m in s.state.offices.of_member(person(3)) if m.holds(s.now)} == {"arbiter"}


@pytest.mark.parametrize(("office", "body", "ends"), [
    ("delegate", "congress", "2028-01-17"), ("arbiter", "tribunal", "2030-01-17")])  # fmt: skip
def test_delegates_serve_two_years_and_arbiters_four(office, body, ends):  # PartG 8(1), 14
    s = party()
    election = Election(s, office, body).called(s.office(1, "chair")).stand(11, 12)
    votes = (3, 1)
    election.polled(tellers_of(s), 11, 12).counted(tellers_of(s), *votes).declared(tellers_of(s), 11)
    mandate = s.state.offices.mandates[f"{election.name}.0"]
    assert rfc3339(mandate.due - 1)[:10] == ends
    assert mandate.end == mandate.due, "nobody stays on"


def test_only_the_congress_changes_the_statutes():  # PartG 9(3)
    s = party()
    chair, item = s.office(1, "chair"), s.item("amend-bylaws")
    for name, body in (("c", "congress"), ("b", "board")):
        s.do("call-meeting", chair, name=name, body=body, begins=s.stamp(28), items=(item,))
    s.wait(28)
    for name, present in (("c", range(7, 11)), ("b", range(1, 4))):
        s.do("open-meeting", chair, meeting=name, served=len(present))
        s.come(chair, name, present)
    matter = s.matter("amend-bylaws", **AMENDMENT)
    for name, body, mover in (("c", "congress", 7), ("b", "board", 1)):
        s.do("move", mover, name=f"q{name}", body=body, text=TEXT, matter=matter, meeting=name, item="item")
    pair = (chair, s.office(2, "secretary"))
    assert s.refused("record-vote", pair, motion="qb", yes=2, no=0) == ["3.9"], "half of seven seats"
    s.do("record-vote", pair, motion="qc", yes=2, no=1)
    assert s.refused("amend-bylaws", pair, **AMENDMENT) == ["5.1"]
    s.do("amend-bylaws", s.warrant(14, "qc"), **AMENDMENT)


def test_a_district_that_the_board_dissolves_lapses_back_unless_confirmed():  # PartG 16(2)
    s = party()
    s.state.warrants.give(Warrant("resolution.w", "resolution", "board", MATTER, s.now, s.now + 10**6))
    taken = s.do("dissolve-body", s.warrant(1, "w"), body="district-1", successor="root")
    assert [(f.clause, f.consequence) for f in taken.findings] == [("4.34", "lapses:1095:congress")]
    district = s.state.bodies.all["district-1"]
    assert [district.holds(s.now + days * 86_400) for days in (0, 1095, 1097)] == [False, False, True]
    s = party()
    s.state.warrants.give(Warrant("resolution.w", "resolution", "congress", MATTER, s.now, s.now + 10**6))
    assert not s.do("dissolve-body", s.warrant(1, "w"), body="district-1", successor="root").findings


def test_a_fifth_of_seven_is_one():  # PartG 11
    cap = next(c.cap for c in book("de-party").clauses if c.no == "4.30")
    assert [most(cap.measure, seats) for seats in (4, 5, 7, 9, 10)] == [0, 1, 1, 1, 2]


@pytest.mark.parametrize(("delegates", "refusals"), [(12, []), (11, ["4.31"])])
def test_three_officers_sit_in_a_congress_of_fifteen_and_in_none_of_fourteen(
    delegates, refusals
):  # PartG 9(2)
    s = party()
    office = s.state.offices.all["congress", "delegate"]
    s.state.offices.create(replace(office, seats=delegates))
    made = {"body": "congress", "office": "officer", "seats": 3}
    found = s.judged("create-office", s.office(1, "chair"), **made)
    assert [finding.clause for finding in found if finding.clause != "4.32"] == refusals
    matter = s.matter("create-office", **made)
    s.state.warrants.give(Warrant("resolution.w", "resolution", "congress", matter, s.now, s.now + 10**6))
    if not refusals:
        s.do("create-office", s.warrant(1, "w"), **made)
        seats = {m.member for m in s.state.offices.holders("congress", "officer", s.now)}
        assert seats == {
            m.member for m in s.state.offices.in_body("board", s.now) if m.office != "councillor"
        }


def test_any_delegate_calls_a_congress_that_is_overdue():  # PartG 9(1)
    s = party("2025-01-01T12:00:00Z")
    call = {"name": "m", "body": "congress", "items": (s.item("move"),)}
    s.now = instant("2026-12-31T22:59:59Z")
    s.state.offices.mandates = {
        k: replace(m, end=m.end + 10**9, due=m.due + 10**9) for k, m in s.state.offices.mandates.items()
    }
    assert s.refused("call-meeting", 7, begins=s.stamp(40), **call) == ["3.1"]
    s.now += 1
    s.do("call-meeting", 7, begins=s.stamp(40), **call)
