"""Appraisals, seen and answered by whom they are about; ties disclosed in the open; platforms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Act, Body, Digest, Evidence, Member, Name
from bylaw.acts.days import day
from bylaw.acts.organisation.offices import OfMandate, in_force
from bylaw.acts.word import own_word
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.persons import Appraisal, Platform, Tie

NewAppraisal = Annotated[Name, Meta(extra={"new": "appraisal"})]
AppraisalRef = Annotated[str, Meta(max_length=63, extra={"ref": "appraisal"})]
NewPlatform = Annotated[Name, Meta(extra={"new": "platform"})]
PlatformRef = Annotated[str, Meta(max_length=63, extra={"ref": "platform"})]


class FileAppraisal(OfMandate, frozen=True, kw_only=True, tag="file-appraisal/1"):
    """Appraise the work of a holder, in confidential words: no mark, no rank, and nothing follows from it.

    ``text`` commits to them.
    """

    appraisal: NewAppraisal
    text: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse one of oneself or by somebody tied to her, of a mandate that is over, and a text that serves twice."""
        held = state.offices.mandates[self.mandate]
        yield from in_force(state, self.mandate, at)
        ties = state.cases.ties.get(held.member, {}).keys() | state.persons.tied_to(held.member)
        for signer in self.by:
            if signer.member == held.member or signer.member in ties:
                yield own(
                    68, f"{signer.member} would appraise herself, or one to whom she is tied", "let another"
                )
        if any(each.text == self.text for each in state.persons.appraisals.values()):
            yield own(24, "these words are of another appraisal", "write of her work alone")

    def apply(self, state: State, at: int) -> None:
        """Keep it."""
        held = state.offices.mandates[self.mandate]
        fields = (self.appraisal, held.member, self.by[0].member, self.text, at)
        state.persons.appraisals[self.appraisal] = Appraisal(*fields)


class AnswerAppraisal(Act, frozen=True, kw_only=True, tag="answer-appraisal/1"):
    """Say that one has seen an appraisal, with an answer or without.

    ``text`` commits to the answer.
    """

    appraisal: AppraisalRef
    text: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""

    paper_right = "subject"

    def subject(self, state: State) -> str:
        """Give whom it is about."""
        return state.persons.appraisals[self.appraisal].member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse another than whom it is about, and a second answer."""
        it = state.persons.appraisals[self.appraisal]
        yield from own_word(self, it.member, "answer it")
        if it.answered < FOREVER:
            yield own(15, f"it was answered on {day(state, it.answered)}", "nothing more is needed")

    def apply(self, state: State, at: int) -> None:
        """Attach the answer."""
        state.persons.answer(self.appraisal, self.text, at)


class DiscloseTie(Act, frozen=True, kw_only=True, tag="disclose-tie/1"):
    """Disclose in the open a tie with another member, for whoever appoints, votes or inquires to see."""

    member: Member
    other: Member
    sort: Literal["kin", "household", "employment", "business", "none"]

    paper_right = "subject"

    def subject(self, state: State) -> str:
        """Give the member who discloses it."""
        return self.member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse another than herself, oneself, and what is disclosed, or ended, already."""
        yield from own_word(self, self.member, "disclose it")
        if self.member == self.other:
            yield own(8, f"{self.other} is herself", "name the other member")
        mine = [
            t for t in state.persons.ties.get(self.member, ()) if t.member == self.member and t.end == FOREVER
        ]
        known = any(t.other == self.other and self.sort in (t.sort, "none") for t in mine)
        if known != (self.sort == "none"):
            yield own(
                15, "it is disclosed already" if known else "there is none of hers", "nothing is needed"
            )

    def apply(self, state: State, at: int) -> None:
        """Show it, or end what she disclosed herself."""
        if self.sort != "none":
            state.persons.tie(Tie(self.member, self.other, self.sort, at))
            return
        for member in (self.member, self.other):
            state.persons.ties[member] = [
                replace(t, end=at) if (t.member, t.other, t.end) == (self.member, self.other, FOREVER) else t
                for t in state.persons.ties[member]
            ]


class PublishPlatform(Act, frozen=True, kw_only=True, tag="publish-platform/1"):
    """Put a common view forward, in writing; no clause makes a view a charge.

    ``text`` commits to the words.
    """

    platform: NewPlatform
    body: Body
    text: Digest

    def place(self, state: State) -> str:
        """Give the body to which it is put."""
        return self.body

    def apply(self, state: State, at: int) -> None:
        """Publish it, joined by who published it."""
        who = self.actor
        state.persons.platforms[self.platform] = Platform(self.platform, self.body, who, self.text, at)
        state.persons.joined[self.platform] = {who: None}


class JoinPlatform(Act, frozen=True, kw_only=True, tag="join-platform/1"):
    """Join a platform, or leave it, by one's own signature in the open."""

    platform: PlatformRef
    step: Literal["join", "leave"] = "join"

    def place(self, state: State) -> str:
        """Give the body to which it was put."""
        return state.persons.platforms[self.platform].body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse joining twice, and leaving what one has not joined."""
        if (self.actor in state.persons.joined[self.platform]) == (self.step == "join"):
            yield own(17, f"{self.actor} cannot {self.step} it", "she has, or never joined")

    def apply(self, state: State, at: int) -> None:
        """Add or take off the name."""
        if self.step == "join":
            state.persons.joined[self.platform][self.actor] = None
        else:
            del state.persons.joined[self.platform][self.actor]


def tied(state: State, act: Act, member: str) -> Iterator[Finding]:
    """Flag, and no more, each signer who names a member to whom she has a disclosed tie."""
    ties = state.persons.tied_to(member)
    for signer in act.by:
        if signer.member in ties:
            found = f"{signer.member} and {member} have a disclosed tie"
            yield replace(own(68, found, "let those who vote weigh it"), consequence="flag")
