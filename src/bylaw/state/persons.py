"""What is known of people for the offices they hold: courses, appraisals, disclosed ties, platforms."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import FOREVER


class Course(Struct, frozen=True):
    """One course on a topic: by which body, when, and whether everybody there can take it."""

    name: str
    topic: str
    body: str
    text: str
    begins: int
    ends: int
    places: int
    at: int


class Appraisal(Struct, frozen=True):
    """What somebody writes of another's work, by commitment, and what she answered to it."""

    name: str
    member: str
    writer: str
    text: str
    at: int
    answer: str = ""
    answered: int = FOREVER


class Tie(Struct, frozen=True):
    """A tie that a member disclosed in the open, from when until when."""

    member: str
    other: str
    sort: str
    start: int
    end: int = FOREVER


class Platform(Struct, frozen=True):
    """A common view that members put forward, by commitment."""

    name: str
    body: str
    opener: str
    text: str
    at: int


class Persons:
    """Courses and completions, appraisals, ties, platforms with those who joined them."""

    def __init__(self) -> None:
        self.courses: dict[str, Course] = {}
        self.completed: dict[str, dict[str, int]] = {}
        """Who completed each course, and when."""
        self.appraisals: dict[str, Appraisal] = {}
        self.ties: dict[str, list[Tie]] = {}
        """Disclosed ties by either member."""
        self.platforms: dict[str, Platform] = {}
        self.joined: dict[str, dict[str, None]] = {}
        self._topics: dict[str, list[str]] = {}

    def offer(self, course: Course) -> None:
        """Add a course."""
        self.courses[course.name] = course
        self.completed[course.name] = {}
        self._topics.setdefault(course.topic, []).append(course.name)

    def on_topic(self, topic: str) -> list[Course]:
        """Give the courses on a topic, oldest first."""
        return [self.courses[name] for name in self._topics.get(topic, ())]

    def knows(self, member: str, topic: str) -> bool:
        """Whether a member completed a course on a topic."""
        return any(member in self.completed[name] for name in self._topics.get(topic, ()))

    def answer(self, name: str, text: str, at: int) -> None:
        """Note that whom an appraisal is about has seen it, and what she says."""
        self.appraisals[name] = replace(self.appraisals[name], answer=text, answered=at)

    def tie(self, tie: Tie) -> None:
        """Add a disclosed tie, for both."""
        self.ties.setdefault(tie.member, []).append(tie)
        self.ties.setdefault(tie.other, []).append(tie)

    def tied_to(self, member: str) -> set[str]:
        """Give those with whom a member has a disclosed tie that has not ended."""
        ties = (tie for tie in self.ties.get(member, ()) if tie.end == FOREVER)
        return {tie.other if tie.member == member else tie.member for tie in ties}
