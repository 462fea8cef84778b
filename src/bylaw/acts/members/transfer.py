"""Moving to another body: asked for by the member, accepted there, with standing and history."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.act import Act, Body, Evidence, Member
from bylaw.acts.days import day, limit
from bylaw.acts.members.leaving import move
from bylaw.acts.organisation.frozen import recut
from bylaw.acts.word import OfMember, own_word
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.bodies import ROOT


class RequestTransfer(OfMember, frozen=True, kw_only=True, tag="request-transfer/1"):
    """Ask to be moved to another body; a new request takes the place of an older one."""

    to: Body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who is no member, a body without a roll, her own body, and a request not her own."""
        yield from self.gone(state, at)
        yield from own_word(self, self.member, "move")
        to, spell = state.bodies.all[self.to], self.spell(state, at)
        if to.organ or not to.holds(at):
            yield own(8, f"{self.to} has no roll, or is no more", "name a unit that has members")
        if spell is not None and spell.body == self.to:
            yield own(15, f"{self.member} is on the roll of {self.to} already", "nothing is to be done")

    def apply(self, state: State, at: int) -> None:
        """Keep the request."""
        state.members.transfers[self.member] = (self.to, at)


class AcceptTransfer(Act, frozen=True, kw_only=True, tag="accept-transfer/1"):
    """Accept a member who asked to move here."""

    member: Member

    def place(self, state: State) -> str:
        """Give the body that she asked to move to."""
        return state.members.transfers.get(self.member, (ROOT, 0))[0]

    def subject(self, state: State) -> str:
        """Give the member who moves."""
        return self.member

    def due(self, state: State, at: int) -> str:
        """Say that the request should have been answered."""
        asked = state.members.transfers.get(self.member)
        rule = self.rule(state, at, "window")
        if asked is None or rule is None or at < (ends := limit(state, asked[1], rule.days)):
            return ""
        return f"the request should have been answered by {day(state, ends)}"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse without a request, and while a vote is open that it would recut."""
        asked = state.members.transfers.get(self.member)
        spell = next(state.members.roll.current(self.member, at), None)
        if asked is None or spell is None:
            yield own(35, f"{self.member} has not asked to be moved", "let her ask: nobody is moved unasked")
            return
        yield from recut(state, (spell.body, asked[0]), at)

    def apply(self, state: State, at: int) -> None:
        """Begin her spell here; class, seniority, standing and the rest of a probation go with her."""
        to, _ = state.members.transfers.pop(self.member)
        move(state, self.member, at, "transferred", body=to)
