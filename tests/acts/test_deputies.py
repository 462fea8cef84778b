"""Who stands in: an office whose only holder rests, or that is vacant, is done by whom the clause names, and not by her."""

import pytest

from bylaw.acts.act import Signer
from bylaw.ledger import judge
from bylaw.projections.cases import cases
from bylaw.projections.duties import duties
from bylaw.projections.offices import StandIn, offices, stand_in
from bylaw.rules.clause import FOREVER, Clause
from bylaw.rules.meanings import Deputy, May
from tests.rules.shipped import NAMES, book

from .carrying import BEARER, Carriers
from .justice import OFFICER
from .society import person
from .test_sealed import stranger

PORTER = 5
STANDS_IN = Clause(
    no="80", words="w", office=("secretary",),
    deputy=Deputy(any_of=("office porter here", "resolution assembly here")),
)  # fmt: skip
BOTH = Clause(
    no="24", words="w", of=("serve-charge",), may=May(any_of=("office secretary here & office porter here",))
)


def rested(*clauses: Clause, accuser: int = 12) -> Carriers:
    """The only secretary's rights rest, by an interim measure that she signed herself; case c9 waits to be served."""
    s = Carriers(*clauses)
    s.bring("c9", by=8, charged=person(13)).bring("c1", by=accuser, charged=person(OFFICER))
    s.do(
        "interim-measure", s.secretary, case="c1", member=person(OFFICER), last=s.stamp(20), reasons=s.text()
    )
    return s


def serve(s: Carriers) -> dict[str, str]:
    return {"case": "c9", "hearing": s.stamp(20), "record": s.text()}


def test_while_the_only_secretary_rests_the_deputy_does_what_she_did_and_she_does_nothing():
    s = rested(STANDS_IN)
    assert s.refused("serve-charge", s.secretary, **serve(s)) == ["24"]
    s.do("serve-charge", s.office(PORTER, "porter"), **serve(s))
    assert stranger(s.entries).cases.now("c9").served == s.now


def test_nobody_stands_in_without_a_clause_while_she_may_act_or_once_she_may_again():
    s = rested()
    assert s.refused("serve-charge", s.office(PORTER, "porter"), **serve(s)) == ["24"]
    s = Carriers(STANDS_IN).bring("c9", by=8, charged=person(13))
    assert s.refused("serve-charge", s.office(PORTER, "porter"), **serve(s)) == ["24"]
    s = rested(STANDS_IN)
    s.wait(20)
    assert s.refused("serve-charge", s.office(PORTER, "porter"), **serve(s)) == ["24"]
    s.do("serve-charge", s.secretary, **serve(s))


def test_a_vacant_office_has_its_deputy_too():
    s = Carriers(STANDS_IN).bring("c9", by=8, charged=person(13))
    secretary = s.state.offices.all["root", "secretary"]
    assert stand_in(s.state, secretary, s.now) is None
    s.state.offices.close(s.secretary.ref, s.now, "resigned")
    phrases = ("office porter here", "resolution assembly here")
    assert stand_in(s.state, secretary, s.now) == StandIn(phrases, "80", FOREVER), "until it is filled"
    s.do("serve-charge", s.office(PORTER, "porter"), **serve(s))


def test_an_office_that_was_abolished_is_not_vacant_and_has_no_deputy():
    s = Carriers(STANDS_IN).bring("c9", by=8, charged=person(13))
    s.state.offices.abolish("root", "secretary", s.now)
    assert s.refused("serve-charge", s.office(PORTER, "porter"), **serve(s)) == ["24"]


