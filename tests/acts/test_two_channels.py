"""One election in a box and on paper: some units by hand, joined exactly with the boxes of the others."""

from __future__ import annotations

import pytest

from bylaw.acts.secret_ballots.box_result import OnPaper
from bylaw.state.roll import Spell

from .boxing import Boxed, box_society
from .polling import Poll
from .society import Society, person

PAPERS = b'3 2\n3 3 2 1 0\n2 2 3 0\n0\n"5"\n"6"\n"7"\n"Council"\n'
"""Five papers of the south: three for 7 before 6 before 5, two for 6 before 7."""


def in_units(s: Society, north: range, south: range) -> Society:
    """Put the founders, who came in at the root, on the rolls of two branches."""
    roll, above = s.state.members.roll, s.state.bodies.above
    for unit, members in (("north", north), ("south", south)):
        for n in members:
            roll.close(person(n), "root", s.now, "moved", above["root"])
            roll.enter(person(n), Spell(unit, "ordinary", s.now), above[unit])
    s.wait(1)
    return s


def joined(**fields: object) -> Boxed:
    """Twelve may vote in the box of the north, five on paper in the south: on the chair by approval, the council by STV."""
    s = in_units(box_society(founders=17), range(1, 13), range(13, 18))
    boxed = Boxed(s)
    fields = {"means": "box", "units": ("north", "south"), "by_hand": ("south",), **fields}
    boxed.polls = [Poll(s, "e1", **fields), Poll(s, "e2", office="councillor", seats=2, **fields)]
    boxed.setting = lambda real=boxed.setting, **other: real(**{"unit": "north", **other})  # type: ignore[method-assign]
    return boxed


def by_hand(boxed: Boxed, election: str, **other: object) -> dict[str, object]:
    numbers = {"election": election, "unit": "south", "took_part": 5, "valid": 5, "invalid": 0}
    if election == "e2":
        return {**numbers, "ballots": boxed.s.attach(PAPERS), **other}
    return {**numbers, "votes": (1, 4), **other}


def test_paper_and_box_are_joined_exactly():
    """By hand: 15 valid, quota 6; first 5 for 5, 7 for 6, 3 for 7. 6 is elected, 7 goes out, and 5 gets her three."""
    boxed = joined()
    boxed.filed()
    s, tellers = boxed.s, boxed.tellers()
    box = s.state.elections.counts["e1"]["north"]
    assert boxed.polls[0].refused((6,)) == ["bylaw 17"], "the south has no count"
    s.do("enter-count", tellers, **by_hand(boxed, "e1"))
    s.do("enter-count", tellers, **by_hand(boxed, "e2"))
    assert (box.votes, box.took_part) == ((7, 6), 10)
    assert "bylaw 32" in boxed.polls[0].refused((5,)), "8 to 10: by the box alone she had won"
    boxed.polls[0].declare((6,))
    files = tuple(s.state.elections.counts["e2"][unit].ballots for unit in ("north", "south"))
    assert "bylaw 13" in boxed.polls[1].refused((7, 6), ballots=files[:1]), "the papers are part of it"
    assert "bylaw 32" in boxed.polls[1].refused((5, 6), ballots=files)
    boxed.polls[1].declare((6, 5), ballots=files)


def test_the_same_without_the_papers_has_another_result():
    boxed = joined()
    boxed.filed()
    boxed.s.do("enter-count", boxed.tellers(), **by_hand(boxed, "e1", votes=(0, 0), took_part=0, valid=0))
    assert "bylaw 32" in boxed.polls[0].refused((6,))
    boxed.polls[0].declare((5,))


@pytest.mark.parametrize(("wrong", "clause"), [
    ({"unit": "north"}, "bylaw 32"), ({"unit": "root"}, "bylaw 8"), ({"took_part": 6, "valid": 6}, "bylaw 17"),
    ({"votes": (1, 6)}, "bylaw 17")])  # fmt: skip
def test_tellers_count_the_paper_unit_and_no_more_than_could_vote_there(wrong, clause):
    boxed = joined().closed()
    assert clause in boxed.s.refused("enter-count", boxed.tellers(), **by_hand(boxed, "e1", **wrong))
    boxed.s.do("enter-count", boxed.tellers(), **by_hand(boxed, "e1"))


def test_a_voter_has_one_channel():
    boxed = joined()
    boxed.committed()
    pair = boxed.pair()
    assert "bylaw 42" in boxed.s.refused("set-up-ballot", pair, **boxed.setting(unit="south")), (
        "it votes by hand"
    )
    short = boxed.setting(number=11)
    assert "bylaw 42" in boxed.s.refused("set-up-ballot", pair, **short), "one of the north has none"
    boxed.s.do("set-up-ballot", pair, **boxed.setting())


@pytest.mark.parametrize(("fields", "clause"), [
    ({"by_hand": ("south", "north")}, "bylaw 42"), ({"by_hand": ("board",)}, "bylaw 42"),
    ({"by_hand": ("south", "south")}, "bylaw 42"), ({"means": "count"}, "bylaw 41"),
    ({"units": ()}, "bylaw 42"), ({"by_hand": ()}, ""), ({}, "")])  # fmt: skip
def test_what_votes_by_hand_is_some_of_the_units(fields, clause):
    boxed = joined(**fields)
    call = boxed.s.judged("call-election", boxed.s.office(1, "secretary"), **boxed.polls[0].call)
    assert [f.clause for f in call if f.refuses] == ([clause] if clause else [])


def beside(boxed: Boxed, **other: object) -> dict[str, object]:
    numbers = {"election": "e2", "unit": "root", "took_part": 5, "valid": 5, "invalid": 0}
    return {**numbers, "ballots": boxed.s.attach(PAPERS), **other}


def test_some_voters_of_the_unit_of_a_box_rank_on_paper():
    """Ten of twenty-two vote on paper: their marks are added by the result of the box, their rankings are a count of their own."""
    boxed = Boxed(box_society(founders=22))
    boxed.set_up = lambda real=boxed.set_up: real(on_paper=tuple(map(person, range(13, 23))))  # type: ignore[method-assign]
    boxed.decrypted()
    s, tellers = boxed.s, boxed.tellers()
    wrong = boxed.result(paper=OnPaper(5, 5, ((1, 4), (1, 2, 2))))
    assert "bylaw 17" in s.refused("file-result", tellers, **wrong), "rankings are not added up"
    s.do("file-result", tellers, **boxed.result(paper=OnPaper(5, 5, ((1, 4), ()))))
    assert boxed.polls[1].refused((5, 6)) == ["bylaw 17"], "the papers have no count"
    for other in ({"took_part": 11}, {"votes": (1, 2, 2), "ballots": ""}, {"valid": 4}):
        assert "bylaw 17" in s.refused("enter-count", tellers, **beside(boxed, **other)), other
    assert "bylaw 32" in s.refused("enter-count", tellers, **beside(boxed, election="e1")), (
        "marks are not entered"
    )
    s.do("enter-count", tellers, **beside(boxed))
    counts = s.state.elections.counts["e2"]
    assert {part: count.took_part for part, count in counts.items()} == {"root": 10, "root/paper": 5}
    files = tuple(count.ballots for count in counts.values())
    boxed.polls[0].declare((6,))
    assert "bylaw 32" in boxed.polls[1].refused((5, 6), ballots=files)
    boxed.polls[1].declare((6, 5), ballots=files)
