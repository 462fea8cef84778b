import pytest

from bylaw.acts.act import Signer
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.majority import Majority
from bylaw.rules.meanings import (
    Electorate,
    Eligible,
    MajorityRule,
    Method,
    Term,
    Window,
)

from .polling import DIGEST, Poll, changed, society
from .society import DAY, person


def test_from_call_to_mandate():
    s = society()
    poll = Poll(s).closed(5, 6)
    poll.count(11, 7, invalid=1, took_part=19)
    poll.declare((5,), (6,))
    mandate = s.state.offices.mandates["e1.0"]
    assert (mandate.member, mandate.source) == (person(5), "e1")
    assert mandate.start == poll.start + 50 * DAY, "from the day announced, not before"
    assert not mandate.holds(s.now)
    assert rfc3339(mandate.due) == "2027-02-18T00:00:00Z", (
        "two years from 17 February 2025, to the end of the day"
    )


def test_who_is_declared_follows_from_the_count():  # C21, C45
    s = society()
    poll = Poll(s).closed(5, 6, 7)
    assert poll.refused((5,)) == ["bylaw 17"], "not counted"
    poll.count(3, 9, 6)
    for elected, alternates in (((5,), ()), ((6,), ()), ((6,), (5,)), ((6, 7), ()), ((8,), (7,)), ((), ())):
        assert "bylaw 32" in poll.refused(elected, alternates)
    assert s.refused("declare-result", poll.pair()[0], **poll.result((6,), (7,))) == ["12"], "one key"
    poll.declare((6,), (7,))
    assert poll.refused((6,), (7,)) == ["bylaw 32"]


def test_a_tie_needs_a_recorded_lot():
    s = society()
    poll = Poll(s).closed(5, 6, 7)
    poll.count(7, 7, 2)
    assert poll.refused((5,), (6,)) == ["bylaw 32"]
    assert poll.refused((5,), (6,), lot=(person(6), person(5))) == ["bylaw 32"]
    poll.declare((6,), (5,), lot=(person(6), person(5)))


def test_nobody_is_elected_without_a_vote():
    s = society()
    poll = Poll(
        s,
        office="councillor",
        seats=2,
    ).closed(5, 6, 7)
    poll.count(7, 0, 0)
    poll.declare((5,))


def test_a_single_candidate_is_confirmed_or_not_elected():  # C22, E5
    s = society()
    poll = Poll(s).closed(5)
    assert poll.refused((5,)) == ["bylaw 17"]
    assert s.refused("enter-count", poll.tellers(), **poll.numbers(12)) == ["bylaw 17"]
    assert s.refused(
        "enter-count", poll.tellers(), **poll.numbers(9, against=(9,), took_part=18, valid=17)
    ) == ["bylaw 17"]
    poll.count(9, against=(9,), took_part=18, valid=18)
    assert poll.refused((5,)) == ["bylaw 32"], "as many against"
    poll.declare(())
    assert not list(s.state.offices.history("board", "chair"))
    s = society()
    poll = Poll(s).closed(5)
    poll.count(10, against=(9,), took_part=19, valid=19)
    poll.declare((5,))


def test_the_majority_that_confirms_is_a_number_of_the_bylaws():
    two_thirds = MajorityRule(majority=Majority(share=(2, 3), base="cast", strict=False))
    s = society(Clause(no="20", words="Two thirds.", of=("call-election",), majority=two_thirds))
    poll = Poll(s, office="councillor", seats=3).closed(5, 6)
    poll.count(11, 12, against=(6, 6), took_part=18, valid=18)
    assert poll.refused((5, 6)) == ["bylaw 32"]
    poll.declare((6,))


def test_none_of_these():
    s = society(instead=changed("5", method=Method(name="approval", ballot="open", default="none")))
    poll = Poll(s).closed(5)
    poll.count(8, 8, took_part=10, valid=10)
    assert poll.refused((5,)) == ["bylaw 32"]
    poll.count(9, 8, took_part=10, valid=10)
    poll.declare((5,))


