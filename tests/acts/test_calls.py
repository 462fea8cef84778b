from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import (
    Electorate,
    Interval,
    Notice,
)

from .polling import Poll, changed, society
from .society import DAY


def test_only_the_secretary_calls_before_it_is_due():
    s = society()
    poll = Poll(s, office="secretary", body="root", begins=rfc3339(s.now + 301 * DAY))
    assert s.refused("call-election", 5, **poll.call) == ["2"]
    assert s.refused("call-election", (s.office(1, "secretary"), 5), **poll.call) == ["2"], "a rider"
    poll.called()


def test_once_due_the_right_to_call_passes_on():  # C24, C25
    s = society()
    s.wait(285)
    poll = Poll(s, office="secretary", body="root")
    assert s.refused("call-election", 5, **poll.call) == ["2"], "fifteen days before the last: not yet due"
    s.wait(1.5)
    poll = Poll(s, office="secretary", body="root")
    s.do("call-election", 5, **poll.call)
    s.wait(14)
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s, "e2").call)[0] == "2", (
        "ended mandate"
    )
    s.do("call-election", 1, **Poll(s, "e2").call)


def test_a_seat_vacant_for_the_time_of_notice_is_due():
    s = society()
    assert s.refused("call-election", 5, **Poll(s).call) == ["2"]
    s.wait(14)
    s.do("call-election", 5, **Poll(s).call)


def test_an_interval_makes_an_election_due_whatever_the_term():
    s = society(Clause(no="20", words="Yearly.", of=("call-election",), interval=Interval(months=12)))
    Poll(s).closed(5, 6).count(11, 7)
    Poll(s).declare((5,), (6,))
    s.now = Poll(s).start - 47 * DAY + 400 * DAY
    poll = Poll(s, "e2", begins=rfc3339(s.now + 366 * DAY))
    assert s.refused("call-election", 5, **poll.call) == ["bylaw 32"], "due, but no seat is free yet"


def test_notice_of_fourteen_days_and_thirteen():
    s = society()
    early = {"nominations": rfc3339(s.now + 8 * DAY)}
    ok = Poll(s, opens=rfc3339(s.now + 14 * DAY), closes=rfc3339(s.now + 15 * DAY), **early)
    late = Poll(s, opens=rfc3339(s.now + 13 * DAY), closes=rfc3339(s.now + 15 * DAY), **early)
    assert s.refused("call-election", s.office(1, "secretary"), **late.call) == ["3"]
    ok.called()
    s = society(instead=changed("3", notice=Notice(days=13)))
    late.s = s
    late.called()


def test_notice_too_early():
    s = society(instead=changed("3", notice=Notice(days=14, most_days=39)))
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s).call) == ["3"]


def test_days_out_of_order_and_seats_that_there_are_not():
    s = society()
    for field, day in (
        ("nominations", 41),
        ("closes", 40),
        ("begins", 46),
        ("begins", 367),
        ("nominations", 0),
    ):
        bad = Poll(s, **{field: rfc3339(s.now + day * DAY)}).call
        assert "bylaw 15" in s.refused("call-election", s.office(1, "secretary"), **bad), (field, day)
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s, seats=2).call) == ["bylaw 32"]
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s, office="king").call) == ["bylaw 8"]
    Poll(s).called()
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s, "e2").call) == ["bylaw 15"]


def test_a_held_seat_is_not_elected_over_its_holder():
    s = society()
    poll = Poll(s, office="president", body="root")
    assert s.refused("call-election", s.office(1, "secretary"), **poll.call) == ["bylaw 32"]


def test_a_lawful_earlier_cutoff():  # E3
    s = society()
    earlier = Poll(s, roll_days=35)
    assert s.refused("call-election", s.office(1, "secretary"), **earlier.call) == ["4"]
    s = society(instead=changed("4", electorate=Electorate(closes_days=30, earlier_days=5)))
    Poll(s, roll_days=35).called()
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s, "e2", roll_days=29).call)[1] == "4"
