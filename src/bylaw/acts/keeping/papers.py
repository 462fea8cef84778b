"""A signed paper of a member or an applicant: entered by one office, confirmed by another, and hers to disown.

An application says itself whose it is; she has no key yet, so the paper brings none.
What the record takes only sealed is entered sealed, with who wrote it: then nobody is named, and the paper does for a
reader without the opening what a leaf does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Act, Digest, Evidence, Name, Right, Signer
from bylaw.acts.authority import authority
from bylaw.acts.days import day, limit
from bylaw.acts.leaf import unnamed
from bylaw.acts.matter import Matter, in_words, kind_named, leaf_in, needed, read_matter, split
from bylaw.acts.references import references
from bylaw.acts.sealed import Sealed
from bylaw.record.broken import Broken
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.corrections import Paper

NewPaper = Annotated[Name, Meta(extra={"new": "paper"})]
PaperRef = Annotated[str, Meta(max_length=63, extra={"ref": "paper"})]


class EnterPaper(Act, frozen=True, kw_only=True, tag="enter-paper/1"):
    """Enter what somebody did on paper, and keep the signed sheet.

    ``matter`` is the act's substance, ``scan`` commits to the sheet. ``member`` is left out where the matter is
    sealed, for who wrote it is sealed with it; and of an application, which says it.
    """

    name: NewPaper
    member: Annotated[str, Meta(max_length=32, extra={"ref": "member"})] = ""
    matter: Matter
    scan: Digest

    def carries(self) -> str:
        """Give what the paper says."""
        return self.matter

    def writer(self) -> str:
        """Give who signed the paper."""
        return self.member

    def needs(self) -> tuple[str, ...]:
        """Give the opening of a sealed matter."""
        return needed(self.matter)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a substance that is no act, a paper of nobody, and an application that could not be confirmed now."""
        inner = read_matter(self.matter, ())
        if isinstance(inner, Broken):
            yield own(1, f"the paper holds no act: {inner}", "enter the act's fields as the form gives them")
        elif _applies(inner):
            yield from self._application(state, at, inner, evidence)
            return
        if not self.member and leaf_in(self.matter) is None:
            yield own(8, "nobody wrote it", "name the member who signed the paper")

    def _application(self, state: State, at: int, inner: Act, evidence: Evidence) -> Iterator[Finding]:
        if self.member:
            found = f"beside the application of {inner.subject(state)} stands {self.member}"
            yield own(8, found, "leave the member out: the application says whose it is")
        yield from _judged(state, _signed(inner, inner.subject(state)), at, evidence)

    def apply(self, state: State, at: int) -> None:
        """Keep the paper until another office confirms it."""
        inner, by = read_matter(self.matter, ()), tuple(signer.member for signer in self.by)
        assert isinstance(inner, Act)
        writer = inner.subject(state) if _applies(inner) else self.member
        state.corrections.papers[self.name] = Paper(self.name, writer, self.matter, self.scan, at, by)


class ConfirmPaper(Act, frozen=True, kw_only=True, tag="confirm-paper/1"):
    """Confirm a paper with one's own eyes; the act that it holds is judged and takes effect now."""

    paper: PaperRef

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse the officer who entered it, a paper disowned or done, and an act that the member may not do."""
        paper = state.corrections.papers[self.paper]
        if any(signer.member in paper.entered_by for signer in self.by):
            yield own(12, "whoever entered the paper confirms it", "have another officer confirm it")
        if paper.confirmed or paper.disowned:
            yield own(15, "the paper was confirmed or disowned", "enter a new paper")
        inner = written(state, paper)
        if inner is None:
            yield from _shown(state, paper)
        else:
            yield from _judged(state, inner, at, evidence)

    def apply(self, state: State, at: int) -> None:
        """Let the act take effect; of one that is sealed from this reader, what its leaf would change."""
        paper = state.corrections.confirm(self.paper, at, tuple(signer.member for signer in self.by))
        inner, leaf = written(state, paper), leaf_in(paper.matter)
        if inner is not None:
            inner.apply(state, at)
            if _applies(inner):
                state.members.applied_by(paper.member, paper.name)
        elif leaf is not None:
            kind_named(leaf.step).unopened(state, at, leaf)


class DisownPaper(Act, frozen=True, kw_only=True, tag="disown-paper/1"):
    """Say that a paper entered in one's name is not one's own."""

    paper: PaperRef

    sealed: ClassVar[bool] = True
    paper_right: ClassVar[Right] = "subject"

    def subject(self, state: State) -> str:
        """Give the member or applicant in whose name it was entered."""
        return writer_of(state, state.corrections.papers[self.paper])

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse after the window, or twice."""
        paper = state.corrections.papers[self.paper]
        if paper.disowned:
            yield own(15, "the paper is disowned already", "nothing more is needed")
        for law in self.ask(state, at, "window", of="enter-paper")[
            :1
        ]:  # a floor's week is the least, not the most
            closes = limit(state, paper.confirmed or at, law.rule.days)
            if at >= closes:
                yield law.breach(
                    f"the time to disown it ended on {day(state, closes)}", "complain to the control body"
                )

    def apply(self, state: State, at: int) -> None:
        """Mark the paper; one not yet confirmed can never be."""
        state.corrections.disown(self.paper, at)

    @classmethod
    def unopened(cls, state: State, at: int, leaf: Sealed) -> None:
        """Mark it: it was disowned by whoever it is of."""
        state.corrections.disown(leaf.item, at)


def written(state: State, paper: Paper) -> Act | None:
    """Give the act that a paper holds, as its writer does it; None where it is sealed from this reader."""
    words, writer = in_words(state, paper.matter), writer_of(state, paper)
    if not words:
        return None
    inner = read_matter(words, ())
    assert isinstance(inner, Act)
    return _signed(inner, writer)


def writer_of(state: State, paper: Paper) -> str:
    """Give who wrote a paper; empty where that is sealed from this reader."""
    leaf = leaf_in(paper.matter)
    return paper.member if leaf is None else split(state.matters.get(leaf.seal, ""))[0]


def _applies(inner: Act) -> bool:
    """Whether an act on paper is an application: its writer is no member, and it says who she is."""
    return inner.paper_right == "applicant"


def _signed(inner: Act, writer: str) -> Act:
    """Give an act as its writer signed it on paper."""
    return replace(inner, by=(Signer(writer, inner.paper_right),))


def _judged(state: State, inner: Act, at: int, evidence: Evidence) -> Iterator[Finding]:
    """Yield every clause that an act on paper breaks, and a key that it brings: no key has signed a paper."""
    broken = tuple(references(state, inner))
    yield from broken
    if broken:
        return
    if inner.brings(at):
        found = f"the paper brings a key of {inner.subject(state)}, which signed nothing"
        yield own(7, found, "leave the key out: she registers it with her own device, once she is a member")
    yield from authority(state, inner, at)
    yield from inner.findings(state, at, evidence)


def _shown(state: State, paper: Paper) -> Iterator[Finding]:
    """Yield what keeps a paper that is sealed from this reader from being a step."""
    leaf = leaf_in(paper.matter)
    if leaf is not None:
        yield from unnamed(state, leaf, kind_named(leaf.step))
