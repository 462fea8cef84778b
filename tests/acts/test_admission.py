from bylaw.acts.act import Signer
from bylaw.acts.law.founding import FirstOffice
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Admission, Classes, ClassOfMember, May

from .society import Society, key_of, person

CLAUSES = (
    Clause(no="1", words="Whoever wants to may apply.", of=("apply",), may=May(any_of=("applicant",))),
    Clause(no="2", words="Members sponsor.", of=("sponsor",), may=May(any_of=("member here",))),
    Clause(
        no="3",
        words="The secretary admits, with two sponsors, after fourteen days.",
        of=("admit", "decline"),
        may=May(any_of=("office secretary here",)),
        admission=Admission(sponsors=2, objection_days=14),
    ),
    Clause(no="4", words="Members are ordinary.", classes=Classes(names=(ClassOfMember(name="ordinary"),))),
)


def society() -> Society:
    return Society(CLAUSES, offices=(FirstOffice("secretary", "root"),), interim=(("secretary", 1),))


def apply(s: Society, n: int, cls: str = "ordinary") -> None:
    s.do("apply", Signer(person(n), "applicant"), member=person(n), body="root", cls=cls,
         key=key_of(person(n)))  # fmt: skip


def test_a_member_comes_in_with_two_sponsors_after_fourteen_days():
    s = society()
    apply(s, 9)
    s.do("sponsor", 2, applicant=person(9))
    s.do("sponsor", 3, applicant=person(9))
    s.wait(14)
    s.do("admit", s.office(1, "secretary"), applicant=person(9))
    assert s.state.members.belongs(s.state, person(9), "root", s.now)


def test_with_one_sponsor_on_day_thirteen_both_breaches_are_told():
    s = society()
    apply(s, 9)
    s.do("sponsor", 2, applicant=person(9))
    s.wait(13)
    assert s.refused("admit", s.office(1, "secretary"), applicant=person(9)) == ["3", "3"]


def test_nobody_but_the_secretary_admits():
    s = society()
    apply(s, 9)
    s.do("sponsor", 2, applicant=person(9))
    s.do("sponsor", 3, applicant=person(9))
    s.wait(14)
    assert s.refused("admit", 2, applicant=person(9)) == ["3"]
    assert s.refused("admit", (s.office(1, "secretary"), 2), applicant=person(9)) == ["3"], "a rider"


def test_a_class_that_there_is_not():
    s = society()
    assert s.refused(
        "apply", Signer(person(9), "applicant"), member=person(9), body="root", cls="patron",
        key=key_of(person(9)),
    ) == ["4"]  # fmt: skip
