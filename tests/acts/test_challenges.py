"""Challenges of elections: a void or a result contested in time, ruled on by others, or the vote is held again."""

import pytest
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.substance import substance
from bylaw.projections.duties import duties
from bylaw.projections.timetable import timetable
from bylaw.rules.clause import FOREVER, Clause
from bylaw.rules.meanings import Appeal, May, Window
from bylaw.state.warrants import Warrant

from .boxing import KEYHOLDERS, Boxed, box_society
from .polling import CLAUSES, DIGEST, Poll, enter, in_units, society
from .society import DAY, person

SECRETARY = May(any_of=("office secretary here", "resolution assembly here"))
RULES = (
    Clause(no="40", words="Voters and candidates challenge within ten days; a ruling takes twenty at most.",
           of=("challenge-election",), may=May(any_of=("member here", "subject")),
           appeal=Appeal(within_days=10, decide_days=20)),
    Clause(no="41", words="The president rules, or another member for the assembly.", of=("decide-challenge",),
           may=May(any_of=("office president here", "office secretary here", "resolution assembly here",
                           "member here"))),
    Clause(no="42", words="The secretary declares.", of=("declare-result",), may=May(any_of=("office secretary here",))),
    Clause(no="43", words="A result is voided within a week.", of=("void-election",), window=Window(days=7)),
)  # fmt: skip
ABOUT = {"election": "e1", "reasons": DIGEST}
UPHELD, OVERTURNED = {**ABOUT, "ruling": "upheld"}, {**ABOUT, "ruling": "overturned"}
NINE = next(clause for clause in CLAUSES if clause.no == "9")


def club(*more, **fields):
    return society(*RULES, *more, instead={"9": replace(NINE, may=SECRETARY), "12": replace(RULES[0], no="12", of=("x",))},
                   **fields)  # fmt: skip


def voided(by_assembly=False, **fields):
    """An election counted 11 to 7 and voided, by the secretary or for the assembly."""
    s = club(**fields)
    poll = Poll(s).closed(5, 6)
    poll.count(11, 7)
    s.do(
        "void-election",
        resolved(s, "void-election", **ABOUT) if by_assembly else s.office(1, "secretary"),
        **ABOUT,
    )
    return s, poll


def declared(**fields):
    s = club(**fields)
    poll = Poll(s).closed(5, 6)
    poll.count(11, 7)
    poll.until(51)
    s.do("declare-result", s.office(1, "secretary"), **poll.result((5,), (6,)))
    return s, poll


def resolved(s, kind, **fields):
    """A warrant of the assembly for one act, carried out by member 12."""
    name = f"resolution.{s.nonce}"
    matter = substance(s.act(kind, **fields))
    s.state.warrants.give(Warrant(name, "resolution", "root", matter, s.now, FOREVER))
    return Signer(person(12), "warrant", name)


def chair(s):
    return [m.member for m in s.state.offices.holders("board", "chair", s.now)]


def due(s):
    """Whether any member may call the chair's election now."""
    return not [f for f in s.judged("call-election", 9, **Poll(s, "due").call) if f.refuses]


def test_a_void_is_challenged_in_time_and_once_by_each():
    for wait, refused in ((10, False), (11, True)):
        s, _ = voided()
        s.wait(wait)
        if refused:
            assert s.refused("challenge-election", 5, **ABOUT) == ["40"]
            continue
        s.do("challenge-election", 5, **ABOUT)
        assert s.refused("challenge-election", 5, **ABOUT) == ["bylaw 22"], "twice"
        s.do("challenge-election", 7, **ABOUT)
        s.do("decide-challenge", s.office(2, "president"), **UPHELD)
        assert s.refused("challenge-election", 8, **ABOUT) == ["bylaw 22"], "one ruling answers all"
        assert s.refused("decide-challenge", s.office(2, "president"), **OVERTURNED) == ["bylaw 22"]


def test_nothing_is_challenged_before_it_is_decided():
    s = club()
    poll = Poll(s).closed(5, 6)
    poll.count(11, 7)
    assert s.refused("challenge-election", 5, **ABOUT) == ["bylaw 15"]
    assert s.refused("decide-challenge", s.office(2, "president"), **UPHELD) == ["bylaw 15"]
    poll.until(51)
    s.do("declare-result", s.office(1, "secretary"), **poll.result((5,), (6,)))
    s.do("challenge-election", 5, **ABOUT)


def test_who_voted_or_stood_challenges_also_when_she_is_no_member_of_it_any_more():
    s, _ = voided()
    enter(s, 30)
    for n, clauses in ((5, []), (19, []), (30, ["40"])):
        s.state.members.roll.close(person(n), "root", s.now, "expelled", ("root",))
        assert s.judged("challenge-election", n, **ABOUT)[0].clause == "40", "not as a member"
        found = s.judged("challenge-election", Signer(person(n), "subject"), **ABOUT)
        assert [f.clause for f in found if f.refuses] == clauses


