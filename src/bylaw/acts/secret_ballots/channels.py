"""Channels: each voter has a credential or votes on paper, and a member may make her credential herself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bylaw.acts.act import Digest, Evidence, Member
from bylaw.acts.days import day
from bylaw.acts.members.franchise import why_not
from bylaw.acts.secret_ballots.boxes import roll_of
from bylaw.acts.voting.candidates import before_opening
from bylaw.acts.voting.electing import Step, voters_of
from bylaw.belenios.cautions import MINIMUM
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.elections import Election


class SendCredential(Step, frozen=True, kw_only=True, tag="send-credential/1"):
    """Send the public half of a credential that the member made, sealed to the credential office.

    The record holds a salted commitment (docs/spec/record.md) to the public credential; the office opens it when
    somebody disputes the list. Sent again before the box is set up, it replaces the first.
    """

    member: Member
    credential: Digest

    def subject(self, state: State) -> str:
        """Give the voter."""
        return self.member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse somebody else's hand, who may not vote, an election without a box, and a box that is set up."""
        election = state.elections.all[self.election]
        yield from before_opening(election, at)
        if election.means != "box":
            yield own(41, f"election {self.election} has no box", "vote as it was called")
        if self.member not in (signer.member for signer in self.by):
            yield own(35, f"the credential is {self.member}'s", "let her sign")
        if at >= election.record and (
            why := why_not(state, self.member, voters_of(state, election), election.record)
        ):
            yield own(42, why, "leave the credential to those on the roll")
        if (since := state.keys.recovered(self.member, at)) > election.record:
            found = f"her key was recovered on {day(state, since)}, after the roll closed"
            yield own(42, found, "take the credential that the office made for you")
        if any(state.boxes.of(self.election, unit) for unit in election.units):
            yield own(
                42, "the list of credentials is fixed", "take the credential that the office made for you"
            )
        others = {m: c for m, c in state.boxes.sent.get(self.election, {}).items() if m != self.member}
        if self.credential in others.values():
            yield own(42, "somebody else has sent this commitment", "make a credential of your own")

    def apply(self, state: State, at: int) -> None:
        """Keep the commitment."""
        state.boxes.sent.setdefault(self.election, {})[self.member] = self.credential


def one_channel(
    state: State, elections: Sequence[Election], unit: str, number: int, on_paper: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield a finding where credentials and paper are not the roll, each voter once, ten or more of each."""
    roll = set(roll_of(state, elections[0], unit))
    if number + len(on_paper) != len(roll):
        found = f"credentials: {number}; on paper: {len(on_paper)}; on the roll of {unit}: {len(roll)}"
        yield own(42, found, "give each voter one channel, and nobody else any")
    if len(set(on_paper)) != len(on_paper) or not roll.issuperset(on_paper):
        yield own(
            42, "somebody is to vote on paper twice, or is not on the roll", "list each paper voter once"
        )
    sent = {member for election in elections for member in state.boxes.sent.get(election.name, ())}
    for member in on_paper:
        if member in sent:
            yield own(42, f"{member} has sent a credential and is to vote on paper", "choose one of the two")
    for count, what in ((number, "credentials"), (len(on_paper), "voters on paper")):
        if count < MINIMUM and (count or what == "credentials"):
            found = f"{count} {what}: a secret ballot needs {MINIMUM}"
            yield own(43, found, "count these voters together with others")
