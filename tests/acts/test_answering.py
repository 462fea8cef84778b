"""A charge that answers criticism: whom the charged member criticised neither brings it nor votes or signs for it."""

from typing import Any

import pytest

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.votes import RollVote
from bylaw.acts.discipline.criticism import criticised_by
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Climb, May, Window

from .carrying import BEARER, MOVER, OPENER, SECONDER, TEXT, Carriers
from .justice import CHARGED, DRAWER, JUDGES, OFFICER
from .society import person

CRITICISED = 6
COMPLAIN = Clause(
    no="70", words="w", of=("file-complaint",), may=May(any_of=("member here",)),
    climb=Climb(days=14, acknowledge_days=7, decide_days=21, holders=("office secretary here", "office porter here")),
)  # fmt: skip


def society(**about: str) -> Carriers:
    """The charged member has complained, about member 6 unless another is named."""
    s = Carriers(COMPLAIN)
    told = about or {"against": person(CRITICISED)}
    s.do("file-complaint", CHARGED, complaint="k1", body="root", text=s.text(), **told)
    return s


def moved(s: Carriers, **fields: Any) -> Carriers:
    matter = s.matter("bring-charge", **{**s.charge(), **fields})
    s.do("move", MOVER, name="q1", body="root", text=TEXT, matter=matter)
    s.wait(1)
    return s


def called(s: Carriers, *voters: int) -> set[str]:
    votes = tuple(RollVote(person(n), "yes") for n in voters)
    found = s.judged("record-roll-call", s.secretary, motion="q1", votes=votes, part="more")
    return {finding.clause for finding in found}


def test_c35_whom_she_criticised_has_no_vote_on_charging_her_and_others_have():
    s = moved(society())
    assert called(s, 7, CRITICISED) == {"floor 23"}
    assert called(s, 7, 8) == set()
    assert called(moved(society(), charged=person(8)), 7, CRITICISED) == set(), "she never criticised 6"


def test_c35_a_count_leaves_out_the_votes_of_those_whom_she_criticised():
    s = moved(society())
    assert s.refused("record-vote", s.secretary, motion="q1", yes=13, no=1) == ["floor 23"]
    s.do("record-vote", s.secretary, motion="q1", yes=12, no=1)


@pytest.mark.parametrize(("days", "after", "silent"), [(180, 178, True), (180, 181, False), (365, 181, True)])
def test_the_window_of_the_clause_says_for_how_long(days: int, after: int, silent: bool):
    s = Carriers(COMPLAIN, Clause(no="71", words="w", of=("bring-charge",), window=Window(days=days)))
    told = {"complaint": "k1", "body": "root", "text": s.text(), "against": person(CRITICISED)}
    s.do("file-complaint", CHARGED, **told)
    s.wait(after)
    assert bool(called(moved(s), CRITICISED)) == silent


def test_c35_a_complaint_about_a_body_is_one_about_those_who_held_its_seats():
    s = society(target="root")
    assert criticised_by(s.state, person(CHARGED), s.now).get(person(OFFICER))
    assert criticised_by(s.state, person(CHARGED), s.now).get(person(7)) is None
    told = s.charge()
    assert s.refused("bring-charge", OFFICER, **told) == ["floor 23"]
    assert called(moved(s), OFFICER) == {"floor 23"}
    s.do("bring-charge", 7, **told)
    t = society(target="board")
    t.do("bring-charge", OFFICER, **t.charge())


def test_c35_whom_she_criticised_neither_opens_nor_signs_a_petition_to_charge_her():
    s = society()
    matter = s.matter("bring-charge", **s.charge())
    s.do("open-petition", OPENER, name="p1", body="root", text=TEXT, matter=matter)
    assert s.refused("sign-petition", CRITICISED, petition="p1") == ["floor 23"]
    s.do("sign-petition", SECONDER, petition="p1")
    told = s.charge(case="c2")
    s.do(
        "open-petition",
        CRITICISED,
        name="p2",
        body="root",
        text=TEXT,
        matter=s.matter("bring-charge", **told),
    )
    for n in (SECONDER, OPENER):
        s.do("sign-petition", n, petition="p2")
    s.do("file-petition", OPENER, petition="p2")
    bearer = Signer(person(BEARER), "warrant", "petition.p2")
    assert s.refused("bring-charge", bearer, **told) == ["floor 23"]


def test_c11_who_opened_or_signed_the_petition_to_charge_does_not_judge():
    s = Carriers()
    told = s.charge()
    s.do("bring-charge", s.petition("bring-charge", **told), **told)
    s.serve()
    for n in (BEARER, OPENER, SECONDER):
        assert s.refused("seat-panel", DRAWER, **s.bench(6, 7, n)) == ["22", "floor 7"]
    s.seat(*JUDGES)
