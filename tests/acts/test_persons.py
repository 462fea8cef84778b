"""Courses, appraisals, disclosed ties, platforms: each in somebody's own word, and none a mark or a charge."""

import pytest

from bylaw.projections.duties import duties
from bylaw.projections.persons import courses, platforms, ties
from bylaw.rules.meanings import Electorate, Eligible, Method, Notice, Term
from bylaw.state.persons import Course

from .governing import MEMBERS, OFFICE, SUBJECT, Governed, digest, rule
from .society import DAY, person

PERSONS = (
    rule("100", "offer-course complete-course file-appraisal", *OFFICE, "office treasurer here"),
    rule("101", "answer-appraisal disclose-tie", *SUBJECT),
    rule("102", "publish-platform join-platform nominate", *MEMBERS),
    rule("103", "call-election", *OFFICE, notice=Notice(days=10), electorate=Electorate(),
         method=Method(name="plurality", ballot="open"), term=Term(months=24)),
    rule("104", "fix-paper open-poll enter-count", *OFFICE),
    rule("105", "call-election", office="treasurer", eligible=Eligible(courses=("books",))),
)  # fmt: skip


def society() -> Governed:
    return Governed(*PERSONS)


def course(s: Governed, begins: float = 5, ends: float = 10, **more) -> dict[str, object]:
    told = {"course": "c", "topic": "books", "body": "root", "text": digest("c")}
    return told | {"begins": s.stamp(begins), "ends": s.stamp(ends)} | more


def called(s: Governed, nominations: float = 20) -> None:
    after = (("nominations", 0), ("opens", 10), ("closes", 12), ("begins", 300))
    times = {k: s.stamp(nominations + d) for k, d in after}
    s.do("call-election", s.secretary, election="e", office="treasurer", body="root", seats=1, **times)


def named(s: Governed, n: int, by: int | None = None) -> list[str]:
    return [f.clause for f in s.judged("nominate", by or n, election="e", member=person(n))]


def test_an_office_asks_for_a_course_that_everybody_could_take():
    s = society()
    s.do("offer-course", s.secretary, **course(s))
    s.wait(10)
    s.do("complete-course", s.secretary, course="c", members=(person(7),), records=digest("r"))
    called(s)
    assert named(s, 7) == []
    assert named(s, 8) == ["105"]
    (line,) = courses(s.state, "root", s.now)
    assert (line.completed, line.asked_by) == (1, "treasurer")


@pytest.mark.parametrize(
    ("more", "clauses"),
    [
        ({}, ["105"]),
        ({"places": 11}, []),
        ({"places": 12}, ["105"]),
        ({"body": "north"}, []),
        ({"ends": 40}, []),
        ({"topic": "law"}, []),
    ],
)
def test_and_never_for_one_that_some_could_not_reach(more, clauses):
    s = society()
    times = (s.now + 5 * DAY, s.now + more.pop("ends", 10) * DAY)
    told = {"topic": "books", "body": "root", "places": 0} | more
    s.state.persons.offer(
        Course("c", told["topic"], told["body"], digest("c"), *times, told["places"], s.now)
    )
    called(s)
    assert named(s, 8) == clauses


def test_completions_add_up():
    s = society()
    assert s.refused("offer-course", s.secretary, **course(s, begins=-1)) == ["bylaw 14"]
    assert s.refused("offer-course", s.secretary, **course(s, begins=10, ends=9)) == ["bylaw 14"]
    s.do("offer-course", s.secretary, **course(s, places=1))
    done = {"course": "c", "members": (person(7),), "records": digest("r")}
    assert s.refused("complete-course", s.secretary, **done) == ["bylaw 15"]
    s.wait(6)
    assert s.refused("complete-course", s.secretary, **done | {"members": (person(7), person(8))}) == [
        "bylaw 17"
    ]
    assert s.refused("complete-course", s.secretary, **done | {"members": (person(99),)}) == ["bylaw 8"]
    s.do("complete-course", s.secretary, **done)
    assert "bylaw 17" in s.refused("complete-course", s.secretary, **done)


def test_an_appraisal_is_seen_and_answered_by_whom_it_is_about():
    s = society()
    told = {"appraisal": "a", "mandate": "interim.1", "text": digest("work")}
    assert s.refused("file-appraisal", s.treasurer, **told) == ["bylaw 68"]
    s.do("file-appraisal", s.secretary, **told)
    assert [d.about for d in duties(s.state, "root", s.now) if d.act == "answer-appraisal"] == ["a"]
    again = told | {"appraisal": "b", "mandate": "interim.2"}
    assert s.refused("file-appraisal", s.secretary, **again) == ["bylaw 24"], "one text, two people"
    assert "bylaw 35" in s.refused("answer-appraisal", s.herself(3), appraisal="a", text=digest("no"))
    s.do("answer-appraisal", s.herself(2), appraisal="a", text=digest("no"))
    assert s.refused("answer-appraisal", s.herself(2), appraisal="a") == ["bylaw 15"]
    assert not [d for d in duties(s.state, "root", s.now) if d.act == "answer-appraisal"]


def test_a_disclosed_tie_is_shown_to_those_who_appoint_and_vote():
    s = society()
    tie = {"member": person(7), "other": person(2), "sort": "kin"}
    assert "bylaw 35" in s.refused("disclose-tie", s.herself(2), **tie)
    s.do("disclose-tie", s.herself(7), **tie)
    assert s.refused("disclose-tie", s.herself(7), **tie) == ["bylaw 15"]
    assert s.refused("disclose-tie", s.herself(7), **tie | {"other": person(7)}) == ["bylaw 8"]
    called(s)
    found = s.do("nominate", 2, election="e", member=person(7)).findings
    assert [(f.clause, f.consequence) for f in found] == [("bylaw 68", "flag")]
    assert not s.do("nominate", 9, election="e", member=person(7)).findings
    (line,) = ties(s.state, "root", s.now)
    assert line.matters == "stands in e; treasurer of root"
    told = {"appraisal": "a", "mandate": "interim.0", "text": digest("work")}
    s.do("disclose-tie", s.herself(1), member=person(1), other=person(2), sort="household")
    assert s.refused("file-appraisal", s.treasurer, **told) == ["bylaw 68"]
    s.do("disclose-tie", s.herself(1), member=person(1), other=person(2), sort="none")
    assert s.refused("disclose-tie", s.herself(1), member=person(1), other=person(2), sort="none") == [
        "bylaw 15"
    ]
    s.do("file-appraisal", s.treasurer, **told)


def test_platforms_are_joined_and_left_by_ones_own_signature():
    s = society()
    s.do("publish-platform", 7, platform="p", body="root", text=digest("view"))
    s.do("join-platform", 8, platform="p")
    assert s.refused("join-platform", 8, platform="p") == ["bylaw 17"]
    assert s.refused("join-platform", 9, platform="p", step="leave") == ["bylaw 17"]
    s.do("join-platform", 7, platform="p", step="leave")
    (line,) = platforms(s.state, "root", s.now)
    assert line.joined == 1
