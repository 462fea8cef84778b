"""Complaints: never to whom they are about, answered by dates, and passed on by themselves where they are not.

Whoever complains signs; the words are a commitment. What nobody signs is kept as a tip: it says nothing of
who gave it, and nothing follows from it by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from bylaw.acts.act import Act, Body, Digest, Evidence, Member, Name
from bylaw.acts.discipline.casework import keep_reasons, own_reasons
from bylaw.acts.grievances.climbing import Course, Process
from bylaw.acts.grievances.steps import HolderStep, OfRaised
from bylaw.acts.sealed import Sealed
from bylaw.acts.word import own_word
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.climbing import Raised, Step
from bylaw.state.complaints import Tip

COMPLAINT = Process("file-complaint", ("acknowledge", "answer", "decide"), frozenset(("decide", "withdraw")))
"""How a complaint goes: each holder acknowledges, answers and decides, or it passes on."""


NewComplaint = Annotated[Name, Meta(extra={"new": "complaint"})]
ComplaintRef = Annotated[str, Meta(max_length=63, extra={"ref": "complaint"})]


def course(state: State, name: str) -> Course:
    """Give the way of a complaint."""
    return Course(state, COMPLAINT, state.complaints.all[name], state.complaints.steps[name])


class FileComplaint(Act, frozen=True, kw_only=True, tag="file-complaint/1"):
    """Complain in a body, about a member, about a body, or about what goes wrong; only those who must answer read it.

    ``text`` commits to the words, ``against`` is the member and ``target`` the body, if one.
    """

    complaint: NewComplaint
    body: Body
    text: Digest
    against: Member = ""
    target: Body = ""

    asks: ClassVar[tuple[str, ...]] = ("climb",)
    sealed: ClassVar[bool] = True

    def place(self, state: State) -> str:
        """Give the body in which it is filed."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse where nobody takes complaints, one about oneself, and words that serve something else."""
        asked = self.ask(state, at, "climb")
        if not any(law.rule.holders for law in asked):
            yield own(9, f"no clause says who holds complaints in {self.body}", "file it in a body above")
        if not state.bodies.all[self.body].holds(at):
            yield own(15, f"{self.body} is dissolved", "file it in its successor")
        if self.against == self.actor:
            yield own(8, f"{self.against} is who complains", "name whom it is about, or nobody")
        yield from own_reasons(state, self.text)

    def apply(self, state: State, at: int) -> None:
        """Open it; the first holder who has no part in it has it from now on."""
        state.complaints.open(
            Raised(self.complaint, self.body, self.actor, self.text, at, self.against, self.target)
        )
        keep_reasons(state, self.complaint, self.text)

    @classmethod
    def unopened(cls, state: State, at: int, leaf: Sealed) -> None:
        """Open a complaint of which only the body and the day are known."""
        state.complaints.open(Raised(leaf.case, leaf.body, "", "", at))


class OfComplaint(HolderStep, frozen=True, kw_only=True):
    """A step of whoever holds a complaint."""

    complaint: ComplaintRef

    def course(self, state: State) -> Course:
        """Give the way of the complaint."""
        return course(state, self.complaint)


class AcknowledgeComplaint(OfComplaint, frozen=True, kw_only=True, tag="acknowledge-complaint/1"):
    """Say, as its holder, that a complaint has come."""

    step: ClassVar[str] = "acknowledge"


class AnswerComplaint(OfComplaint, frozen=True, kw_only=True, tag="answer-complaint/1"):
    """Answer whoever filed a complaint.

    ``answer`` commits to the words.
    """

    answer: Digest

    step: ClassVar[str] = "answer"

    def says(self) -> tuple[str, ...]:
        """Give the answer."""
        return (self.answer,)


class DecideComplaint(OfComplaint, frozen=True, kw_only=True, tag="decide-complaint/1"):
    """Decide a complaint, with reasons; it takes nothing from anybody: that needs a charge.

    ``reasons`` commits to them.
    """

    outcome: Literal["upheld", "upheld-in-part", "dismissed"]
    reasons: Digest

    step: ClassVar[str] = "decide"

    def says(self) -> tuple[str, ...]:
        """Give the reasons."""
        return (self.reasons,)

    def ends_as(self) -> str:
        """Give the decision."""
        return self.outcome


class WithdrawComplaint(OfRaised, frozen=True, kw_only=True, tag="withdraw-complaint/1"):
    """Withdraw a complaint by one's own word; pressure to do so is a reason to complain."""

    complaint: ComplaintRef

    step: ClassVar[str] = "withdraw"
    sealed: ClassVar[bool] = True

    def course(self, state: State) -> Course:
        """Give the way of the complaint."""
        return course(state, self.complaint)

    def subject(self, state: State) -> str:
        """Give who filed it."""
        return self.course(state).raised.author

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse after the end, and another than who filed it."""
        yield from super().findings(state, at, evidence)
        yield from own_word(self, self.subject(state), "withdraw it")

    def ends_as(self) -> str:
        """Say that it was withdrawn."""
        return "withdrawn"

    @classmethod
    def unopened(cls, state: State, at: int, leaf: Sealed) -> None:
        """Note that it was withdrawn."""
        state.complaints.steps[leaf.case].append(Step("withdraw", at, (), "withdrawn"))


class FileTip(Act, frozen=True, kw_only=True, tag="file-tip/1"):
    """Keep a confidential tip that reached a body; nothing is kept of who gave it.

    ``text`` commits to its words. Whoever signs laid it in, and is not its author. Nobody is charged on it, and it
    does not climb.
    """

    tip: Annotated[Name, Meta(extra={"new": "tip"})]
    body: Body
    text: Digest

    def place(self, state: State) -> str:
        """Give the body that it reached."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse words that serve something else."""
        yield from own_reasons(state, self.text)

    def apply(self, state: State, at: int) -> None:
        """Keep it."""
        state.complaints.keep(Tip(self.tip, self.body, self.text, at))
        keep_reasons(state, self.tip, self.text)
