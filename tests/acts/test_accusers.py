"""Who brings a case beside the named accuser: further signers, the mover, the seconders; and whom she criticised."""

import pytest

from bylaw.acts.act import Signer
from bylaw.acts.discipline.decisions import parts
from bylaw.acts.substance import substance
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Grounds, May
from bylaw.state.motions import Motion
from bylaw.state.warrants import Warrant

from .justice import ACCUSER, CHARGED, DRAWER, JUDGES, Court
from .society import person

RESOLVED = Clause(
    no="20", words="w", of=("bring-charge",),
    may=May(any_of=("member here", "resolution assembly here", "member here & member here")),
    grounds=Grounds(names=("theft", "threats")),
)  # fmt: skip
BEARER, MOVER, SECONDER = 9, 10, 11


def resolved(s: Court, told: dict[str, object], mover: int = MOVER, seconder: int = SECONDER) -> Signer:
    """A resolution to bring this charge, and the right of who carries it out."""
    matter = substance(s.act("bring-charge", BEARER, **told))
    s.state.motions.move(Motion("q1", "root", person(mover), matter, "", "", "", s.now, 14))
    s.state.motions.seconds["q1"][person(seconder)] = s.now
    s.state.warrants.give(Warrant("resolution.q1", "resolution", "root", matter, s.now))
    return Signer(person(BEARER), "warrant", "resolution.q1")


def charged_by_resolution() -> Court:
    s = Court((RESOLVED,))
    told = s.charge()
    s.do("bring-charge", resolved(s, told), **told)
    return s.serve()


@pytest.mark.parametrize("n", [BEARER, MOVER, SECONDER])
def test_c11_who_moved_seconded_or_carries_out_a_resolution_to_charge_does_not_judge(n):
    s = charged_by_resolution()
    assert s.refused("seat-panel", DRAWER, **s.bench(6, 7, n)) == ["22", "floor 7"]
    s.seat(6, 7, 12)


@pytest.mark.parametrize("n", [MOVER, SECONDER])
def test_c11_nor_does_she_choose_the_judges_inquire_or_gain_the_post(n):
    s = charged_by_resolution()
    assert s.refused("seat-panel", n, **s.bench(*JUDGES)) == ["bylaw 21"]
    told = {"case": "c1", "terms": s.text()}
    assert s.refused("appoint-investigator", s.secretary, member=person(n), **told) == ["bylaw 21"]
    s.do("appoint-investigator", s.secretary, member=person(12), **told)
    assert {person(n), person(12)} <= parts(s.state, "c1")
    s.seat(*JUDGES)


def test_c11_kin_of_the_mover_does_not_judge():
    s = charged_by_resolution()
    s.do("declare-tie", s.herself(12), member=person(12), other=person(MOVER))
    assert s.refused("seat-panel", DRAWER, **s.bench(6, 7, 12)) == ["22", "floor 7"]
    s.seat(6, 7, 13)


def test_c11_both_who_sign_a_charge_bring_it():
    s = Court((RESOLVED,))
    both = (Signer(person(ACCUSER), "member"), Signer(person(MOVER), "member"))
    s.do("bring-charge", both, **s.charge())
    s.serve()
    assert s.refused("seat-panel", MOVER, **s.bench(*JUDGES)) == ["bylaw 21"]
    assert s.refused("seat-panel", DRAWER, **s.bench(6, 7, MOVER)) == ["22", "floor 7"]
    s.seat(*JUDGES)


def test_nobody_charges_herself_beside_another():
    s = Court((RESOLVED,))
    both = (Signer(person(ACCUSER), "member"), Signer(person(CHARGED), "member"))
    assert s.refused("bring-charge", both, **s.charge()) == ["bylaw 25"]


@pytest.mark.parametrize(
    ("criticised", "taken"), [(BEARER, False), (MOVER, False), (SECONDER, True), (12, True)]
)
def test_c35_a_resolution_does_not_let_whom_she_criticised_charge_her(criticised, taken):
    s = Court((RESOLVED,)).bring("c0", by=CHARGED, charged=person(criticised))
    told = s.charge()
    right = resolved(s, told)
    if taken:
        s.do("bring-charge", right, **told)
    else:
        assert s.refused("bring-charge", right, **told) == ["floor 23"]
        s.wait(182)
        s.do("bring-charge", right, **told)
