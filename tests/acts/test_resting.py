"""While her rights rest an officer does not act, complaints pass her by, and none of it is done to who controls."""

import pytest
from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Climb, May

from .justice import CHARGED, JUDGES, OFFICER, WITNESS, Court
from .society import DAY, person

CONTROL = Clause(no="90", words="w", of=("request-file",), may=May(any_of=("office steward here",)))
COMPLAIN = Clause(
    no="70", words="w", of=("file-complaint",), may=May(any_of=("member here",)),
    climb=Climb(days=14, acknowledge_days=7, decide_days=21, holders=("office secretary here", "office steward here")),
)  # fmt: skip
HOLD = Clause(no="71", words="w", of=("acknowledge-complaint",), may=May(any_of=("holder",)))


def serves(s: Court, by: Signer) -> list[str]:
    told = {"case": "c9", "hearing": s.stamp(14), "record": s.text()}
    return [f.clause for f in s.judged("serve-charge", by, **told)]


def test_an_officer_whose_rights_rest_does_not_act_until_they_come_back():
    s = Court().bring("c9", by=12, charged=person(13))
    s.bring("c1", charged=person(OFFICER)).found(*JUDGES)
    assert serves(s, s.secretary) == [], "a finding alone takes nothing"
    s.do("decide-sanction", s.panel(*JUDGES), **s.sanction(days=40))
    assert serves(s, s.secretary) == ["24"]
    s.wait(41)
    assert serves(s, s.secretary) == []


def test_while_an_appeal_stays_the_sanction_she_acts_and_an_interim_measure_stops_her_at_once():
    s = Court(stays=True).bring("c9", by=12, charged=person(13))
    s.bring("c1", charged=person(OFFICER)).found(*JUDGES)
    s.do("decide-sanction", s.panel(*JUDGES), **s.sanction())
    s.do("appeal", s.herself(OFFICER), case="c1", grounds=s.text())
    assert serves(s, s.secretary) == []
    held = s.state.offices.mandates[s.secretary.ref]
    s.state.offices.seat(replace(held, name="second", member=person(WITNESS)))
    s.bring("c2", by=12, charged=person(WITNESS))
    second = Signer(person(WITNESS), "office", "second")
    assert serves(s, second) == []
    last = {"last": s.stamp(20), "reasons": s.text()}
    s.do("interim-measure", s.secretary, case="c2", member=person(WITNESS), **last)
    assert serves(s, second) == ["24"]
    s.now += 20 * DAY
    assert serves(s, second) == []


def measured(s: Court, **fields: object) -> dict[str, object]:
    return {"case": "c1", "member": person(CHARGED), "last": s.stamp(20), "reasons": s.text()} | fields


def test_no_interim_measure_touches_who_controls_and_a_panel_may():
    s = Court().bring()
    s.do("interim-measure", s.secretary, **measured(s))
    s = Court((CONTROL,)).bring()
    assert s.refused("interim-measure", s.secretary, **measured(s)) == ["bylaw 53"]
    s.found(*JUDGES)
    s.do("decide-sanction", s.panel(*JUDGES), **s.sanction())
    assert s.rests()


def test_whoever_controlled_once_is_a_member_like_others():
    s = Court((CONTROL,)).bring()
    held = s.office(CHARGED, "steward").ref
    s.state.offices.mandates[held] = replace(s.state.offices.mandates[held], end=s.now)
    s.do("interim-measure", s.secretary, **measured(s))


@pytest.mark.parametrize("rests", [False, True])
def test_a_complaint_passes_by_an_office_whose_holder_rests(rests):
    s = Court((COMPLAIN, HOLD)).bring("c1", charged=person(OFFICER)).found(*JUDGES)
    if rests:
        s.do("decide-sanction", s.panel(*JUDGES), **s.sanction())
    told = {"complaint": "k1", "body": "root", "text": s.text(), "against": ""}
    s.do("file-complaint", WITNESS, **told)
    holders = [s.secretary, s.office(CHARGED, "steward")]
    step = {"complaint": "k1", "turn": int(rests)}
    assert s.refused("acknowledge-complaint", holders[not rests], **step) == ["71"]
    s.do("acknowledge-complaint", holders[rests], **step)
