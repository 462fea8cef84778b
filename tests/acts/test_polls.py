import pytest

from bylaw.rules.clause import Clause
from bylaw.rules.meanings import (
    Electorate,
    Embargo,
    May,
    Method,
    Quorum,
)
from bylaw.rules.measure import Measure

from .polling import DIGEST, Poll, changed, enter, in_units, society


def test_who_is_admitted_after_the_roll_closed_does_not_vote():  # C5, E3
    s = society()
    poll = Poll(s).called().stand(5, 6)
    poll.until(10)
    enter(s, 90)
    poll.until(11)
    enter(s, 91)
    poll.until(40)
    fixed = poll.paper(5, 6)
    assert fixed["voters"] == 21
    assert s.refused("fix-paper", s.office(1, "secretary"), **{**fixed, "voters": 22}) == ["bylaw 17"]
    assert s.refused("fix-paper", s.office(1, "secretary"), **{**fixed, "root": DIGEST}) == ["bylaw 17"]
    s.do("fix-paper", s.office(1, "secretary"), **fixed)


@pytest.mark.parametrize(("closes", "vote"), [(30, 0), (29, 1), (20, 10), (0, 30)])
def test_of_many_admitted_before_a_poll_those_vote_whom_the_roll_of_the_clause_has(closes, vote):  # C5
    """One a day from the eleventh day after the call to the fortieth, on which the poll opens."""
    s = society(instead=changed("4", electorate=Electorate(closes_days=closes)))
    poll = Poll(s).called().stand(5, 6)
    for n in range(100, 130):
        poll.until(n - 89)
        enter(s, n)
    poll.until(40)
    fixed, sec = poll.paper(5, 6), s.office(1, "secretary")
    assert s.refused("fix-paper", sec, **{**fixed, "voters": 20 + 30 - vote + 1}) != []
    assert s.refused("fix-paper", sec, **{**fixed, "root": DIGEST}) == ["bylaw 17"]
    assert fixed["voters"] == 20 + vote
    s.do("fix-paper", sec, **fixed)
    assert s.state.members.roll.count("root", s.now, frozenset({"ordinary"})) == 50, "they stay members"


def test_the_poll_opens_and_closes_on_its_days():
    s = society()
    poll = Poll(s).called().stand(5, 6).until(39.9)
    sec = s.office(1, "secretary")
    s.do("fix-paper", sec, **poll.paper(5, 6))
    assert s.refused("open-poll", sec, election="e1") == ["bylaw 15"]
    assert s.refused("close-poll", 9, election="e1", served=20, records=DIGEST) == ["bylaw 15"]
    poll.until(40)
    s.do("open-poll", sec, election="e1")
    poll.until(46.9)
    assert s.refused("close-poll", 9, election="e1", served=20, records=DIGEST) == ["bylaw 15"]
    assert s.refused("enter-count", poll.tellers(), **poll.numbers(5, 5)) == ["bylaw 15"]
    assert poll.refused((5,)) == ["bylaw 32"]
    poll.until(47)
    s.do("close-poll", 9, election="e1", served=20, records=DIGEST)
    assert s.refused("close-poll", 9, election="e1", served=20, records=DIGEST) == ["bylaw 15"]


def test_half_of_the_roll_must_have_been_told():  # C42
    s = society()
    Poll(s).opened(5, 6).until(47)
    assert s.refused("close-poll", 9, election="e1", served=9, records=DIGEST) == ["floor 5"]
    assert s.refused("close-poll", 9, election="e1", served=21, records=DIGEST) == ["bylaw 17"]
    s.do("close-poll", 9, election="e1", served=10, records=DIGEST)
    stricter = Electorate(served=Measure(share=(9, 10)))
    s = society(Clause(no="20", words="All but a tenth are told.", of=("close-poll",), electorate=stricter))
    Poll(s).opened(5, 6).until(47)
    assert s.refused("close-poll", 9, election="e1", served=17, records=DIGEST) == ["20"]
    s.do("close-poll", 9, election="e1", served=18, records=DIGEST)


