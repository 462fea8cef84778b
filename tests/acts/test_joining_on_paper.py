"""Applications on paper: the nearest that each clause allows and refuses, and two officers who would stuff a roll."""

import pytest

from bylaw.acts.act import Signer
from bylaw.acts.figures.survey import survey, years
from bylaw.acts.law.founding import FirstOffice
from bylaw.projections.duties import duties
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Admission, Classes, ClassOfMember, May, Window

from .carrying import Carriers
from .justice import CHARGED
from .society import Society, key_of, person
from .test_keys import clause

SCAN, NEW = "7" * 64, 9
FIGURES = ("applied-on-paper", "admitted-on-paper", "admitted")
BOTH = "office secretary root & office president root"
CLAUSES = (
    clause("1", "enter-paper", "office secretary root", "office secretary root & office treasurer root",
           window=Window(days=14)),
    clause("2", "confirm-paper", "office president root", "office treasurer root"),
    clause("3", "disown-paper", "subject"),
    clause("4", "apply", "applicant"),
    clause("5", "sponsor", "member here"),
    Clause(no="6", words="One sponsor.", of=("admit",),
           may=May(any_of=("office secretary root", "office registrar root")), admission=Admission(sponsors=1)),
    clause("7", "decline", "office secretary root"),
    clause("8", "register-key", f"subject & {BOTH}"),
    clause("9", "resign", "subject"),
    Clause(no="10", words="Members are ordinary.", of=("apply",),
           classes=Classes(names=(ClassOfMember(name="ordinary"),))),
)  # fmt: skip
HELD = (("secretary", 1), ("president", 2), ("treasurer", 3), ("registrar", 4))


def society(*, window: int = 14) -> Society:
    first = clause("1", "enter-paper", *CLAUSES[0].may.any_of, window=Window(days=window))
    offices = tuple(FirstOffice(name, "root") for name, _ in HELD)
    return Society((first, *CLAUSES[1:]), founders=6, offices=offices, interim=HELD)


def sheet(s: Society, n: int = NEW, name: str = "w1", **fields: object) -> dict[str, object]:
    """What the secretary enters: the application of somebody who has no key."""
    matter = s.matter("apply", **({"member": person(n), "body": "root", "cls": "ordinary"} | fields))
    return {"name": name, "matter": matter, "scan": SCAN}


def entered(s: Society, n: int = NEW, name: str = "w1") -> Society:
    s.do("enter-paper", s.office(1, "secretary"), **sheet(s, n, name))
    return s


def confirmed(s: Society, n: int = NEW, name: str = "w1") -> Society:
    entered(s, n, name)
    s.do("confirm-paper", s.office(2, "president"), paper=name)
    return s


def admitted(s: Society, n: int = NEW, name: str = "w1") -> Society:
    confirmed(s, n, name)
    s.do("sponsor", 5, applicant=person(n))
    s.wait(15)
    s.do("admit", s.office(4, "registrar"), applicant=person(n))
    return s


def on_roll(s: Society, n: int = NEW) -> bool:
    return s.state.members.belongs(s.state, person(n), "root", s.now)


def test_an_application_on_paper_is_entered_by_one_confirmed_by_another_and_decided_as_any_other():
    s = entered(society())
    assert person(NEW) not in s.state.members.applications, "one officer alone makes no applicant"
    s.do("confirm-paper", s.office(2, "president"), paper="w1")
    assert s.state.members.applications[person(NEW)].paper == "w1"
    assert not on_roll(s), "nobody is admitted by a paper"
    s.wait(15)
    assert s.refused("admit", s.office(4, "registrar"), applicant=person(NEW)) == ["6"], "no sponsor"
    s.do("sponsor", 5, applicant=person(NEW))
    assert s.do("admit", s.office(4, "registrar"), applicant=person(NEW)).findings == ()
    assert on_roll(s)


def test_who_came_on_paper_registers_her_first_key_and_then_signs_for_herself():
    s = admitted(society())
    herself = Signer(person(NEW), "subject")
    assert "bylaw 7" in s.refused("resign", herself, member=person(NEW)), "she has no key"
    offices = (herself, s.office(1, "secretary"), s.office(2, "president"))
    s.do("register-key", offices, member=person(NEW), key=key_of(person(NEW)))
    s.do("resign", herself, member=person(NEW))
    assert not on_roll(s)


