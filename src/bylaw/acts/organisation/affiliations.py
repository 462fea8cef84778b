"""Affiliations: what a member declares of an employer or a firm, of which bylaws may cap the seats."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Act, Evidence, Member
from bylaw.acts.word import own_word
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State


class DeclareAffiliation(Act, frozen=True, kw_only=True, tag="declare-affiliation/1"):
    """Declare one's affiliation (an employer, a firm), of which bylaws may cap the seats; empty ends it."""

    member: Member
    firm: Annotated[str, Meta(pattern="^([a-z0-9][a-z0-9.-]{0,62})?$")] = ""

    paper_right = "subject"

    def subject(self, state: State) -> str:
        """Give the member."""
        return self.member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse what is declared already, and another than the member herself."""
        yield from own_word(self, self.member, "declare it")
        if state.members.affiliation(self.member, at) == self.firm:
            yield own(15, f"'{self.firm}' is what is declared", "nothing more is needed")

    def apply(self, state: State, at: int) -> None:
        """Remember the declaration with its day."""
        state.members.affiliations.setdefault(self.member, []).append((at, self.firm))