def test_a_withdrawn_candidate_is_not_elected():
    s = society()
    poll = Poll(s).closed(5, 6, 7)
    poll.count(9, 6, 3)
    s.do("withdraw-candidacy", Signer(person(5), "subject"), election="e1", member=person(5))
    assert poll.refused((5,), (6,)) == ["bylaw 32"]
    poll.declare((6,), (7,))
    assert s.refused("withdraw-candidacy", Signer(person(6), "subject"), election="e1", member=person(6)) == [
        "bylaw 15"
    ]


def test_an_alternate_succeeds_for_the_rest_of_the_term():
    s = society()
    poll = Poll(s).closed(5, 6)
    poll.count(11, 7)
    poll.declare((5,), (6,))
    poll.until(60)
    s.state.offices.close("e1.0", s.now, "resigned")
    heir = next(s.state.offices.holders("board", "chair", s.now))
    assert (heir.member, heir.due) == (person(6), s.state.offices.mandates["e1.0"].due)
    s.state.offices.close(heir.name, s.now + DAY, "resigned")
    assert not list(s.state.offices.holders("board", "chair", s.now + DAY)), "no seat by seniority: elect"


@pytest.mark.parametrize(("alternates", "heir"), [(0, None), (1, 6), (2, 6)])
def test_a_vacant_seat_goes_to_whom_the_votes_and_the_clause_name_and_to_nobody_by_seniority(
    alternates, heir
):  # C45
    s = society(instead=changed("5", method=Method(name="plurality", ballot="open", alternates=alternates)))
    poll = Poll(s).closed(5, 6, 7)
    poll.count(11, 7, 1)
    for eldest in ((1,), (7, 6), (1, 6)):
        assert poll.refused((5,), eldest) == ["bylaw 32"]
    poll.declare((5,), (6, 7)[:alternates])
    poll.until(60)
    s.state.offices.close("e1.0", s.now, "resigned")
    seated = [mandate.member for mandate in s.state.offices.holders("board", "chair", s.now)]
    assert seated == ([person(heir)] if heir else [])
    s.wait(14)
    due = s.judged("call-election", 9, **Poll(s, "e2").call)
    assert bool(due) is bool(heir), "a by-election, which any member calls, or none"


def test_a_void_election_ends_what_came_of_it():
    for clause, days, ok in ((None, 1, False), (10, 9, True), (10, 11, False)):
        window = Clause(no="21", words="Challenges.", of=("void-election",), window=Window(days=clause or 0))
        s = society(*((window,) if clause else ()))
        poll = Poll(s).closed(5, 6)
        poll.until(51).count(11, 7)
        poll.declare((5,), (6,))
        s.wait(days)
        void = {"election": "e1", "reasons": DIGEST}
        if not ok:
            found = s.refused("void-election", s.office(1, "secretary"), **void)
            assert found == ["21" if clause else "bylaw 15"]
            continue
        s.do("void-election", s.office(1, "secretary"), **void)
        assert not list(s.state.offices.holders("board", "chair", s.now))
        assert list(s.state.offices.holders("board", "chair", s.now - 1)), "what was done meanwhile stands"
        assert s.refused("void-election", s.office(1, "secretary"), **void) == ["bylaw 15"]
        Poll(s, "e2").called()


def test_a_lot_is_drawn_only_where_somebody_is_level():
    s = society()
    poll = Poll(s).closed(5, 6)
    poll.count(11, 7)
    assert poll.refused((5,), (6,), lot=(person(5), person(6))) == ["bylaw 32"]
    poll.declare((5,), (6,))


def test_holdover_ends_when_the_successor_is_in():
    s = society(instead=changed("6", term=Term(months=1, holdover=True)))
    poll = Poll(s).closed(5, 6)
    poll.count(11, 7)
    poll.declare((5,), (6,))
    s.wait(60)
    assert [m.member for m in s.state.offices.holders("board", "chair", s.now)] == [person(5)], "stays on"
    second = Poll(s, "e2").closed(6, 7)
    second.count(11, 7)
    second.declare((6,), (7,))
    start = second.start + 50 * DAY
    assert [m.member for m in s.state.offices.holders("board", "chair", start - 1)] == [person(5)]
    assert [m.member for m in s.state.offices.holders("board", "chair", start)] == [person(6)]


