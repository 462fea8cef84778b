"""Matters of one's own: who has no vote, herself or for another, and what that leaves to be counted."""

import pytest

from bylaw.acts.assemblies.votes import RollVote
from bylaw.rules.meanings import Conflict
from tests.rules.shipped import book

from .assembly import Assembly, clause
from .society import person
from .voting import not_voted

PARTY = clause("34", "move", conflict=Conflict())
SUBJECT = clause("43", "remove-from-office", conflict=Conflict(silences=("party", "subject")))


def session(*clauses, parties: tuple[int, ...] = (3,), **more) -> Assembly:
    """Members 1 to 5 are there, 2 stands for 8 and 3 for 9; a motion names the other side."""
    s = Assembly(*clauses)
    s.call()
    s.move(parties=tuple(map(person, parties)), **more)
    s.do("give-proxy", 8, meeting="m1", holder=person(2))
    s.do("give-proxy", 9, meeting="m1", holder=person(3))
    s.open(present=range(1, 6))
    s.come(8, 9, mode="proxy")
    return s


def called(s: Assembly, *voters: int) -> set[str]:
    votes = tuple(RollVote(person(n), "yes") for n in voters)
    found = s.judged("record-roll-call", s.secretary, motion="q1", votes=votes, part="more")
    return {finding.clause for finding in found}


SHOWN = [((PARTY,), (3,), 5), ((PARTY,), (8,), 6), ((PARTY,), (2, 3), 3), ((PARTY,), (), 7), ((PARTY,), (10,), 7), ((), (3,), 7)]  # fmt: skip
"""The clauses, the parties named, and the most votes that there can be of the seven who are there."""


@pytest.mark.parametrize(("clauses", "parties", "most"), SHOWN)
def test_a_show_of_hands_counts_without_the_parties_and_those_for_whom_they_stand(
    clauses, parties, most: int
):
    s = session(*clauses, parties=parties)
    assert not_voted(s, most + 1) == (["34"] if most < 7 else ["bylaw 17"])
    few = s.judged("record-vote", s.secretary, motion="q1", yes=most, no=0)
    assert "34" not in {finding.clause for finding in few}


@pytest.mark.parametrize(("voter", "silent"), [(3, True), (9, True), (4, False), (8, False)])
def test_a_party_votes_neither_for_herself_nor_for_another_in_a_roll_call(voter: int, silent: bool):
    assert ("34" in called(session(PARTY), 1, voter)) == silent
    assert "34" not in called(session(), 1, voter)


def test_in_secret_proxies_do_not_count_anyhow():
    s = session(PARTY)
    assert not_voted(s, 5, how="secret") == ["34"]
    four = s.judged("record-vote", s.secretary, motion="q1", yes=4, no=0, how="secret")
    assert "34" not in {finding.clause for finding in four}


def test_whom_the_act_concerns_is_silenced_only_where_the_clause_says_so():
    matter = Assembly(SUBJECT).matter("remove-from-office", mandate="interim.2", reasons="0" * 64)
    items = {"item": "any", "parties": ()}
    for clauses, silent in (((SUBJECT,), True), ((PARTY,), False)):
        s = session(*clauses, matter=matter, **items)
        assert bool({"43", "34"} & called(s, 1, 3)) == silent
        assert not {"43", "34"} & called(s, 1, 4)


def test_a_floor_on_parties_binds_every_choice():
    assert not Conflict(silences=("party", "subject")).weaker(Conflict())
    assert Conflict(silences=("subject",)).weaker(Conflict()) == "the party of a matter votes"


LAWS = [("association", "BGB 34"), ("cooperative", "GenG 43(6)"), ("de-party", "BGB 34")]


@pytest.mark.parametrize(("profile", "source"), LAWS)
def test_where_the_law_says_so_the_profile_does(profile: str, source: str):
    found = [c for c in book(profile).clauses if isinstance(c.conflict, Conflict)]
    assert {(c.source, c.layer) for c in found} == {(source, "floor")}


def test_where_no_law_says_so_no_profile_does():
    others = [book(name).clauses for name in ("us-union-local", "debian-like", "foundation")]
    assert not [c for clauses in others for c in clauses if isinstance(c.conflict, Conflict)]
