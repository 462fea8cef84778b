"""Quorum: who must be there when a body votes, and of what number that is a share."""

import pytest

from bylaw.acts.assemblies.attendance import Arrival
from bylaw.rules.meanings import Forum, May, Notice, Quorum
from bylaw.rules.measure import Measure

from .assembly import HALF, MEMBER, SIMPLE, Assembly, clause, ready
from .society import person
from .voting import carried, not_voted, vote


def test_half_of_the_roll_must_be_there_when_it_votes():
    s = ready(present=range(1, 5))
    assert not_voted(s, 4) == ["4"]
    s.come(5)
    s.do("record-attendance", s.secretary, meeting="m1", left=(person(1),))
    assert not_voted(s, 4) == ["4"], "the quorum lasts throughout"
    s.come(1)
    vote(s, 4)


def test_the_base_is_the_roll_and_nobody_can_make_it_smaller():
    s = ready(clause("4", "move", forum=Forum(kind="meeting"), majority=SIMPLE,
                     quorum=Quorum(measure=Measure(share=(7, 10)))), present=range(1, 7))  # fmt: skip
    assert not_voted(s, 6) == ["4"], "C26"
    s.come(7)
    vote(s, 7)


def test_a_quorum_once_there_survives_leaving_where_the_clause_says_so():
    s = ready(clause("4", "move", forum=Forum(kind="meeting"), majority=SIMPLE,
                     quorum=Quorum(measure=HALF, persists="once")), present=range(1, 6))  # fmt: skip
    s.do("record-attendance", s.secretary, meeting="m1", left=(person(1),))
    vote(s, 4)
    assert carried(s)


def test_a_resumed_meeting_may_have_a_smaller_quorum():
    law = Quorum(measure=HALF, adjourned=Measure(count=2))
    s = ready(
        clause("4", "move", forum=Forum(kind="meeting"), majority=SIMPLE, quorum=law), present=(1, 2, 3)
    )
    assert not_voted(s, 3) == ["4"]
    s.do("adjourn-meeting", s.secretary, meeting="m1", begins=s.stamp(7))
    s.open(present=(1,))
    assert not_voted(s, 1) == ["4"]
    s.come(2)
    vote(s, 2)


@pytest.mark.parametrize(("scope", "votes"), [("vote", (4, 0, 0)), ("option", (4, 3, 0))])
def test_a_quorum_of_votes_or_of_votes_for(scope, votes):
    s = ready(clause("4", "move", forum=Forum(kind="meeting"), majority=SIMPLE,
                     quorum=Quorum(measure=HALF, scope=scope)))  # fmt: skip
    assert not_voted(s, *votes) == ["4"]
    vote(s, votes[0] + 1, votes[1] - 1 if votes[1] else 0)


def test_a_board_counts_its_seats():
    s = Assembly(clause("4", "move", forum=Forum(kind="meeting"), majority=SIMPLE,
                        quorum=Quorum(measure=Measure(share=(1, 2), strict=True), base="seats")),
                 clause("1", "call-meeting", notice=Notice(days=14), may=MEMBER),
                 clause("2", "open-meeting record-attendance record-vote", may=May(any_of=("office director here",))))  # fmt: skip
    s.call(by=2, body="board")
    s.move(body="board")
    s.wait(14)
    director = s.office(2, "director")
    s.do("open-meeting", director, meeting="m1", served=2)
    fields = {"motion": "q1", "no": 0}
    s.do("record-attendance", director, meeting="m1", arrived=(Arrival(person(2)),))
    assert s.refused("record-vote", director, yes=1, **fields) == ["4"], "one of three seats"
    assert s.refused("record-attendance", director, meeting="m1", arrived=(Arrival(person(4)),)) == [
        "bylaw 9"
    ]
    s.do("record-attendance", director, meeting="m1", arrived=(Arrival(person(3)),))
    s.do("record-vote", director, yes=2, **fields)
    assert s.state.warrants.all["resolution.q1"].body == "board"
    assert s.refused("attest", s.warrant(2, "resolution.q1"), **s.facts()) == ["9"], (
        "the board is not the assembly"
    )