@pytest.mark.parametrize("by_assembly", [False, True])
def test_whoever_voided_challenged_counted_or_stands_does_not_rule(by_assembly):
    s, _ = voided(by_assembly)
    s.do("challenge-election", 7, **ABOUT)
    voider = s.office(1, "secretary")
    member = {"the voider": 12 if by_assembly else 1, "the challenger": 7, "a teller": 3}
    for who, n in member.items():
        assert s.refused("decide-challenge", n, **UPHELD) == ["bylaw 21"], who
    assert s.refused("decide-challenge", 5, **UPHELD) == ["bylaw 34"], "a candidate"
    other = replace(resolved(s, "decide-challenge", **UPHELD), member=person(13))
    if by_assembly:
        assert s.refused("decide-challenge", other, **UPHELD) == ["bylaw 21"], "the body that voided it"
        s.do("decide-challenge", voider, **UPHELD)
    else:
        assert set(s.refused("decide-challenge", voider, **UPHELD)) == {"bylaw 21"}
        s.do("decide-challenge", other, **UPHELD)


def test_an_office_that_voided_does_not_rule_by_its_next_holder():
    s, _ = voided()
    s.do("challenge-election", 7, **ABOUT)
    old = s.state.offices.mandates[s.office(1, "secretary").ref]
    s.state.offices.close(old.name, s.now, "resigned")
    s.state.offices.seat(replace(old, name="next.0", member=person(14), start=s.now))
    assert s.refused("decide-challenge", s.office(14, "secretary"), **UPHELD) == ["bylaw 21"]
    s.do("decide-challenge", 14, **UPHELD)


def test_while_a_void_is_challenged_nobody_is_elected_past_it():
    s, _ = voided()
    other = Poll(s, "e2").called()
    s.do("challenge-election", 7, **ABOUT)
    assert "bylaw 15" in s.refused("call-election", s.office(1, "secretary"), **Poll(s, "e3").call)
    assert not due(s)
    s.do("decide-challenge", s.office(2, "president"), **OVERTURNED)
    assert s.state.elections.all["e2"].outcome == "overtaken"
    assert other.s.state.elections.all["e1"].runs(s.now)


def test_a_void_overturned_gives_back_the_count_and_is_not_voided_again():
    s, poll = voided()
    s.do("challenge-election", 5, **ABOUT)
    s.do("decide-challenge", s.office(2, "president"), **OVERTURNED)
    again = s.refused("void-election", s.office(1, "secretary"), **ABOUT)
    assert again == ["bylaw 22"]
    assert s.refused("challenge-election", 6, **ABOUT) == ["bylaw 15"], "nothing is decided now"
    poll.until(51)
    s.do("declare-result", s.office(1, "secretary"), **poll.result((5,), (6,)))
    assert chair(s) == [person(5)]
    assert s.refused("void-election", s.office(1, "secretary"), **ABOUT) == ["bylaw 22"]
    s.do("challenge-election", 6, **ABOUT)


def test_a_void_that_is_upheld_lets_any_member_call_the_vote_again():
    s, _ = voided()
    s.do("challenge-election", 5, **ABOUT)
    assert not due(s)
    s.do("decide-challenge", s.office(2, "president"), **UPHELD)
    assert due(s)
    Poll(s, "e2").called()
    assert not due(s), "it is called"


def test_a_silent_decider_means_that_the_vote_is_held_again():
    for wait, ok in ((20, True), (21, False)):
        s, _ = voided()
        s.do("challenge-election", 5, **ABOUT)
        told = [date.what for date in timetable(s.state, "root", s.now)]
        assert "the challenge is decided, or the vote is held again" in told
        assert ("decide-challenge", "e1") in [(d.act, d.about) for d in duties(s.state, "root", s.now)]
        s.wait(wait)
        assert due(s) is not ok
        if ok:
            s.do("decide-challenge", s.office(2, "president"), **OVERTURNED)
        else:
            assert s.refused("decide-challenge", s.office(2, "president"), **OVERTURNED) == ["40"]
            assert set(s.refused("challenge-election", 6, **ABOUT)) == {"40", "bylaw 22"}


def test_a_result_stays_in_force_while_it_is_challenged_and_its_term_is_given_back():
    s, _ = declared()
    before = s.state.offices.mandates["e1.0"]
    s.do("challenge-election", 6, **ABOUT)
    assert chair(s) == [person(5)]
    assert s.state.offices.mandates["e1.0"].due < before.due
    s.do("decide-challenge", s.office(2, "president"), **UPHELD)
    assert s.state.offices.mandates["e1.0"] == before
    s.wait(60)
    assert not due(s)


