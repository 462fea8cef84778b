"""Delegates: elected at home, sent with a written, limited, dated mandate, seated when it has been checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from bylaw.acts.act import Act, Body, Digest, Evidence, Name, Stamp
from bylaw.acts.days import day
from bylaw.acts.organisation.offices import OfMandate, in_force
from bylaw.acts.voting.electing import unit_of
from bylaw.record.clock import instant
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.delegations import Apportionment, Credential
from bylaw.state.offices import Mandate as Seat

NewCredential = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9.-]{0,47}$", extra={"new": "credential"})]
CredentialRef = Annotated[str, Meta(max_length=48, extra={"ref": "credential"})]


class MandateDelegate(OfMandate, frozen=True, kw_only=True, tag="mandate-delegate/1"):
    """Give an elected delegate her written mandate; it can limit the matters on which she votes.

    ``matters`` are the acts on which she may vote; none means all. ``text`` commits to the words.
    """

    name: NewCredential
    congress: Body
    text: Digest
    begins: Stamp
    ends: Stamp
    matters: Annotated[tuple[Name, ...], Meta(max_length=40)] = ()

    pointed_to: ClassVar[tuple[str, ...]] = ("name",)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who is no delegate to this congress, dates beyond her office, and two mandates at once."""
        mandate, fixed = state.offices.mandates[self.mandate], state.delegations.of_congress(self.congress)
        yield from in_force(state, self.mandate, at)
        if fixed is None or mandate.office != fixed.office or mandate.body not in fixed.seats:
            found = f"{mandate.office} of {mandate.body} has no seat in {self.congress}"
            yield own(8, found, "apportion the seats first, and name one of its delegates")
        begins, ends = instant(self.begins) or 0, instant(self.ends) or 0
        if not at <= begins < ends <= mandate.end:
            found = (
                f"from {self.begins[:10]} to {self.ends[:10]}; her office ends on {day(state, mandate.end)}"
            )
            yield own(14, found, "let it begin now or later, and end with the office at the latest")
        for other in state.delegations.of_mandate(self.mandate):
            if other.congress == self.congress and begins < other.end and other.start < ends:
                yield own(15, f"credential {other.name} runs at that time", "let it end first")

    def apply(self, state: State, at: int) -> None:
        """Give the credential."""
        begins, ends = instant(self.begins) or at, instant(self.ends) or at
        credential = (self.name, self.mandate, self.congress, self.text, self.matters)
        state.delegations.entrust(Credential(*credential, begins, ends))


class Refusal(Struct, frozen=True, forbid_unknown_fields=True):
    """A credential that is not accepted, and the commitment to why."""

    credential: CredentialRef
    reasons: Digest


class CheckCredentials(Act, frozen=True, kw_only=True, tag="check-credentials/1"):
    """Check credentials: those seated are members of the congress from now on; others are refused with reasons."""

    congress: Body
    seated: Annotated[tuple[CredentialRef, ...], Meta(max_length=900)] = ()
    refused: Annotated[tuple[Refusal, ...], Meta(max_length=100)] = ()

    def place(self, state: State) -> str:
        """Give the unit of the congress."""
        return unit_of(state, self.congress)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse credentials of another congress, out of date, twice, beyond the seats, and a judge of her own."""
        listed = (*self.seated, *(refusal.credential for refusal in self.refused))
        if not listed or len(set(listed)) != len(listed):
            yield own(17, "no credential is listed, or one twice", "list each once")
        signers = {signer.member for signer in self.by}
        for name in listed:
            credential = state.delegations.credentials[name]
            if credential.congress != self.congress:
                yield own(8, f"{name} is for {credential.congress}", "leave it out")
            if credential.seat:
                yield own(15, f"{name} was checked and seated", "leave it out")
            if state.offices.mandates[credential.mandate].member in signers:
                yield own(34, f"{name} is that of a signer", "have somebody else check it")
        for name in self.seated:
            yield from self._good(state, state.delegations.credentials[name], at)
        yield from self._room(state, at)

    def _good(self, state: State, credential: Credential, at: int) -> Iterator[Finding]:
        yield from in_force(state, credential.mandate, at)
        if not credential.holds(at):
            span = f"{day(state, credential.start)} to {day(state, credential.end)}"
            yield own(15, f"{credential.name} runs from {span}", "seat her within that time")
        member = state.offices.mandates[credential.mandate].member
        if not any(True for _ in state.members.roll.current(member, at)):
            yield own(9, f"{member} is not a member any longer", "refuse the credential")

    def _room(self, state: State, at: int) -> Iterator[Finding]:
        fixed = state.delegations.of_congress(self.congress)
        taken = _seats_taken(state, fixed, at) if fixed else Counter[str]()
        for name in self.seated:
            unit = state.offices.mandates[state.delegations.credentials[name].mandate].body
            taken[unit] += 1
            share = fixed.seats.get(unit, 0) if fixed else 0
            if taken[unit] > share:
                yield own(
                    17, f"{name} would be delegate {taken[unit]} of {unit}, which has {share}", "leave it out"
                )

    def apply(self, state: State, at: int) -> None:
        """Seat the delegates; a seat ends with the credential, or with the office at home that it rests on."""
        for name in self.seated:
            credential = state.delegations.credentials[name]
            home = state.offices.mandates[credential.mandate]
            end = min(home.end, credential.end)
            seat = f"{self.congress}.{name}"
            state.offices.seat(Seat(seat, home.member, home.office, self.congress, at, end, end, name, at))
            state.offices.resting.setdefault(home.name, []).append(seat)
            state.delegations.check(name, seat, "")
        for refusal in self.refused:
            state.delegations.check(refusal.credential, "", refusal.reasons)


def _seats_taken(state: State, fixed: Apportionment, at: int) -> Counter[str]:
    """Count the delegates seated by unit."""
    credentials, mandates = state.delegations.credentials, state.offices.mandates
    seats = state.offices.holders(fixed.congress, fixed.office, at)
    sent = (credentials[seat.source].mandate for seat in seats if seat.source in credentials)
    return Counter(mandates[mandate].body for mandate in sent)
