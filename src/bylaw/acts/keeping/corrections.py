"""Mistakes and the past: never by folding without the entry, always beside it and from now on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Act, Count, Digest, Evidence, Name, Stamp, Text
from bylaw.acts.days import day, limit
from bylaw.acts.organisation.ex_officio import of_its_own
from bylaw.record.clock import instant
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Window
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.corrections import Attestation, Decision
from bylaw.state.offices import Mandate

NewAttestation = Annotated[Name, Meta(extra={"new": "attestation"})]


class Rectify(Act, frozen=True, kw_only=True, tag="rectify/1"):
    """Put right a slip that changes nothing under the bylaws; both texts stay visible.

    ``field`` is one that no rule reads.
    """

    entry: Count
    field: Name
    text: Text

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse what is not clerical, other signers than the first time, and a slip found too late."""
        slip = state.corrections.correctable.get(self.entry)
        if slip is None or self.field not in slip.fields:
            found = f"entry {self.entry} has no clerical field '{self.field}'"
            yield own(14, found, "have the competent body annul the act, or decide anew")
            return
        if {signer.member for signer in self.by} != slip.signers:
            yield own(9, "not the signers of the entry", "have those rectify it who signed it")
        for law in self.ask(state, at, "window"):
            closes = limit(state, slip.at, law.rule.days)
            if at >= closes:
                yield law.breach(f"the time for slips ended on {day(state, closes)}", "decide anew", None)

    def apply(self, state: State, at: int) -> None:
        """Put the new text beside the old."""
        state.corrections.rectified.setdefault(self.entry, []).append((at, self.field, self.text))


class Restore(Act, frozen=True, kw_only=True, tag="restore/1"):
    """Give back, from now on, a mandate that ended before its day; never the time that was lost."""

    mandate: Annotated[str, Meta(max_length=130, extra={"ref": "mandate"})]
    reasons: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a mandate not over early or ex officio, a seat or office no more, a holder who left or has a seat."""
        mandate = state.offices.mandates[self.mandate]
        yield from of_its_own(state, self.mandate)
        if at < mandate.end:
            yield own(15, f"mandate {self.mandate} has not ended", "nothing is to be restored")
        if at >= mandate.due:
            yield own(15, f"its term was over on {day(state, mandate.due)}", "elect anew")
        if not any(True for _ in state.members.roll.current(mandate.member, at)):
            yield own(15, f"{mandate.member} is no longer a member", "elect somebody else")
        yield from _seat_free(state, mandate, at)

    def apply(self, state: State, at: int) -> None:
        """Begin the rest of the term."""
        old = state.offices.mandates[self.mandate]
        name = f"{old.name}.r{state.size}"
        state.offices.seat(
            replace(old, name=name, start=at, end=old.due, cause="", source=f"restored {old.source}")
        )
        state.corrections.decisions.append(Decision("restored", self.mandate, self.reasons, at, "mandate"))


class Attest(Act, frozen=True, kw_only=True, tag="attest/1"):
    """Bring in a fact from outside or from before the record, with its source and the date claimed."""

    name: NewAttestation
    fact: Text
    source: Text
    claimed: Stamp
    evidence: Digest

    clerical: ClassVar[tuple[str, ...]] = ("fact", "source")

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a fact that lies in the future."""
        if (instant(self.claimed) or 0) > at:
            yield own(14, f"the fact is said to be of {self.claimed}", "attest what has happened")

    def apply(self, state: State, at: int) -> None:
        """Keep the fact, shown as attested."""
        claimed = instant(self.claimed) or at
        state.corrections.attested[self.name] = Attestation(
            self.name, self.fact, self.source, claimed, self.evidence, at
        )


def _seat_free(state: State, mandate: Mandate, at: int) -> Iterator[Finding]:
    """Yield a finding unless a seat is free until the mandate's day, and nobody is being elected to it."""
    body, name = mandate.body, mandate.office
    office, history = state.offices.all[body, name], list(state.offices.history(body, name))
    moments = [at, *(m.start for m in history if at < m.start < mandate.due)]
    if not (office.holds(at) and state.bodies.all[body].holds(at)):
        yield own(15, f"there is no office {name} in {body} any longer", "create it and elect anew")
    elif max(sum(1 for m in history if m.holds(t)) for t in moments) >= office.seats:
        yield own(15, f"every seat of {name} is taken", "wait for a vacancy")
    if any(m.member == mandate.member and at < m.end for m in history):
        yield own(15, f"{mandate.member} has a seat of {name} already", "nothing is to be restored")
    for election in state.elections.of_office(body, name):
        if election.blocks(at):
            yield own(33, f"election {election.name} to {name} is running", "let it end first")


def window(act: Act, state: State, at: int) -> int:
    """Give the days of the window that the bylaws set for an act; 0 when they set none."""
    rule: Window | None = act.rule(state, at, "window")
    return rule.days if rule else 0