def test_a_result_nobody_ruled_on_holds_until_successors_are_elected():
    s, _ = declared()
    s.do("challenge-election", 6, **ABOUT)
    s.wait(20)
    assert not due(s)
    s.wait(1)
    assert due(s)
    assert chair(s) == [person(5)], "she stays on"
    poll = Poll(s, "e2").closed(5, 6)
    poll.count(3, 9)
    poll.until(51)
    s.do("declare-result", s.office(1, "secretary"), **poll.result((6,), (5,)))
    assert chair(s) == [person(6)]


def test_a_result_falls_only_for_what_may_have_changed_it():
    for touched, refused in ((3, True), (4, False), (0, False)):
        s, _ = declared()
        s.do("challenge-election", 6, **ABOUT)
        ruling = {**OVERTURNED, "touched": touched}
        if refused:
            assert s.refused("decide-challenge", s.office(2, "president"), **ruling) == ["bylaw 32"]
            continue
        s.do("decide-challenge", s.office(2, "president"), **ruling)
        assert chair(s) == []
        assert due(s)
        assert s.refused("challenge-election", 5, **ABOUT) == ["bylaw 22"], "a ruling is not challenged"


def test_a_result_voided_by_the_office_comes_back_by_a_ruling():
    s, poll = declared()
    s.do("void-election", s.office(1, "secretary"), **ABOUT)
    assert chair(s) == []
    s.do("challenge-election", 5, **ABOUT)
    s.do("decide-challenge", s.office(2, "president"), **OVERTURNED)
    s.do("declare-result", s.office(1, "secretary"), **poll.result((5,), (6,)))
    assert chair(s) == [person(5)]
    assert [m.name for m in s.state.offices.holders("board", "chair", s.now)] == ["e1.0.r"]


def test_what_is_reinstated_and_not_declared_is_voted_on_again():
    s, poll = voided()
    s.do("challenge-election", 5, **ABOUT)
    s.do("decide-challenge", s.office(2, "president"), **OVERTURNED)
    s.wait(20)
    assert not due(s)
    s.wait(1)
    assert due(s)
    poll.until((s.now - poll.start) / DAY)
    Poll(s, "e2").called()
    assert s.state.elections.all["e1"].outcome == "overtaken"


def test_a_poll_that_was_voided_while_open_is_held_again_and_not_given_back():
    s = club()
    poll = Poll(s).opened(5, 6)
    s.do("void-election", s.office(1, "secretary"), **ABOUT)
    s.do("challenge-election", 5, **ABOUT)
    s.do("decide-challenge", s.office(2, "president"), **OVERTURNED)
    assert s.state.elections.all["e1"].outcome == "void"
    assert due(s)
    assert poll.s.refused("challenge-election", 6, **ABOUT) == ["bylaw 22"]


def test_the_void_of_a_unit_is_challenged_before_the_result():
    s = club(founders=4)
    in_units(s)
    poll = Poll(s, units=("north", "south")).closed(5, 8)
    poll.count(3, 1, unit="north")
    south, secretary = {**ABOUT, "unit": "south"}, s.office(1, "secretary")
    s.do("void-election", secretary, **south)
    s.do("challenge-election", 8, **south)
    assert s.refused("declare-result", secretary, **poll.result((5,), (8,))) == ["bylaw 15"]
    s.do("decide-challenge", s.office(2, "president"), **south, ruling="overturned")
    assert s.refused("void-election", secretary, **south) == ["bylaw 22"]
    assert s.refused("declare-result", secretary, **poll.result((5,), (8,))) == ["bylaw 17"], "not counted"
    poll.count(1, 5, unit="south")
    s.do("declare-result", secretary, **poll.result((8,), (5,)))
    assert s.refused("challenge-election", 5, **south) == ["bylaw 15"], "now the result is challenged"
    s.do("challenge-election", 5, **ABOUT)


def test_a_box_that_does_not_reconcile_is_given_back_and_still_has_no_result():
    boxed = Boxed(box_society(*RULES[:2], RULES[3]), ranked=False).decrypted()
    s = boxed.s
    s.do("void-election", s.office(1, "secretary"), **ABOUT)
    assert s.refused("file-result", boxed.tellers(), **boxed.result()) == ["bylaw 15"]
    s.do("challenge-election", 5, **ABOUT)
    trustee = KEYHOLDERS[0]
    assert s.refused("decide-challenge", trustee, **OVERTURNED) == ["bylaw 21"], "a trustee"
    s.do("decide-challenge", 12, **OVERTURNED)
    votes = boxed.result()["votes"]
    more = ((votes[0][0] + 1, *votes[0][1:]), *votes[1:])
    assert s.refused("file-result", boxed.tellers(), **boxed.result(votes=more)) == ["bylaw 46"]
    assert s.refused("file-result", boxed.tellers(), **boxed.result(counted=9)) == ["bylaw 17", "bylaw 17"]
    s.do("file-result", boxed.tellers(), **boxed.result())
