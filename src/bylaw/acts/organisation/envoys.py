"""Envoys: sent to a counterpart with powers that it can see, for a time that ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Act, Body, Digest, Evidence, Member, Name, Stamp, Text
from bylaw.acts.days import day, term_ends
from bylaw.acts.organisation.succession import in_being
from bylaw.record.clock import instant
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.delegations import Envoy

NewEnvoy = Annotated[Name, Meta(extra={"new": "envoy"})]
EnvoyRef = Annotated[str, Meta(max_length=63, extra={"ref": "envoy"})]


class SendEnvoy(Act, frozen=True, kw_only=True, tag="send-envoy/1"):
    """Send a member to speak for a body elsewhere: what she may do there, and from which day to which.

    ``to`` is where in words, ``text`` commits to the full mandate.
    """

    name: NewEnvoy
    body: Body
    envoy: Member
    to: Text
    powers: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=20)]
    text: Digest
    begins: Stamp
    ends: Stamp

    def place(self, state: State) -> str:
        """Give the body that sends her."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a body that is no more, who is no member, days out of order, and a time beyond the clause's term."""
        yield from in_being(state, self.body, at)
        begins, ends = instant(self.begins) or 0, instant(self.ends) or 0
        if not any(True for _ in state.members.roll.current(self.envoy, at)):
            yield own(9, f"{self.envoy} is not a member", "send a member")
        if not at <= begins < ends:
            yield own(
                14, f"from {self.begins} to {self.ends}", "let it begin now or later, and end after that"
            )
        for law in self.ask(state, at, "term"):
            last = term_ends(state, law.rule, begins)
            if ends > last:
                yield law.breach(
                    f"it would last until {day(state, ends)}", f"end it by {day(state, last - 1)}"
                )

    def apply(self, state: State, at: int) -> None:
        """Send the envoy."""
        begins, ends = instant(self.begins) or at, instant(self.ends) or at
        who = (self.name, self.envoy, self.body, self.to, self.powers, self.text)
        state.delegations.send(Envoy(*who, begins, ends))


class RecallEnvoy(Act, frozen=True, kw_only=True, tag="recall-envoy/1"):
    """Recall an envoy before her day, with confidential reasons."""

    envoy: EnvoyRef
    reasons: Digest

    def place(self, state: State) -> str:
        """Give the body that sent her."""
        return state.delegations.envoys[self.envoy].body

    def subject(self, state: State) -> str:
        """Give the envoy, who may lay the mandate down where a clause says ``subject``."""
        return state.delegations.envoys[self.envoy].member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a mandate that is over."""
        envoy = state.delegations.envoys[self.envoy]
        if at >= envoy.end:
            yield own(15, f"the mandate ended on {day(state, envoy.end)}", "nothing is to be recalled")

    def apply(self, state: State, at: int) -> None:
        """End the mandate."""
        state.delegations.close(self.envoy, at, "recalled", self.reasons)
