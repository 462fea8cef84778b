"""Acts about one member, and her own word: what nobody can do for her, whatever clause names who may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Act, Member
from bylaw.acts.days import day
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.roll import Spell

Members = Annotated[tuple[Member, ...], Meta(min_length=1, max_length=1000)]


class OfMember(Act, frozen=True, kw_only=True):
    """An act about one member, done in the body on whose roll she is."""

    member: Member

    def place(self, state: State) -> str:
        """Give the body of the member's newest spell."""
        spells = state.members.roll.spells.get(self.member)
        return spells[-1].body if spells else ROOT

    def subject(self, state: State) -> str:
        """Give the member."""
        return self.member

    def spell(self, state: State, at: int) -> Spell | None:
        """Give the member's spell at ``at``."""
        return next(state.members.roll.current(self.member, at), None)

    def gone(self, state: State, at: int) -> Iterator[Finding]:
        """Yield a finding where she is not a member."""
        if self.spell(state, at) is None:
            yield own(15, f"{self.member} is not a member on {day(state, at)}", "let her apply again")


def own_word(act: Act, member: str, what: str) -> Iterator[Finding]:
    """Yield a finding unless the member herself is among the signers."""
    if all(signer.member != member for signer in act.by):
        yield own(35, f"{member} has not signed to {what}", f"let {member} sign herself")
