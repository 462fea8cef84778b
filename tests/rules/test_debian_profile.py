"""A project like Debian: sponsors, the clock of a discussion, a quorum for each option, ratios."""

import pytest

from bylaw.acts.act import Signer
from bylaw.projections.duties import duties
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from tests.acts.society import person

from .shipped import TEXT, Election, under


def project(developers: int = 60, founders: int = 12):
    s = under("debian-like", founders, leader=(1,), secretary=(2,), registrar=(3, 4), teller=(5, 6))
    s.fill(developers)
    return s


def proposed(s, sponsors: int, kind: str = "", **fields: object):
    s.do("move", 1, name="gr", body="root", text=TEXT, matter=s.matter(kind, **fields) if kind else "")
    for n in range(2, 2 + sponsors):
        s.do("second", n, motion="gr")
    return s


def vote(s, yes: int, no: int, how: str = "secret", **more: object) -> list[str]:
    """Give the clauses that refuse the vote; what is not refused is recorded."""
    by = s.office(2, "secretary")
    found = [f.clause for f in s.judged("record-vote", by, motion="gr", yes=yes, no=no, how=how, **more)]
    if not found:
        s.do("record-vote", by, motion="gr", yes=yes, no=no, how=how, **more)
    return found


AMENDMENT = {"name": "a1", "clauses": (Clause(no="9.91", words="Be kind."),)}


@pytest.mark.parametrize(("developers", "needed"), [(1000, 5), (60, 4), (100, 5), (65, 5), (64, 4), (16, 2)])
def test_sponsors(developers, needed):
    s = proposed(project(developers), needed - 1)
    s.wait(15)
    assert vote(s, developers, 0) == ["3.2"], "no discussion has begun"
    s.do("second", 10, motion="gr")
    s.wait(15)
    assert vote(s, developers, 0) == []


def test_the_proposer_is_no_sponsor():
    s = proposed(project(), 3)
    assert s.refused("second", 1, motion="gr") == ["bylaw 17"]
    assert s.refused("second", 2, motion="gr") == ["bylaw 17"]


@pytest.mark.parametrize(("developers", "quorum"), [(1000, 48), (60, 12)])
def test_three_q_for_an_option(developers, quorum):
    s = proposed(project(developers), 5)
    s.wait(15)
    assert vote(s, quorum - 1, 0) == ["3.5"]
    assert vote(s, quorum, quorum - 1) == []
    assert s.state.motions.all["gr"].outcome == "carried"


@pytest.mark.parametrize(("yes", "no", "outcome"), [(30, 10, "carried"), (29, 10, "lost"), (30, 11, "lost")])
def test_three_to_one_amends(yes, no, outcome):
    s = proposed(project(), 4, "amend-bylaws", **AMENDMENT)
    s.wait(15)
    assert vote(s, yes, no) == []
    assert s.state.motions.all["gr"].outcome == outcome
    if outcome == "carried":
        s.do("amend-bylaws", s.warrant(9, "gr"), **AMENDMENT)
    else:
        assert s.refused("amend-bylaws", s.warrant(9, "gr"), **AMENDMENT) == ["5.1"]


@pytest.mark.parametrize(("yes", "no", "outcome"), [(20, 20, "lost"), (21, 20, "carried")])
def test_a_tie_fails(yes, no, outcome):
    s = proposed(project(), 4)
    s.wait(15)
    assert vote(s, yes, no) == []
    assert s.state.motions.all["gr"].outcome == outcome


def test_votes_are_secret():
    s = proposed(project(), 4)
    s.wait(15)
    assert vote(s, 20, 1, how="show") == ["3.9"]
    assert vote(s, 20, 1) == []


def test_the_clock():
    """Two weeks from the last sponsor; a change leaves a week, within three weeks; the last day is frozen."""
    s = proposed(project(), 3)
    s.wait(5)
    s.do("second", 9, motion="gr")
    start, by = s.now, {"motion": "gr", "text": "8" * 64}
    mover = Signer(person(1), "subject")
    s.now = start + 13 * 86_400 - 43_200
    assert s.state.motions.all["gr"].ends == start + 14 * 86_400 + 43_200, "the end of that day in UTC"
    s.do("amend-motion", mover, **by)
    extended = s.state.motions.all["gr"].ends
    assert extended == start + 20 * 86_400 + 43_200
    assert vote(s, 30, 0, version=1) == ["3.3"]
    s.now = extended - 86_400 - 1
    s.do("amend-motion", mover, motion="gr", text="9" * 64)
    assert s.state.motions.all["gr"].ends == start + 21 * 86_400 + 43_200, "three weeks at most"
    s.now = start + 20 * 86_400 + 43_200
    assert s.refused("amend-motion", mover, motion="gr", text="a" * 64) == ["3.3"]
    s.now += 86_400 - 1
    assert vote(s, 30, 0, version=2) == ["3.3"]
    s.now += 1
    assert vote(s, 30, 0, version=2) == []


def test_a_vote_that_is_not_recorded_three_weeks_after_the_discussion_is_overdue():
    s = proposed(project(), 4)
    ends = s.state.motions.all["gr"].ends

    def due(at: int) -> list[tuple[str, str, bool]]:
        return [(d.about, d.by, d.overdue) for d in duties(s.state, "root", at) if d.act == "record-vote"]

    by = ends + 21 * 86_400
    assert due(ends - 1) == [], "it is still discussed"
    assert due(ends) == [("gr", rfc3339(by), False)]
    assert due(by) == [("gr", rfc3339(by), True)]
    s.now = by
    assert vote(s, 30, 0) == []
    assert due(by) == []


def test_no_meeting_is_called_by_anybody():
    s = project()
    clauses = s.refused(
        "call-meeting",
        s.office(1, "leader"),
        name="m",
        body="root",
        begins=s.stamp(30),
        items=(s.item("move"),),
    )
    assert clauses == ["bylaw 9"]


def test_the_leader_is_elected_in_three_steps():
    s = project()
    secretary, week = s.office(2, "secretary"), {"nominations": 8, "opens": 29, "closes": 43, "begins": 44}
    s.state.offices.close("interim.0", s.now, "over")
    for fields in (
        {"nominations": 6},
        {"opens": 27, "closes": 41},
        {"closes": 42},
        {"closes": 44, "begins": 45},
    ):
        early = Election(s, "leader", "root", **{**week, **fields})
        assert s.refused("call-election", secretary, **early.call) in (["4.3"], ["4.2"])
    assert s.refused("call-election", 7, **Election(s, "leader", "root", **week).call) == ["4.1"], (
        "not due yet"
    )
    election = Election(s, "leader", "root", **week).called(secretary)
    assert s.refused("nominate", 8, election=election.name, member=person(7)) == ["4.3"], "only herself"
    election.stand(7, 8)
    tellers = s.offices((5, "teller"), (6, "teller"))
    election.polled(tellers, 7, 8)
    blt = '3 1\n12 2 1 3 0\n3 1 2 3 0\n0\n"7"\n"8"\n"none of the above"\n"leader"\n'
    name = s.attach(blt.encode())
    numbers = {"took_part": 15, "valid": 15, "invalid": 0, "ballots": name}
    s.do("enter-count", tellers, election=election.name, unit="root", **numbers)
    refused = s.refused(
        "declare-result", tellers, election=election.name, elected=(person(7),), ballots=(name,)
    )
    assert refused == ["bylaw 32"]
    election.declared(tellers, 8, ballots=(name,))