def test_incompatible_offices_are_laid_down():
    clause = Clause(no="20", words="No secretary on the board.", of=("call-election",), office=("chair",),
                    eligible=Eligible(incompatible=("secretary",)))  # fmt: skip
    for clauses, held in (((clause,), False), ((), True)):
        s = society(*clauses)
        poll = Poll(s).closed(1, 6)
        poll.count(11, 7)
        poll.declare((1,), (6,))
        assert any(s.state.offices.holders("root", "secretary", poll.start + 50 * DAY)) is held
        assert any(s.state.offices.holders("root", "secretary", poll.start + 50 * DAY - 1))


def test_no_affiliation_has_more_seats_than_its_cap():
    for cap, elected, alternate in ((2, (5, 6, 8), 9), (3, (5, 6, 7), 8), (0, (5, 6, 7), 8)):
        clause = Clause(
            no="20", words="A cap.", of=("call-election",), eligible=Eligible(per_affiliation=cap)
        )
        s = society(clause, instead=changed("5", method=Method(name="approval", ballot="open", alternates=1)))
        for n in (5, 6, 7):
            s.state.members.affiliations[person(n)] = [(s.now, "acme")]
        poll = Poll(s, office="councillor", seats=3).closed(5, 6, 7, 8, 9)
        poll.count(9, 8, 7, 6, 5, took_part=20, valid=20)
        if cap == 2:
            assert poll.refused((5, 6, 7), (8,)) == ["bylaw 32"]
        poll.declare(elected, (alternate,))


def test_nobody_comes_to_two_seats_of_one_office():
    s = society(instead=changed("5", method=Method(name="approval", ballot="open", alternates=2)))
    first = Poll(s, office="councillor", seats=2).closed(5, 6, 7, 8)
    first.count(9, 8, 7, 6, took_part=20, valid=20)
    first.declare((5, 6), (7, 8))
    s.wait(5)
    second = Poll(s, "e2", office="councillor").called()
    assert s.refused("nominate", 9, election="e2", member=person(5)) == ["bylaw 32"]
    second.stand(7, 9).until(40)
    s.do("fix-paper", s.office(1, "secretary"), **second.paper(7, 9))
    s.do("open-poll", s.office(1, "secretary"), election="e2")
    second.until(47)
    s.do("close-poll", 1, election="e2", served=20, records=DIGEST)
    second.count(9, 8, took_part=20, valid=20)
    s.state.offices.close("e1.1", s.now, "resigned")
    assert second.refused((7,), (9,)) == ["bylaw 32"], "she has come to a seat as an alternate"
    second.declare((9,))
    s.wait(10)
    s.state.offices.close("e1.0", s.now, "resigned")
    held = sorted(m.member for m in s.state.offices.holders("board", "councillor", s.now))
    assert held == [person(7), person(8), person(9)]


def test_the_board_elects_its_chair_where_the_bylaws_say_so():
    by_board = Electorate(closes_days=0, by="board")
    s = society(
        Clause(
            no="20", words="The board elects.", of=("call-election",), office=("chair",), electorate=by_board
        )
    )
    first = Poll(s, office="councillor", seats=3).closed(5, 6, 7, 8)
    first.count(8, 6, 4, 2)
    first.declare((5, 6, 7), (8,))
    s.wait(5)
    poll = Poll(s, "e2").opened(5, 6)
    assert s.state.elections.papers["e2"].voters == 3
    poll.until(47)
    s.do("close-poll", 1, election="e2", served=3, records=DIGEST)
    assert s.refused("enter-count", poll.tellers(), **poll.numbers(3, 1, unit="board")) == ["bylaw 17"]
    poll.count(2, 1, unit="board")
    poll.declare((5,), (6,))
    s = society(Clause(no="20", words="Delegates elect.", of=("call-election",), office=("chair",),
                       electorate=Electorate(by="congress")))  # fmt: skip
    assert s.refused("call-election", s.office(1, "secretary"), **Poll(s).call) == ["20"]
