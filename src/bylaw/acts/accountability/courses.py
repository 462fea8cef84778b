"""Courses that an office may require: offered, completed, and asked for only where everybody could take one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Act, Body, Count, Digest, Evidence, Name, Stamp
from bylaw.acts.assemblies.deliberation import members_at
from bylaw.acts.days import day
from bylaw.acts.word import Members
from bylaw.record.clock import instant
from bylaw.rules.clause import Provision
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.elections import Election
from bylaw.state.persons import Course

NewCourse = Annotated[Name, Meta(extra={"new": "course"})]
CourseRef = Annotated[str, Meta(max_length=63, extra={"ref": "course"})]


class OfferCourse(Act, frozen=True, kw_only=True, tag="offer-course/1"):
    """Offer a course on a topic to the members of a body, to everybody or to as many as there are places.

    ``places`` is how many can take it (0: everybody), ``text`` commits to the words.
    """

    course: NewCourse
    topic: Name
    body: Body
    text: Digest
    begins: Stamp
    ends: Stamp
    places: Count = 0

    def place(self, state: State) -> str:
        """Give the body to whose members it is offered."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse one that has begun, or ends before it begins."""
        if not at < (instant(self.begins) or 0) < (instant(self.ends) or 0):
            found = f"it would be from {self.begins[:10]} to {self.ends[:10]}"
            yield own(14, found, "let it begin on a day to come, and end after that")

    def apply(self, state: State, at: int) -> None:
        """Offer it."""
        times = (instant(self.begins) or at, instant(self.ends) or at)
        state.persons.offer(Course(self.course, self.topic, self.body, self.text, *times, self.places, at))


class CompleteCourse(Act, frozen=True, kw_only=True, tag="complete-course/1"):
    """Attest that members completed a course; there is no mark, and no word on who did not."""

    course: CourseRef
    members: Members
    records: Digest

    def place(self, state: State) -> str:
        """Give the body to whose members it was offered."""
        return state.persons.courses[self.course].body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before it begins, more than had a place, strangers, and one named twice."""
        course, done = state.persons.courses[self.course], state.persons.completed[self.course]
        if at < course.begins:
            yield own(15, f"it begins on {day(state, course.begins)}", "attest it when it is completed")
        if course.places and len(done) + len(self.members) > course.places:
            yield own(17, f"places: {course.places}", "count again")
        for member in self.members:
            if not state.members.belongs(state, member, course.body, at):
                yield own(8, f"{member} is not a member of {course.body}", "leave her out")
            if member in done:
                yield own(17, f"{member} has completed it", "leave her out")
        if len(set(self.members)) != len(self.members):
            yield own(17, "a member is named twice", "name each once")

    def apply(self, state: State, at: int) -> None:
        """Note who completed it."""
        state.persons.completed[self.course].update(dict.fromkeys(self.members, at))


def lacking(state: State, election: Election, law: Provision, member: str) -> Iterator[Finding]:
    """Yield a finding for each topic asked that a member lacks, where everybody could have taken a course on it."""
    for topic in law.rule.courses:
        if not state.persons.knows(member, topic) and (course := _open_to_all(state, election, topic)):
            found = f"{member} completed no course on {topic}"
            yield law.breach(found, f"nominate who has, or offer another course ({course} was the last)")


def _open_to_all(state: State, election: Election, topic: str) -> str:
    """Name the last course on a topic that every member who may stand could complete before nominations end."""
    line = state.bodies.line(election.unit, election.called)
    courses = (
        course.name
        for course in reversed(state.persons.on_topic(topic))
        if course.body in line
        and course.ends <= election.nominations
        and (not course.places or course.places >= members_at(state, course.body, course.at))
    )
    return next(courses, "")
