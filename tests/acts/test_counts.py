"""Counts of a vote: no more than voters, ties, majorities, secrecy, the roll-call."""

import pytest

from bylaw.acts.assemblies.votes import RollVote
from bylaw.rules.majority import Majority
from bylaw.rules.meanings import MajorityRule, Method

from .assembly import Assembly, clause, ready
from .society import person
from .voting import carried, not_voted, rule, vote


def test_more_votes_than_voters():
    s = ready()
    assert not_voted(s, 7, 1) == ["bylaw 17"], "C40"
    vote(s, 7, 0)


def test_no_vote_outside_the_meeting():
    s = Assembly()
    s.call()
    s.move()
    assert "bylaw 15" in not_voted(s, 5)
    s.open()
    s.do("close-meeting", s.secretary, meeting="m1")
    assert not_voted(s, 5) == ["bylaw 15"]


def test_a_tie_fails_or_is_broken_as_the_clause_says():
    s = ready()
    assert not_voted(s, 3, 3, 1, tie="yes") == ["bylaw 17"], "the clause knows no casting vote"
    vote(s, 3, 3, 1)
    assert not carried(s)
    for broken, result in (("yes", True), ("no", False)):
        s = ready(rule(Majority(share=(1, 2), base="cast", strict=True, tie="casting")))
        assert not_voted(s, 3, 3, 1) == ["4"], "the casting vote is to be recorded"
        assert not_voted(s, 4, 3, tie="no") == ["bylaw 17"]
        vote(s, 3, 3, 1, tie=broken)
        assert carried(s) is result


@pytest.mark.parametrize(
    ("base", "enough", "short"),
    [
        ("cast", (2, 1, 4), (1, 1, 5)),
        ("present", (5, 0, 0), (4, 0, 0)),
        ("entitled", (7, 0, 0), (6, 0, 0)),
        ("nonabstaining", (6, 0, 1), (5, 0, 1)),
    ],
)
def test_two_thirds_of_what(base, enough, short):
    law = rule(Majority(share=(2, 3), base=base, strict=False))
    s = ready(law)
    vote(s, *enough)
    assert carried(s)
    s = ready(law)
    vote(s, *short)
    assert not carried(s)


def test_the_matter_has_its_own_majority():
    law = clause(
        "12", "attest", majority=MajorityRule(majority=Majority(share=(2, 3), base="cast", strict=False))
    )
    s = ready(law)
    vote(s, 4, 3)
    assert not carried(s), "two thirds for attesting"
    s = Assembly(law)
    s.call()
    s.move(matter="")
    s.open()
    vote(s, 4, 3)
    assert s.state.motions.all["q1"].outcome == "carried", "half for a declaration"


def test_a_floor_binds_beside_the_choice():
    floor = clause(
        "41",
        "attest",
        layer="floor",
        majority=MajorityRule(majority=Majority(share=(3, 4), base="cast", strict=False)),
    )
    choice = clause(
        "12", "attest", majority=MajorityRule(majority=Majority(share=(4, 5), base="cast", strict=False))
    )
    for votes, result in (((3, 1), False), ((4, 1), True)):
        s = ready(floor, choice)
        vote(s, *votes)
        assert carried(s) is result


def test_no_proxy_counts_in_a_secret_vote():
    s = Assembly()
    s.call()
    s.move()
    s.do("give-proxy", 8, meeting="m1", holder=person(2))
    s.open(present=range(1, 8))
    s.come(8, mode="proxy")
    assert not_voted(s, 8, how="secret") == ["bylaw 17"], "C37"
    vote(s, 8)


def test_secret_where_the_clause_says_secret():
    s = ready(clause("13", "attest", method=Method(name="yes-no", ballot="secret")))
    assert not_voted(s, 7) == ["13"]
    assert s.refused("record-roll-call", s.secretary, motion="q1", votes=(RollVote(person(1), "yes"),)) == [
        "13"
    ]
    vote(s, 7, how="secret")


def roll(*votes: tuple[int, str]) -> tuple[RollVote, ...]:
    return tuple(RollVote(person(n), said) for n, said in votes)


def test_a_roll_call_member_by_member():
    s = Assembly()
    s.call()
    s.move()
    s.do("give-proxy", 8, meeting="m1", holder=person(2))
    s.open(present=range(1, 6))
    s.come(8, mode="proxy")
    q = {"motion": "q1"}
    assert s.refused("record-roll-call", s.secretary, votes=roll((1, "yes"), (1, "yes")), **q) == [
        "bylaw 17"
    ], "C38"
    assert s.refused("record-roll-call", s.secretary, votes=roll((9, "yes")), **q) == ["bylaw 9"], "absent"
    s.do("record-roll-call", s.secretary, votes=roll((1, "yes"), (2, "yes"), (8, "yes")), part="more", **q)
    assert s.refused("record-roll-call", s.secretary, votes=roll((2, "no")), **q) == ["bylaw 17"]
    s.do("record-roll-call", s.secretary, votes=roll((3, "no"), (4, "no"), (5, "abstain")), **q)
    assert carried(s)
    tally = s.state.motions.counts["q1"]
    assert (tally.yes, tally.no, tally.abstain) == (3, 2, 1)
