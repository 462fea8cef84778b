"""What rests: a decision names the rights, within what the clause lets rest, and every other right goes on."""

import pytest

from bylaw.acts.members.card_status import why_ended
from bylaw.acts.members.franchise import franchise, stands, why_not
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import RIGHTS, Suspension
from bylaw.state.bodies import ROOT
from bylaw.state.cards import Card

from .justice import CHARGED, JUDGES, Court
from .society import person
from .test_sealed import stranger

ONLY = Clause(
    no="85", words="w", of=("decide-sanction", "interim-measure"),
    suspension=Suspension(rights=("office", "candidacy"), days=365),
)  # fmt: skip


def decided(*scope: str, **more: object) -> Court:
    s = Court().bring().found(*JUDGES)
    s.do("decide-sanction", s.panel(*JUDGES), **s.sanction(scope=scope, **more))
    return s


def resting(s: Court) -> set[str]:
    """Which of her rights do not work: each tried where it is asked for."""
    state, me, t = s.state, person(CHARGED), s.now
    rules = franchise(state, ROOT, t, "move")
    card = Card("c", me, "ordinary", 0, t, t + 10**9, "")
    seat = s.office(CHARGED, "steward")
    tried = {
        "vote": bool(why_not(state, me, rules, t)),
        "candidacy": not stands(state, me, rules, t),
        "card": why_ended(state, card, t) == "suspended",
        "office": state.members.rests(seat.member, "office", t),
    }
    return {right for right, rests in tried.items() if rests}


@pytest.mark.parametrize("scope", [(), ("vote",), ("card",), ("office", "candidacy"), RIGHTS])
def test_only_the_rights_that_are_named_rest_and_without_names_all(scope: tuple[str, ...]):
    s = decided(*scope)
    assert resting(s) == (set(scope) or set(RIGHTS)) - {"panel"}
    assert stranger(s.entries).members.partly == s.state.members.partly
    s.wait(101)
    assert resting(s) == set()


def test_who_may_not_judge_may_still_vote_and_who_may_not_vote_may_judge():
    for scope, sits in ((("panel",), False), (("vote",), True)):
        s = decided(*scope)
        s.bring("c2", by=12, charged=person(13)).serve("c2").file("i2", case="c2")
        clauses = [f.clause for f in s.judged("seat-panel", 4, **s.bench(CHARGED, 9, 10, case="c2"))]
        assert clauses == ([] if sits else ["22"])


@pytest.mark.parametrize(
    ("scope", "days", "refused"),
    [
        (("office",), 100, False),
        (("office", "candidacy"), 365, False),
        (("office",), 366, True),
        (("vote",), 100, True),
        (("office", "card"), 100, True),
        ((), 100, True),
    ],
)
def test_a_decision_lets_rest_what_the_clause_lets_rest_and_for_no_longer(scope, days: int, refused: bool):
    s = Court((ONLY,)).bring().found(*JUDGES)
    told = s.sanction(scope=scope, days=days)
    if refused:
        assert set(s.refused("decide-sanction", s.panel(*JUDGES), **told)) == {"85"}
    else:
        s.do("decide-sanction", s.panel(*JUDGES), **told)
    measure = {
        "case": "c1",
        "member": person(CHARGED),
        "last": s.stamp(20),
        "reasons": s.text(),
        "scope": scope,
    }
    t = Court((ONLY,)).bring()
    found = {f.clause for f in t.judged("interim-measure", t.secretary, **{**measure, "last": t.stamp(20)})}
    assert found == ({"85"} if set(scope) - {"office", "candidacy"} or not scope else set())


def test_a_scope_belongs_to_a_suspension_alone():
    s = Court().bring().found(*JUDGES)
    warn = s.sanction(sanction="warning", days=0, lesser="", scope=("vote",))
    assert s.refused("decide-sanction", s.panel(*JUDGES), **warn) == ["bylaw 20"]
    assert s.refused("decide-sanction", s.panel(*JUDGES), **s.expulsion(scope=("vote",))) == ["bylaw 20"]
    s.do("decide-sanction", s.panel(*JUDGES), **s.expulsion())


def test_two_measures_of_two_scopes_rest_together_and_end_each_by_itself():
    s = Court().bring()
    told = {"case": "c1", "member": person(CHARGED)}
    s.do("interim-measure", s.secretary, **told, last=s.stamp(10), reasons=s.text(), scope=("office",))
    s.do("interim-measure", s.secretary, **told, last=s.stamp(20), reasons=s.text(), scope=("vote",))
    assert resting(s) == {"office", "vote"}
    s.wait(11)
    assert resting(s) == {"vote"}
    s.wait(10)
    assert resting(s) == set()


def test_a_floor_on_what_rests_binds_every_choice():
    floor = Suspension(rights=("office", "card"), days=100)
    assert Suspension(rights=("office",), days=100).weaker(floor) == ""
    assert Suspension(rights=("office", "vote"), days=100).weaker(floor) == "vote would rest"
    assert Suspension(rights=("office",)).weaker(floor)