@pytest.mark.parametrize(
    ("clauses", "now"),
    [
        ((), "office porter here or resolution assembly here"),
        ((BOTH,), "resolution assembly here & office porter here"),
    ],
)
def test_whose_a_step_is_and_who_stands_in_is_said_while_she_rests_and_no_longer(clauses, now: str):
    s = rested(STANDS_IN, *clauses)
    ends = s.stamp(20)
    law = " & ".join(("office secretary here", *(("office porter here",) if clauses else ())))
    for who, others in ((now, ("office porter here", "resolution assembly here")), (law, ())):
        duty = next(d for d in duties(s.state, "root", s.now) if (d.act, d.about) == ("serve-charge", "c9"))
        line = next(each for each in cases(s.state, "root", s.now) if each.case == "c9")
        office = next(each for each in offices(s.state, s.now) if each.office == "secretary")
        assert (duty.who, line.who, office.stand_in) == (who, who, others)
        assert office.stand_in_by == ("80" if others else "")
        (holder,) = office.holders
        assert (holder.rests, holder.rests_by) == ((ends, "29") if others else ("", ""))
        s.wait(20)


def test_the_members_resolve_on_it_themselves():
    s = Carriers(STANDS_IN).bring("c9", by=8, charged=person(13)).bring("c1", by=12, charged=person(OFFICER))
    told = serve(s)
    right = s.resolve("serve-charge", **told)
    assert s.refused("serve-charge", right, **told) == ["24"], "she may act herself"
    s.do(
        "interim-measure", s.secretary, case="c1", member=person(OFFICER), last=s.stamp(20), reasons=s.text()
    )
    s.do("serve-charge", right, **told)


def test_who_charged_her_does_not_stand_in_for_her():
    s = rested(STANDS_IN, accuser=PORTER)
    assert s.refused("serve-charge", s.office(PORTER, "porter"), **serve(s)) == ["24"]
    told = serve(s)
    right = s.office(PORTER, "porter")
    (found,) = judge(s.state, s.act("serve-charge", right, **told), s.now)
    assert found.found == f"{person(PORTER)} has charged {person(OFFICER)}, and does not stand in for her"


def test_two_keys_stay_two_people():
    s = rested(STANDS_IN, BOTH)
    porter = s.office(PORTER, "porter")
    assert s.refused("serve-charge", porter, **serve(s)) == ["24"]
    twice = s.judged("serve-charge", (porter, porter), **serve(s))
    assert "bylaw 17" in {finding.clause for finding in twice}
    assert s.refused("serve-charge", (porter, s.secretary), **serve(s)) == ["24"]
    other = Signer(person(BEARER), "office", porter.ref)
    assert s.refused("serve-charge", (porter, other), **serve(s)) == ["24"]


def test_nobody_stands_in_for_a_deputy():
    chain = Clause(no="81", words="w", office=("porter",), deputy=Deputy(any_of=("office steward here",)))
    s = rested(STANDS_IN, chain)
    s.state.offices.close(s.office(PORTER, "porter").ref, s.now, "resigned")
    assert s.refused("serve-charge", s.office(3, "steward"), **serve(s)) == ["24"]


def test_the_remedy_names_who_stands_in():
    s = rested(STANDS_IN)
    (found,) = s.judged("serve-charge", s.secretary, **serve(s))
    assert "'office secretary here', now 'office porter here or resolution assembly here'" in found.remedy


@pytest.mark.parametrize("phrase", ["member here", "office porter due", "nobody here", "panel"])
def test_only_an_office_or_a_resolution_stands_in(phrase: str):
    with pytest.raises(ValueError, match=r"stands in|begin with"):
        Deputy(any_of=(phrase,))


@pytest.mark.parametrize("name", NAMES)
def test_every_profile_says_who_stands_in_for_each_office_that_others_wait_for(name: str):
    """Those who control, count or judge are elected: nobody who governs stands in for them."""
    clauses = book(name).clauses
    covered = {office for clause in clauses if isinstance(clause.deputy, Deputy) for office in clause.office}
    named = {
        word.split()[1]
        for clause in clauses
        if isinstance(clause.may, May)
        for phrase in clause.may.any_of
        for word in phrase.split(" & ")
        if word.startswith("office ")
    }
    apart = {
        "auditor",
        "teller",
        "steward",
        "supervisor",
        "committee-chair",
        "committee-member",
        "arbiter",
        "justice",
    }
    several = {"councillor"} | ({"director"} if name == "foundation" else set())
    assert named - apart - several <= covered
    assert not covered & (apart | several)