@pytest.mark.parametrize("window", [14, 21])
def test_nobody_is_admitted_while_the_paper_can_be_disowned(window):
    s = confirmed(society(window=window))
    s.do("sponsor", 5, applicant=person(NEW))
    admit = {"applicant": person(NEW)}
    s.wait(6)
    assert s.refused("admit", s.office(4, "registrar"), **admit) == ["1", "floor 3"]
    s.wait(window - 6)
    early = s.judged("admit", s.office(4, "registrar"), **admit)
    assert [finding.clause for finding in early] == ["1"], "the bylaws give more days than the floor"
    (duty,) = (each for each in duties(s.state, "root", s.now) if each.act == "admit")
    assert not duty.overdue
    assert duty.by == rfc3339(early[0].opens)
    s.now = early[0].opens - 1
    assert s.refused("admit", s.office(4, "registrar"), **admit) == ["1"]
    s.now += 1
    s.do("admit", s.office(4, "registrar"), **admit)


def test_an_application_by_key_waits_for_no_disowning():
    s = society()
    s.do("apply", Signer(person(NEW), "applicant"), member=person(NEW), body="root", cls="ordinary",
         key=key_of(person(NEW)))  # fmt: skip
    s.do("sponsor", 1, applicant=person(NEW))
    assert s.do("admit", s.office(1, "secretary"), applicant=person(NEW)).findings == ()


def test_a_disowned_application_is_never_admitted_and_may_be_made_again():
    s = confirmed(society())
    s.do("sponsor", 5, applicant=person(NEW))
    matter = s.matter("disown-paper", paper="w1")
    s.do("enter-paper", s.office(1, "secretary"), name="w2", member=person(NEW), matter=matter, scan=SCAN)
    s.do("confirm-paper", s.office(2, "president"), paper="w2")
    assert s.state.corrections.papers["w1"].disowned, "she says so on paper, for she has no key"
    s.wait(15)
    assert s.refused("admit", s.office(4, "registrar"), applicant=person(NEW)) == ["bylaw 15"]
    s.do("decline", s.office(1, "secretary"), applicant=person(NEW))
    assert on_roll(admitted(s, name="w3"))


def test_nobody_disowns_the_application_of_somebody_else_on_paper():
    s = confirmed(society())
    matter = s.matter("disown-paper", paper="w1")
    s.do("enter-paper", s.office(1, "secretary"), name="w2", member=person(6), matter=matter, scan=SCAN)
    assert s.refused("confirm-paper", s.office(2, "president"), paper="w2") == ["3"]


# --- what a paper may not say


@pytest.mark.parametrize(
    ("fields", "clauses"),
    [
        ({"cls": "patron"}, ["10"]),
        ({"body": "nowhere"}, ["bylaw 8"]),
        ({"member": person(5)}, ["bylaw 8"]),
        ({"key": key_of(person(NEW))}, ["bylaw 7"]),
        ({"key": key_of(person(5))}, ["bylaw 7", "bylaw 7"]),
        ({}, []),
    ],
    ids=["a class that there is not", "a body that there is not", "on the roll already", "a key that signed nothing",
         "the key of a member", "the twin"],
)  # fmt: skip
def test_what_no_officer_could_confirm_is_not_entered(fields, clauses):
    s = society()
    found = s.judged("enter-paper", s.office(1, "secretary"), **sheet(s, **fields))
    assert [finding.clause for finding in found] == clauses
    assert all(finding.remedy for finding in found)


def test_an_application_says_itself_whose_it_is():
    s = society()
    beside = sheet(s) | {"member": person(5)}
    assert s.refused("enter-paper", s.office(1, "secretary"), **beside) == ["bylaw 8"]
    nobody = sheet(s) | {"matter": s.matter("sponsor", applicant=person(NEW))}
    assert s.refused("enter-paper", s.office(1, "secretary"), **nobody) == ["bylaw 8"]
    entered(s)


def test_only_whom_the_bylaws_name_enters_and_another_confirms():
    s = society()
    for other in (s.office(2, "president"), 5, Signer(person(NEW), "applicant")):
        assert "1" in s.refused("enter-paper", other, **sheet(s))
    s.do("enter-paper", (s.office(1, "secretary"), s.office(3, "treasurer")), **sheet(s))
    assert s.refused("confirm-paper", s.office(3, "treasurer"), paper="w1") == ["bylaw 12"], (
        "the second who entered"
    )
    assert s.refused("confirm-paper", s.office(1, "secretary"), paper="w1") == ["2", "bylaw 12"]
    s.do("confirm-paper", s.office(2, "president"), paper="w1")


