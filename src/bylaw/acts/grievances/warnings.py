"""Warnings: a report of a danger, answered by a date with reasons; the report and its assessment stay apart.

Who warns, and the report, are sealed; the body and the topic are for everybody. A warning that is given again counts
up, reports that contradict each other stand side by side, and whoever assesses one is named. Unanswered it passes on by
itself, like a complaint.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from bylaw.acts.act import Act, Body, Digest, Evidence, Name
from bylaw.acts.discipline.casework import keep_reasons, own_reasons
from bylaw.acts.grievances.climbing import Course, Process
from bylaw.acts.grievances.steps import HolderStep
from bylaw.acts.sealed import Sealed
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.warnings import Warned

WARNING = Process("give-warning", ("answer",), frozenset(("answer",)))
"""How a warning goes: each holder answers, or it passes on."""
NewWarning = Annotated[Name, Meta(extra={"new": "warning"})]
WarningRef = Annotated[str, Meta(max_length=63, extra={"ref": "warning"})]


def course(state: State, name: str) -> Course:
    """Give the way of a warning."""
    return Course(state, WARNING, state.warnings.all[name], state.warnings.steps[name])


class GiveWarning(Act, frozen=True, kw_only=True, tag="give-warning/1"):
    """Warn a body of something, under a topic that everybody reads; the report itself is confidential.

    ``topic`` is the word by which warnings are counted, ``report`` commits to what is reported. Everybody reads
    the topic: let it be a word that points to no person.

    ``contradicts`` names a warning on the same topic that reports the contrary.
    """

    warning: NewWarning
    body: Body
    topic: Name
    report: Digest
    contradicts: WarningRef = ""

    asks: ClassVar[tuple[str, ...]] = ("climb",)
    sealed: ClassVar[bool] = True
    leaf_item: ClassVar[str] = "topic"

    def place(self, state: State) -> str:
        """Give the body that is warned."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse where nobody answers warnings, a contradiction on another topic, and a report that serves twice."""
        if not any(law.rule.holders for law in self.ask(state, at, "climb")):
            yield own(9, f"no clause says who answers warnings to {self.body}", "warn a body above")
        if not state.bodies.all[self.body].holds(at):
            yield own(15, f"{self.body} is dissolved", "warn its successor")
        if self.contradicts:
            other = state.warnings.all[self.contradicts]
            if (other.body, other.topic) != (self.body, self.topic):
                found = f"{self.contradicts} is on '{other.topic}' in {other.body}"
                yield own(8, found, "name one on this topic, in this body")
        yield from own_reasons(state, self.report)

    def apply(self, state: State, at: int) -> None:
        """Keep it; the first holder has it from now on."""
        state.warnings.open(
            Warned(
                self.warning, self.body, self.actor, self.report, at, topic=self.topic,
                contradicts=self.contradicts,
            )
        )  # fmt: skip
        keep_reasons(state, self.warning, self.report)

    @classmethod
    def unopened(cls, state: State, at: int, leaf: Sealed) -> None:
        """Keep a warning of which only the body, the topic and the day are known."""
        state.warnings.open(Warned(leaf.case, leaf.body, "", "", at, topic=leaf.item))


class AnswerWarning(HolderStep, frozen=True, kw_only=True, tag="answer-warning/1"):
    """Answer a warning as its holder: say how one judges it, what follows, and why.

    ``assessment`` commits to how the signers assess it, ``reasons`` to why. The report itself stays as it was
    given.
    """

    warning: WarningRef
    outcome: Literal["acted-on", "watched", "not-accepted"]
    assessment: Digest
    reasons: Digest

    step: ClassVar[str] = "answer"

    def course(self, state: State) -> Course:
        """Give the way of the warning."""
        return course(state, self.warning)

    def says(self) -> tuple[str, ...]:
        """Give the assessment and the reasons."""
        return (self.assessment, self.reasons)

    def ends_as(self) -> str:
        """Give the answer."""
        return self.outcome