def test_more_votes_than_voters():  # C40
    s = society()
    poll = Poll(s).closed(5, 6)
    two = poll.tellers()
    for wrong in (
        poll.numbers(12, 9),
        poll.numbers(11, 7, took_part=17),
        poll.numbers(11, 7, invalid=1),
        poll.numbers(11, 8, valid=18, took_part=20),
        poll.numbers(11),
        poll.numbers(11, 4, 1),
        poll.numbers(11, 4, against=(1, 2)),
    ):
        assert s.refused("enter-count", two, **wrong) == ["bylaw 17"], wrong
    assert s.refused("enter-count", two[0], **poll.numbers(11, 7)) == ["11"], "one teller"
    s.do("enter-count", two, **poll.numbers(11, 7, took_part=20, invalid=2))
    assert s.refused("enter-count", two, **poll.numbers(11, 7, unit="north")) == ["bylaw 8"]
    s.do("enter-count", two, **poll.numbers(10, 8))
    assert s.state.elections.counts["e1"]["root"].votes == (10, 8), "a recount replaces the first"


def test_turnout():
    half = Quorum(measure=Measure(share=(1, 2)), scope="vote")
    s = society(Clause(no="20", words="Half of the roll.", of=("call-election",), quorum=half))
    poll = Poll(s).closed(5, 6)
    poll.count(5, 4)
    assert poll.refused((5,), (6,)) == ["20"]
    poll.count(5, 4, took_part=10)
    poll.declare((5,), (6,))


def test_units_forgotten():  # C41
    s = society(founders=4)
    for n in range(5, 11):
        enter(s, n, "north" if n < 8 else "south")
    s.wait(20)
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s, units=("north", "root")).call) == [
        "bylaw 17"
    ]
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s, units=("board",)).call) == [
        "bylaw 17"
    ]
    poll = Poll(s, units=("north", "south")).called().stand(5, 8)
    poll.until(40)
    assert s.refused("fix-paper", s.office(1, "secretary"), **poll.paper(5, 8)) == ["bylaw 17"], (
        "four in no unit"
    )


def test_each_unit_is_counted_or_voided_by_an_act():
    s = society(founders=4)
    in_units(s)
    poll = Poll(s, units=("north", "south")).closed(5, 8)
    assert s.refused("enter-count", poll.tellers(), **poll.numbers(4, 1, unit="north")) == ["bylaw 17"]
    poll.count(3, 1, unit="north")
    assert poll.refused((5,), (8,)) == ["bylaw 17"]
    sec = s.office(1, "secretary")
    s.do("void-election", sec, election="e1", unit="south", reasons=DIGEST)
    assert s.refused("void-election", sec, election="e1", unit="south", reasons=DIGEST) == ["bylaw 15"]
    assert s.refused("enter-count", poll.tellers(), **poll.numbers(1, 5, unit="south")) == ["bylaw 8"]
    poll.declare((5,), (8,))


def test_the_count_of_both_units_turns_the_result():
    s = society(founders=4)
    for n in range(11, 15):
        enter(s, n, "north")
    in_units(s)
    poll = Poll(s, units=("north", "south")).closed(5, 8)
    poll.count(3, 1, unit="north")
    poll.count(1, 5, unit="south")
    assert poll.refused((5,), (8,)) == ["bylaw 32"]
    poll.declare((8,), (5,))


def test_the_method_stays_that_of_the_day_of_the_call():  # C20
    resolve = Clause(no="30", words="The secretary amends.", of=("amend-bylaws",), embargo=Embargo(),
                     may=May(any_of=("office secretary here",)))  # fmt: skip
    s = society(resolve)
    poll = Poll(s, office="councillor", seats=2).closed(5, 6, 7)
    clause = changed("5", method=Method(name="approval", ballot="open", default="none"))["5"]
    s.state.bylaws.adopt((clause,), s.now)
    s.wait(1)
    assert s.refused("enter-count", poll.tellers(), **poll.numbers(9, 3, 6, 0)) == ["bylaw 17"]
    poll.count(9, 3, 6)
    poll.declare((5, 7), (6,))


def test_the_span_of_membership_asked_for_one_office():
    of_chair = Clause(no="20", words="A hundred days.", of=("call-election",), office=("chair",),
                      electorate=Electorate(closes_days=0, member_days=100))  # fmt: skip
    s = society(of_chair)
    s.wait(59)
    enter(s, 90)
    s.wait(1)
    poll = Poll(s).called().stand(5, 6)
    poll.until(40)
    assert poll.paper(5, 6)["voters"] == 20, "a hundred days before the poll she was not a member"
    s.do("fix-paper", s.office(1, "secretary"), **poll.paper(5, 6))
    other = Poll(s, "e2", office="councillor").called().stand(5, 6)
    other.until(40)
    assert other.paper(5, 6)["voters"] == 21
