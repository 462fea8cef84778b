from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import (
    Electorate,
    Interval,
    Method,
    Notice,
)

from .polling import DIGEST, Poll, changed, society
from .society import (
    DAY,
    person,
)


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


def test_an_election_that_was_never_opened_blocks_no_other():
    s = society()
    poll = Poll(s).called().stand(5, 6)
    poll.until(46.9)
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s, "e2").call) == ["bylaw 15"]
    poll.until(47)
    assert s.refused("nominate", 7, election="e1", member=person(7)) == ["bylaw 15"]
    s.do("call-election", 7, **Poll(s, "e2").call)
    assert s.state.elections.all["e1"].outcome == "overtaken"
    void = {"reasons": DIGEST}
    assert s.refused("void-election", s.office(1, "secretary"), election="e1", **void) == ["bylaw 15"], "over"
    s.do("void-election", s.office(1, "secretary"), election="e2", **void)


def test_an_election_that_was_never_declared_blocks_no_other_after_its_day():
    s = society()
    poll = Poll(s).closed(5, 6)
    poll.count(11, 7)
    poll.until(49.9)
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s, "e2").call) == ["bylaw 15"]
    poll.until(50)
    s.do("call-election", 7, **Poll(s, "e2").call)
    assert poll.refused((5,), (6,)) == ["bylaw 32"], "overtaken"


def test_a_method_elects_people_and_as_many_as_there_are_seats():
    for name, seats, refused in (("av", 2, True), ("av", 1, False), ("dhondt", 2, True), ("block", 2, False)):
        s = society(instead=changed("5", method=Method(name=name, ballot="open")))
        poll = Poll(s, office="councillor", seats=seats)
        if refused:
            assert s.refused("call-election", s.office(1, "secretary"), **poll.call) == ["5"]
        else:
            poll.called()


def test_a_box_where_votes_are_counted_in_the_open():
    s = society()
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s, means="box").call) == ["5"]
    s = society(instead=changed("5", method=Method(name="plurality", ballot="secret", electronic=False)))
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s, means="box").call) == ["5"]
    s = society(instead=changed("5", method=Method(name="plurality", ballot="secret")))
    poll = Poll(s, means="box").called().stand(5, 6).until(40)
    s.do("fix-paper", s.office(1, "secretary"), **poll.paper(5, 6))
    s.state.elections.step("e1", opened=s.now, closed=s.now)
    assert s.refused("enter-count", poll.tellers(), **poll.numbers(11, 7)) == ["bylaw 32"]
