"""Every place where a clause names an act, a kind of body or an office: a name that is declared, and one that is not."""

import pytest

from bylaw.rules.clause import Clause
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Appeal, Climb, Deputy, Electorate, Eligible, ExOfficio, May, Notice, Panel
from bylaw.rules.names import Known, misnamed

KNOWN = Known(("move", "admit"), ("board", "assembly"), ("chair", "clerk"))
APPEAL = {"within_days": 7, "decide_days": 7}


def clause(**fields) -> Clause:
    return Clause(**{"no": "1", "words": "w", "source": "s", "notice": Notice(days=1), **fields})


PLACES = [
    (lambda name: clause(of=(name,)), "act"),
    (lambda name: clause(body=(name,)), "kind of body"),
    (lambda name: clause(office=(name,)), "office"),
    (lambda name: clause(on_breach=f"lapses:30:{name}"), "kind of body"),
    (lambda name: clause(may=May(any_of=("member here", f"office {name} root & subject"))), "office"),
    (lambda name: clause(may=May(any_of=(f"subject & resolution {name} here",))), "kind of body"),
    (lambda name: clause(eligible=Eligible(incompatible=(name,))), "office"),
    (lambda name: clause(eligible=Eligible(apart=(name,))), "kind of body"),
    (lambda name: clause(deputy=Deputy(any_of=(f"office {name} here",))), "office"),
    (lambda name: clause(panel=Panel(size=3, seats=f"office {name} here")), "office"),
    (lambda name: clause(appeal=Appeal(to=f"office {name} here", **APPEAL)), "office"),
    (lambda name: clause(ex_officio=ExOfficio(follows=(f"office {name} here",))), "office"),
    (lambda name: clause(climb=Climb(days=1, holders=(f"office {name} here",))), "office"),
    (lambda name: clause(electorate=Electorate(by=name)), "kind of body"),
]
THERE = {"act": KNOWN.acts, "kind of body": KNOWN.kinds, "office": KNOWN.offices}


@pytest.mark.parametrize(("make", "what"), PLACES)
def test_each_name_is_one_that_there_is(make, what):
    for name in THERE[what]:
        assert list(misnamed((make(name),), KNOWN)) == []
    (found,) = misnamed((clause(), make("xyz")), KNOWN)
    assert found.found == f"there is no {what} 'xyz'"
    declare = "" if what == "act" else ", or declare it"
    assert found.remedy == f"there are {', '.join(sorted(THERE[what]))}{declare}"
    near = THERE[what][0]
    (found,) = misnamed((make(f"{near}s"),), KNOWN)
    assert found.remedy == f"write '{near}'{declare}"


def test_a_finding_shows_its_clause_and_each_name_once():
    wrong = clause(of=("moves", "admit", "moves"), office=("moves",))
    assert list(misnamed((wrong,), KNOWN)) == [
        Finding(clause="1", words="w", found="there is no act 'moves'", remedy="write 'move'", source="s"),
        Finding(
            clause="1",
            words="w",
            found="there is no office 'moves'",
            remedy="there are chair, clerk, or declare it",
            source="s",
        ),
    ]


@pytest.mark.parametrize("phrase", ["member root", "petition here", "founder & subject", "anyone"])
def test_who_is_named_by_no_name_is_not_looked_for(phrase):
    assert list(misnamed((clause(may=May(any_of=(phrase,))),), Known((), (), ()))) == []


@pytest.mark.parametrize("breach", ["refuse", "flag", "voidable:30", "lapses:30"])
def test_a_breach_without_a_meeting_names_no_body(breach):
    assert list(misnamed((clause(on_breach=breach),), Known((), (), ()))) == []
