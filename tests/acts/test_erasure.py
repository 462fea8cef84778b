"""Erasing what opens commitments: by an act, by a clause, and not before its time."""

import pytest

from bylaw.acts.keeping.erasure import uses
from bylaw.acts.law.founding import FirstOffice
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Admission, Classes, ClassOfMember, May, Window
from bylaw.state.corrections import Paper
from bylaw.state.motions import Motion
from bylaw.state.petitions import Petition

from .justice import JUDGES, WITNESS, Court
from .polling import Poll
from .polling import society as electing
from .society import Society, person

ONE, TWO = "1" * 64, "2" * 64


def society(days=30):
    clauses = (
        Clause(no="1", words="Whoever wants to may apply.", of=("apply",), may=May(any_of=("applicant",))),
        Clause(
            no="3",
            words="The secretary admits.",
            of=("admit", "decline"),
            may=May(any_of=("office secretary here",)),
            admission=Admission(sponsors=0, objection_days=0),
        ),
        Clause(
            no="4", words="Members are ordinary.", classes=Classes(names=(ClassOfMember(name="ordinary"),))
        ),
        Clause(
            no="9",
            words="The secretary erases what is known of a person when nobody can challenge anything any more.",
            of=("erase",),
            may=May(any_of=("office secretary here",)),
            window=Window(days=days),
        ),
    )
    return Society(clauses, offices=(FirstOffice("secretary", "root"),), interim=(("secretary", 1),))


def leaves(s, n):
    s.state.members.roll.close(person(n), "root", s.now, "resigned", ("root",))


def erase(s, n=2, commitments=(ONE, TWO), clause="9"):
    return {"by": s.office(1, "secretary"), "member": person(n), "clause": clause, "commitments": commitments}


def test_what_a_former_member_left_is_erased_after_the_time_of_challenge():
    s = society()
    leaves(s, 2)
    s.wait(31)
    s.do("erase", **erase(s))
    assert s.state.erasures.named(person(2)) == {ONE, TWO}
    assert s.state.erasures.all[ONE].clause == "9"
    assert s.state.erasures.named(person(3)) == frozenset()


@pytest.mark.parametrize("days", [1, 30, 200])
def test_the_time_of_challenge_is_the_clauses(days):
    s = society(days)
    leaves(s, 2)
    s.wait(days)
    (finding,) = s.judged("erase", **erase(s))
    assert finding.clause == "9"
    assert finding.remedy.startswith("erase on ")
    s.wait(1)
    assert not s.judged("erase", **erase(s))


def test_a_member_is_not_erased():
    s = society(0)
    assert s.refused("erase", **erase(s)) == ["bylaw 19", "9"]
    leaves(s, 2)
    s.wait(1)
    s.do("erase", **erase(s))


def test_a_former_member_who_still_holds_an_office_is_not_erased():
    s = society(0)
    leaves(s, 1)
    s.wait(1)
    assert [why for why in uses(s.state, person(1), s.now) if "mandate" in why]
    assert list(uses(s.state, person(2), s.now)) == ["she is on the roll of root"]
    leaves(s, 2)
    assert list(uses(s.state, person(2), s.now)) == []


def test_an_applicant_is_erased_once_she_is_declined():
    s = society(0)
    s.applies(9)
    assert "bylaw 19" in s.refused("erase", **erase(s, 9))
    s.do("decline", s.office(1, "secretary"), applicant=person(9))
    s.wait(1)
    s.do("erase", **erase(s, 9))


def test_each_commitment_is_erased_once():
    s = society(0)
    leaves(s, 2)
    s.wait(1)
    assert s.refused("erase", **erase(s, commitments=(ONE, ONE))) == ["bylaw 8"]
    s.do("erase", **erase(s, commitments=(ONE,)))
    assert s.refused("erase", **erase(s)) == ["bylaw 8"]
    s.do("erase", **erase(s, commitments=(TWO,)))
    assert s.state.erasures.named(person(2)) == {ONE, TWO}


def test_only_a_clause_that_is_law_is_cited_and_only_somebody_who_was_here():
    s = society(0)
    leaves(s, 2)
    s.wait(1)
    assert s.refused("erase", **erase(s, clause="99")) == ["bylaw 8"]
    assert s.refused("erase", **erase(s, n=77)) == ["bylaw 8"]
    s.do("erase", **erase(s))


def test_nobody_else_erases():
    s = society(0)
    leaves(s, 2)
    s.wait(1)
    assert s.refused("erase", **{**erase(s), "by": 3}) == ["9"]


def test_who_is_on_the_roll_of_a_running_election_is_not_erased():
    s = electing()
    Poll(s).opened(7)
    leaves(s, 9)
    assert list(uses(s.state, person(9), s.now)) == ["election e1 runs, and she is on its roll"]
    s.state.elections.close("e1", s.now, "declared")
    assert list(uses(s.state, person(9), s.now)) == []


def used(s, n):
    return list(uses(s.state, person(n), s.now))


def test_papers_motions_and_petitions_are_in_use_until_they_are_done():
    s = society()
    leaves(s, 2)
    leaves(s, 3)
    assert used(s, 2) == used(s, 3) == []
    s.state.corrections.papers["p"] = Paper("p", person(2), "m", ONE, s.now, person(1))
    s.state.motions.move(Motion("q", "root", person(2), "m", ONE, "", "", s.now, 3))
    s.state.petitions.open(Petition("r", "root", person(1), "m", ONE, s.now))
    s.state.petitions.sign("r", person(2), s.now)
    assert used(s, 3) == []
    assert used(s, 2) == [
        "paper p is neither confirmed nor disowned",
        "petition r is not filed, and her signature stands",
        "her motion q is not decided",
    ]
    s.state.corrections.disown("p", s.now)
    s.state.petitions.file("r", s.now)
    s.state.motions.change("q", outcome="lost", decided=s.now)
    assert used(s, 2) == []


def test_the_day_of_erasure_is_exact():
    s = society(30)
    leaves(s, 2)  # on 1 January at noon; the thirtieth day after it is 31 January
    s.wait(30.5 - 1 / 86_400)
    assert s.refused("erase", **erase(s)) == ["9"]
    s.wait(1 / 86_400)
    s.do("erase", **erase(s))


@pytest.mark.parametrize(("who", "how"), [(WITNESS, "testified"), (12, "inquires"), (JUDGES[0], "judges")])
def test_whoever_has_a_part_in_a_case_is_not_erased_before_it_is_over(who, how):
    s = Court().bring()
    if how == "inquires":
        s.do("appoint-investigator", s.secretary, case="c1", member=person(who), terms=s.text())
    s.heard(*JUDGES)
    why = "case c1 is not over, and she had a part in it"
    assert why in uses(s.state, person(who), s.now)
    assert why not in uses(s.state, person(14), s.now)
    s.do("decide-finding", s.panel(*JUDGES), **s.finding(outcome="not-proven", rests_on=(), yes=0))
    assert why not in uses(s.state, person(who), s.now)
