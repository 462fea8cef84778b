from bylaw.acts.act import Signer
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import (
    Eligible,
    May,
    Seconds,
    Term,
)
from bylaw.rules.measure import Measure

from .polling import DIGEST, Poll, changed, enter, society
from .society import DAY, person


def test_nominations_by_others_are_accepted_and_end_on_their_day():
    s = society()
    poll = Poll(s).called()
    s.do("nominate", 7, election="e1", member=person(5))
    assert s.refused("nominate", 7, election="e1", member=person(5)) == ["bylaw 17"]
    assert s.refused("accept-nomination", 6, election="e1", member=person(5)) == ["8", "bylaw 35"]
    s.do("accept-nomination", Signer(person(5), "subject"), election="e1", member=person(5))
    poll.until(9.99)
    poll.stand(6)
    poll.until(10)
    assert s.refused("nominate", 8, election="e1", member=person(8)) == ["bylaw 15"]


def test_a_candidate_dropped_from_the_paper():  # C23
    s = society()
    poll = Poll(s).called().stand(5, 6)
    s.do("nominate", 7, election="e1", member=person(8))
    poll.until(40)
    sec = s.office(1, "secretary")
    assert s.refused("fix-paper", sec, **poll.paper(5)) == ["bylaw 31"]
    assert s.refused("fix-paper", sec, **poll.paper(5, 6, 8)) == ["bylaw 31"], "she never accepted"
    assert s.refused("fix-paper", sec, **poll.paper(5, 6, 6)) == ["bylaw 31"]
    assert s.refused("open-poll", sec, election="e1") == ["bylaw 31"], "no paper"
    s.do("fix-paper", sec, **poll.paper(6, 5))
    s.do("withdraw-candidacy", Signer(person(6), "subject"), election="e1", member=person(6))
    assert s.refused("open-poll", sec, election="e1") == ["bylaw 31"], "the paper is not that of today"
    s.do("fix-paper", sec, **poll.paper(5))
    s.do("open-poll", sec, election="e1")


def test_the_paper_is_not_fixed_before_nominations_end():
    s = society()
    poll = Poll(s).called().stand(5, 6)
    poll.until(9.9)
    assert s.refused("fix-paper", s.office(1, "secretary"), election="e1", options=(person(5), person(6)),
                     voters=20, root=DIGEST) == ["bylaw 15"]  # fmt: skip


def test_an_objection_takes_nobody_off_before_it_is_upheld():
    s = society()
    poll = Poll(s).called().stand(5, 6)
    sec = s.office(1, "secretary")
    s.do("object-to-nomination", 9, election="e1", member=person(6), name="o1", reasons=DIGEST)
    poll.until(40)
    assert s.refused("fix-paper", sec, **poll.paper(5)) == ["bylaw 31"]
    s.do("decide-objection", sec, election="e1", name="o1", outcome="upheld", reasons=DIGEST)
    s.do("fix-paper", sec, **poll.paper(5))
    assert s.refused(
        "decide-objection", sec, election="e1", name="o1", outcome="dismissed", reasons=DIGEST
    ) == ["bylaw 15"]


def test_a_candidate_neither_decides_nor_counts():
    s = society()
    Poll(s).called().stand(1, 3, 6)
    s.do("object-to-nomination", 9, election="e1", member=person(6), name="o1", reasons=DIGEST)
    sec = s.office(1, "secretary")
    assert s.refused("decide-objection", sec, election="e1", name="o1", outcome="upheld", reasons=DIGEST) == [
        "bylaw 34"
    ]
    s = society()
    poll = Poll(s).closed(3, 6)
    assert s.refused("enter-count", poll.tellers(), **poll.numbers(5, 5)) == ["bylaw 34"]


def test_seconds_are_counted_of_the_roll():
    rule = Seconds(measure=Measure(share=(1, 10)))
    s = society(Clause(no="20", words="A tenth nominates.", of=("nominate",), seconds=rule))
    poll = Poll(s).called().stand(5, 6)
    s.do("nominate", 7, election="e1", member=person(5))
    poll.until(40)
    assert s.refused("fix-paper", s.office(1, "secretary"), **poll.paper(5, 6)) == ["bylaw 31"]
    s.do("fix-paper", s.office(1, "secretary"), **poll.paper(5))


def test_who_may_stand():
    eligible = Clause(no="20", words="Thirty days.", of=("call-election",), eligible=Eligible(member_days=31))
    s = society(eligible)
    Poll(s).called()
    s.wait(8)
    enter(s, 90)
    s.wait(1)
    enter(s, 91)
    enter(s, 92, cls="candidate")
    s.do("nominate", 5, election="e1", member=person(90))
    assert s.refused("nominate", 5, election="e1", member=person(92)) == ["1"]
    s.wait(0.9)
    enter(s, 93)
    assert s.refused("nominate", 5, election="e1", member=person(93)) == ["20"]
    s.state.members.suspensions[person(7)] = [(s.now, s.now + DAY)]
    assert s.refused("nominate", 5, election="e1", member=person(7)) == ["1"]


def test_term_limit_and_pause():
    for limit, pause, ok in ((2, 0, True), (1, 0, False), (1, 2, False), (1, 1, True), (0, 0, True)):
        s = society(instead=changed("6", term=Term(months=6, limit=limit, pause_months=pause)))
        Poll(s).closed(5, 6).count(11, 7)
        Poll(s).declare((5,), (6,))
        s.wait(153)
        Poll(s, "e2", begins=rfc3339(s.now + 60 * DAY)).called()
        if ok:
            s.do("nominate", 5, election="e2", member=person(5))
        else:
            assert s.refused("nominate", 5, election="e2", member=person(5)) == ["6"]
        s.do("nominate", 6, election="e2", member=person(6))


def test_every_candidate_sees_the_roll_or_none():  # C43
    show = Clause(no="20", words="The secretary shows the roll.", of=("show-roll",),
                  may=May(any_of=("office secretary here",)))  # fmt: skip
    s = society(show)
    Poll(s).called().stand(5, 6)
    sec = s.office(1, "secretary")
    assert s.refused("show-roll", sec, election="e1", candidates=(person(5),), records=DIGEST) == ["bylaw 36"]
    s.do("show-roll", sec, election="e1", candidates=(person(5), person(6)), records=DIGEST)
