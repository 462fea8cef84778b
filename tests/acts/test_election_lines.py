from bylaw.projections.elections import elections, overdue, stage
from bylaw.record.clock import rfc3339

from .polling import DIGEST, Poll, society
from .society import DAY


def test_an_election_says_how_far_it_has_come_at_any_moment():
    s = society()
    poll = Poll(s).closed(5, 6)
    poll.count(11, 7)
    s.wait(1)
    poll.declare((5,), (6,))
    election = s.state.elections.all["e1"]
    days = {0: "nominations", 10: "roll open", 11: "paper", 40: "polling", 47: "counting", 48: "declared"}
    assert {day: stage(election, poll.start + day * DAY) for day in days} == days
    (line,) = elections(s.state, "root", s.now)
    assert (line.stage, line.candidates, line.voters, line.took_part) == ("declared", 2, 20, 18)
    (early,) = elections(s.state, "root", poll.start + 20 * DAY)
    assert (early.stage, early.candidates, early.voters, early.took_part) == ("paper", 2, 0, 0)
    assert not list(elections(s.state, "north", s.now))


def test_what_was_called_and_came_to_nothing():
    s = society()
    Poll(s).called()
    s.wait(47)
    assert [line.stage for line in elections(s.state, "root", s.now)] == ["never opened"]
    s.do("void-election", s.office(1, "secretary"), election="e1", reasons=DIGEST)
    assert [line.stage for line in elections(s.state, "root", s.now)] == ["void"]


def test_vacant_seats_and_terms_near_their_end_are_due():
    s = society()
    assert not list(overdue(s.state, "root", s.now))
    s.wait(14)
    assert [line.office for line in overdue(s.state, "root", s.now)] == ["chair", "councillor"]
    assert [line.office for line in overdue(s.state, "board", s.now)] == ["chair", "councillor"]
    Poll(s).called()
    assert [line.office for line in overdue(s.state, "root", s.now)] == ["councillor"]
    s.wait(280)
    found = {line.office: line.why for line in overdue(s.state, "root", s.now)}
    assert set(found) == {"secretary", "president", "teller", "chair", "councillor"}
    assert found["secretary"] == "secretary is to be elected by 28 October 2025"
    assert rfc3339(s.state.offices.mandates["interim.0"].due)[:10] == "2025-10-28"
