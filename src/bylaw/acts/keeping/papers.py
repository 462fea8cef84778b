"""A member's signed paper: entered by one office, confirmed by another, and hers to disown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Act, Digest, Evidence, Member, Name, Signer
from bylaw.acts.authority import authority
from bylaw.acts.days import after_days, day
from bylaw.acts.matter import Matter, read_matter
from bylaw.acts.references import references
from bylaw.record.broken import Broken
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.corrections import Paper

NewPaper = Annotated[Name, Meta(extra={"new": "paper"})]
PaperRef = Annotated[str, Meta(max_length=63, extra={"ref": "paper"})]


class EnterPaper(Act, frozen=True, kw_only=True, tag="enter-paper/1"):
    """Enter what a member did on paper: the act's substance, and a commitment to the signed sheet."""

    name: NewPaper
    member: Member
    matter: Matter
    scan: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a substance that is no act."""
        inner = read_matter(self.matter, ())
        if isinstance(inner, Broken):
            yield own(1, f"the paper holds no act: {inner}", "enter the act's fields as the form gives them")

    def apply(self, state: State, at: int) -> None:
        """Keep the paper until another office confirms it."""
        by = self.by[0].member
        state.corrections.papers[self.name] = Paper(self.name, self.member, self.matter, self.scan, at, by)


class ConfirmPaper(Act, frozen=True, kw_only=True, tag="confirm-paper/1"):
    """Confirm a paper with one's own eyes; the act that it holds is judged and takes effect now."""

    paper: PaperRef

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse the officer who entered it, a paper disowned or done, and an act that the member may not do."""
        paper = state.corrections.papers[self.paper]
        if any(signer.member == paper.entered_by for signer in self.by):
            yield own(12, "whoever entered the paper confirms it", "have another officer confirm it")
        if paper.confirmed or paper.disowned:
            yield own(15, "the paper was confirmed or disowned", "enter a new paper")
        inner = self._inner(paper)
        broken = tuple(references(state, inner))
        yield from broken
        if not broken:
            yield from authority(state, inner, at)
            yield from inner.findings(state, at, evidence)

    def apply(self, state: State, at: int) -> None:
        """Let the act take effect."""
        self._inner(state.corrections.confirm(self.paper, at)).apply(state, at)

    def _inner(self, paper: Paper) -> Act:
        inner = read_matter(paper.matter, (Signer(paper.member, "member"),))
        assert not isinstance(inner, Broken)
        if inner.subject_on_paper:
            inner = read_matter(paper.matter, (Signer(paper.member, "subject"),))
        assert not isinstance(inner, Broken)
        return inner


class DisownPaper(Act, frozen=True, kw_only=True, tag="disown-paper/1"):
    """Say that a paper entered in one's name is not one's own."""

    paper: PaperRef

    def subject(self, state: State) -> str:
        """Give the member in whose name it was entered."""
        return state.corrections.papers[self.paper].member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse after the window, or twice."""
        paper = state.corrections.papers[self.paper]
        if paper.disowned:
            yield own(15, "the paper is disowned already", "nothing more is needed")
        for law in self.ask(state, at, "window", of="enter-paper"):
            closes = after_days(state, paper.confirmed or at, law.rule.days)
            if at >= closes:
                yield law.breach(
                    f"the time to disown it ended on {day(state, closes)}", "complain to the control body"
                )

    def apply(self, state: State, at: int) -> None:
        """Mark the paper; one not yet confirmed can never be."""
        state.corrections.disown(self.paper, at)
