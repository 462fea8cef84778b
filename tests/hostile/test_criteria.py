"""Hidden criteria and retaliation as classes: no ground but one that was law here on the day, no charge in answer to criticism."""

from __future__ import annotations

import pytest

from bylaw.acts.act import Signer
from bylaw.acts.discipline.criticism import criticise, criticised_by
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Climb, Grounds, May
from tests.acts.justice import ACCUSER, CHARGED, JUDGES, OFFICER, Court
from tests.acts.society import DAY, person

GOSSIP = Grounds(names=("gossip",))


def clause(no, **more):
    return Clause(no=no, words=f"Words of clause {no}.", of=("bring-charge",), grounds=GOSSIP, **more)


@pytest.mark.parametrize(
    ("since", "until", "taken"),
    [
        (-30, 365, True),
        (-30, -11, False),
        (-9, 365, False),
        (-30, -9, True),
        (-10, 365, True),
        (1, 365, False),
    ],
)
def test_c18_a_ground_counts_on_the_day_of_the_deed_and_on_no_other(since, until, taken):
    s = Court()
    s.state.bylaws.adopt((clause("60", body=("assembly",)),), s.now + since * DAY)
    s.state.bylaws.repeal(("60",), s.now + until * DAY)
    told = s.charge(clause="60", ground="gossip", deed=s.stamp(-10))
    if taken:
        s.do("bring-charge", ACCUSER, **told)
    else:
        assert s.refused("bring-charge", ACCUSER, **told) == ["bylaw 25"]


def test_c18_a_ground_of_another_kind_of_body_is_none_here():
    s = Court()
    s.state.bylaws.adopt((clause("60", body=("board",)), clause("61", body=("assembly",))), s.now - 30 * DAY)
    told = s.charge(ground="gossip")
    assert s.refused("bring-charge", ACCUSER, **told | {"clause": "60"}) == ["bylaw 25"]
    s.do("bring-charge", ACCUSER, **told | {"clause": "61"})


@pytest.mark.parametrize(
    "changed", [{"clause": "24"}, {"clause": "99"}, {"ground": "threats"}, {"clause": "floor 9"}]
)
def test_c18_a_decision_cites_what_was_charged_and_no_other_text(changed):
    s = Court().bring().heard(*JUDGES)
    refused = [f.clause for f in s.judged("decide-finding", s.panel(*JUDGES), **s.finding(**changed))]
    assert refused == ["bylaw 25"]
    s.do("decide-finding", s.panel(*JUDGES), **s.finding())


COMPLAIN = Clause(
    no="70", words="w", of=("file-complaint",), may=May(any_of=("member here",)),
    climb=Climb(days=14, acknowledge_days=7, decide_days=21, holders=("office secretary here", "office porter here")),
)  # fmt: skip


def by_charge(s, target):
    s.bring("c0", by=CHARGED, charged=person(target))


def by_complaint(s, target):
    told = {"complaint": "k1", "body": "root", "text": s.text(), "against": person(target)}
    s.do("file-complaint", CHARGED, **told)


def by_motion(s, target):
    mandate = s.office(target, "secretary").ref
    matter = f'{{"act":"remove-from-office/1","mandate":"{mandate}","reasons":"{"0" * 64}"}}'
    criticise(s.state, person(CHARGED), matter, s.now)


@pytest.mark.parametrize(
    ("how", "target"),
    [(by_charge, ACCUSER), (by_complaint, ACCUSER), (by_complaint, OFFICER), (by_motion, OFFICER)],
)
@pytest.mark.parametrize("after", [0, 90, 179])
def test_c35_however_she_was_criticised_she_does_not_charge_in_answer(how, target, after):
    s = Court((COMPLAIN,))
    told = s.charge()
    s.state.offices.mandates["interim.0"]
    how(s, target)
    s.wait(after)
    assert "floor 23" in s.refused("bring-charge", target, **told)
    both = (Signer(person(target), "member"), Signer(person(6), "member"))
    assert "floor 23" in s.refused("bring-charge", both, **told), "nor with somebody beside her"
    s.do("bring-charge", 6, **told)


def test_c35_criticism_answered_after_the_window_is_taken():
    s = Court((COMPLAIN,))
    by_complaint(s, ACCUSER)
    told = s.charge()
    s.wait(182)
    assert criticised_by(s.state, person(CHARGED), s.now).get(person(ACCUSER))
    s.do("bring-charge", ACCUSER, **told)