def test_nobody_applies_without_a_key_but_on_paper():
    s = society()
    fields = {"member": person(NEW), "body": "root", "cls": "ordinary"}
    assert "bylaw 7" in s.refused("apply", Signer(person(NEW), "applicant"), **fields)
    assert "4" in s.refused("apply", s.office(1, "secretary"), **fields), "nor does an officer for her"
    s.do("apply", Signer(person(NEW), "applicant"), **fields, key=key_of(person(NEW)))


# --- two officers who stuff the roll


def test_the_same_paper_twice_makes_one_applicant():
    s = entered(entered(society()), name="w2")
    s.do("confirm-paper", s.office(2, "president"), paper="w1")
    assert s.refused("confirm-paper", s.office(2, "president"), paper="w1") == ["bylaw 15", "bylaw 8"]
    assert s.refused("confirm-paper", s.office(2, "president"), paper="w2") == ["bylaw 8"]
    assert s.refused("enter-paper", s.office(1, "secretary"), **sheet(s, name="w3")) == ["bylaw 8"]
    confirmed(s, NEW + 1, "w3")


def test_who_joined_between_entering_and_confirming_is_not_an_applicant_again():
    s = entered(society())
    s.do("apply", Signer(person(NEW), "applicant"), member=person(NEW), body="root", cls="ordinary",
         key=key_of(person(NEW)))  # fmt: skip
    s.do("sponsor", 5, applicant=person(NEW))
    s.do("admit", s.office(4, "registrar"), applicant=person(NEW))
    assert s.refused("confirm-paper", s.office(2, "president"), paper="w1") == ["bylaw 8"]


def test_who_entered_or_confirmed_the_paper_does_not_sponsor():
    s = confirmed(society())
    for n in (1, 2):
        assert s.refused("sponsor", n, applicant=person(NEW)) == ["bylaw 70"]
    s.do("sponsor", 3, applicant=person(NEW))


def test_a_sponsor_on_paper_is_held_to_the_same():
    s = confirmed(society())
    for n, name, clauses in ((2, "w2", ["bylaw 70"]), (5, "w3", [])):
        matter = s.matter("sponsor", applicant=person(NEW))
        s.do("enter-paper", s.office(1, "secretary"), name=name, member=person(n), matter=matter, scan=SCAN)
        found = s.judged("confirm-paper", s.office(3, "treasurer"), paper=name)
        assert [finding.clause for finding in found] == clauses


def test_who_had_the_paper_in_hand_and_admits_is_shown():
    s = confirmed(society())
    s.do("sponsor", 5, applicant=person(NEW))
    s.wait(15)
    shown = s.do("admit", s.office(1, "secretary"), applicant=person(NEW)).findings
    assert [(finding.clause, finding.consequence) for finding in shown] == [("bylaw 70", "flag")]


def test_a_roll_stuffed_by_papers_is_shown_as_any_mass_admission():
    s, made = society(), range(20, 24)
    for n in made:
        confirmed(s, n, f"w{n}")
        s.do("sponsor", 5, applicant=person(n))
    s.wait(15)
    told = [s.do("admit", s.office(4, "registrar"), applicant=person(n)).findings for n in made]
    assert [[(f.clause, f.consequence) for f in each] for each in told] == [[], *[[("6", "flag")]] * 3]
    assert told[-1][0].found == "4 admitted to root within 30 days; 9 are on its roll"


def test_that_an_expelled_person_comes_back_on_paper_is_shown():
    court = Carriers(clause("60", "apply", "applicant"), clause("61", "admit", "office secretary root"))
    assert isinstance(court.decided(sanction="expulsion", days=0), Carriers)
    court.wait(31)
    court.do("carry-out", court.secretary, case="c1")
    told = []
    for n, name in ((CHARGED, "w1"), (99, "w2")):
        court.do("enter-paper", court.secretary, **sheet(court, n, name))
        court.do("confirm-paper", court.office(5, "porter"), paper=name)
        court.wait(15)
        told.append(court.do("admit", court.secretary, applicant=person(n)).findings)
    assert [{f.clause for f in each} for each in told] == [{"bylaw 70", "bylaw 71"}, {"bylaw 70"}]
    assert {f.consequence for each in told for f in each} == {"flag"}


def test_what_came_on_paper_is_a_figure_beside_the_admissions():
    s = admitted(society())
    confirmed(s, 10, "w2")
    entered(s, 11, "w3")
    found = survey(s.state, years(s.state, s.now), s.now)
    counts = {
        name: sum(n for key, n in found.items() if key[0] == "root" and key[2] == name) for name in FIGURES
    }
    assert counts == {"applied-on-paper": 2, "admitted-on-paper": 1, "admitted": 1}
