"""Founding: the act with which every record begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

from bylaw.acts.act import Act, Count, Evidence, Id, Name, Stamp, Text
from bylaw.acts.keeping.witnesses import Vkeys, fit_log, fit_witnesses
from bylaw.acts.organisation.ex_officio import provided
from bylaw.acts.signed import fit_key
from bylaw.record.clock import instant, rfc3339
from bylaw.record.keys import Key
from bylaw.rules import zones
from bylaw.rules.bylaws import Bylaws, Law
from bylaw.rules.clause import Clause
from bylaw.rules.finding import Finding
from bylaw.rules.floors import FLOORS
from bylaw.rules.holidays import DaysOfRest, days_of_rest, unfit_rest
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.bodies import Body as BodyThing
from bylaw.state.keys import HeldKey
from bylaw.state.offices import Mandate, Office
from bylaw.state.roll import Spell

INTERIM_DAYS = 366
"""The longest time without an election that a founding can give."""


class FirstBody(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A body that exists from the first day."""

    name: Name
    kind: Name
    parent: Annotated[str, Meta(max_length=63)] = ""
    organ: bool = False


class FirstOffice(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An office that exists from the first day."""

    name: Name
    body: Name
    seats: Annotated[int, Meta(ge=1, le=1000)] = 1


class Founder(Struct, frozen=True, forbid_unknown_fields=True):
    """A founding member with her first key; by signing she accepts the bylaws."""

    member: Id
    key: Key
    cls: Name


class Interim(Struct, frozen=True, forbid_unknown_fields=True):
    """A mandate without an election, which ends on a fixed day."""

    member: Id
    office: Name
    body: Name
    ends: Stamp


class Found(Act, frozen=True, kw_only=True, tag="found/1"):
    """Found an organisation: its bylaws, first bodies and offices, founders, and who holds office for the time being.

    ``clock`` says whether its time is real, ``origin`` and ``log_key`` name the log, ``interim`` the first
    mandates.
    """

    name: Text
    clock: Literal["real", "simulated", "reconstruction"]
    zone: Annotated[str, Meta(max_length=40)]
    origin: Annotated[str, Meta(pattern="^[!-*,-~]{1,200}$")]
    log_key: Annotated[str, Meta(max_length=300)]
    bylaws: Annotated[tuple[Clause, ...], Meta(min_length=1)]
    bodies: Annotated[tuple[FirstBody, ...], Meta(min_length=1)]
    offices: tuple[FirstOffice, ...] = ()
    founders: Annotated[tuple[Founder, ...], Meta(min_length=1, max_length=60)]
    interim: tuple[Interim, ...] = ()
    holidays: DaysOfRest = ()
    witnesses: Vkeys = ()
    quorum: Count = 0
    captive: Vkeys = ()
    rp_id: Annotated[str, Meta(max_length=253)] = ""
    origins: tuple[Annotated[str, Meta(max_length=300)], ...] = ()
    language: Annotated[str, Meta(pattern="^[a-z]{2,3}(-[A-Z]{2})?$")] = "en"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Check that nothing is founded twice, that the tree hangs together and that interim mandates end."""
        if state.identity.org:
            yield own(
                10, "this record has a founding act already", "act under it, or found another organisation"
            )
        yield from self._calendar()
        yield from fit_log(self.origin, self.log_key)
        yield from fit_witnesses(self.witnesses, self.quorum, self.captive, self.origin, (self.log_key,))
        names = [body.name for body in self.bodies]
        yield from self._tree(names)
        founders = {founder.member for founder in self.founders}
        yield from self._signed(founders)
        for founder in self.founders:
            yield from fit_key(state, founder.key)
        yield from self._offices(names)
        yield from self._elected(at)
        yield from self._interim(founders, at)

    def _calendar(self) -> Iterator[Finding]:
        if zones.find(self.zone) is None:
            yield own(
                8, f"there is no time zone '{self.zone}'", "name one of the IANA database: Europe/Berlin"
            )
        for found in unfit_rest(self.holidays):
            yield own(
                8,
                found,
                "write it as sunday, 05-01, 2027-06-17, easter-2 or 09-monday-1, and leave a working day",
            )

    def _tree(self, names: list[str]) -> Iterator[Finding]:
        if names[0] != ROOT or self.bodies[0].parent or len(set(names)) != len(names):
            yield own(
                8, "the first body is not 'root', or two have one name", "begin with 'root', name each once"
            )
        for i, body in enumerate(self.bodies[1:], start=1):
            if body.parent not in names[:i]:
                yield own(
                    8, f"body {body.name} hangs under '{body.parent}', not yet there", "order parents first"
                )

    def _offices(self, names: list[str]) -> Iterator[Finding]:
        for office in self.offices:
            if office.body not in names:
                yield own(
                    8, f"office {office.name} is in a body '{office.body}' that is not founded", "found it"
                )

    def _interim(self, founders: set[str], at: int) -> Iterator[Finding]:
        offices = {(office.body, office.name) for office in self.offices}
        for interim in self.interim:
            if interim.member not in founders or (interim.body, interim.office) not in offices:
                yield own(
                    8, f"interim {interim.office}: no such office or founder", "name a founder and an office"
                )
            if not at < (instant(interim.ends) or 0) <= at + INTERIM_DAYS * 86_400:
                found = f"the interim mandate of {interim.office} ends on {interim.ends[:10]}"
                yield own(18, found, f"end it by {rfc3339(at + INTERIM_DAYS * 86_400)[:10]}")

    def _elected(self, at: int) -> Iterator[Finding]:
        kinds, law = {body.name: body.kind for body in self.bodies}, self.law_made(State(), at)
        for office in self.offices:
            if law and provided(law, kinds.get(office.body, ""), office.name):
                found = f"the seats of {office.name} of {office.body} go with other offices"
                yield own(32, found, "leave it out, and create it once those are there")

    def _signed(self, founders: set[str]) -> Iterator[Finding]:
        signers = {signer.member for signer in self.by if signer.right == "founder"}
        if len(founders) != len(self.founders) or len({f.key.thumbprint for f in self.founders}) != len(
            self.founders
        ):
            yield own(
                8, "a founder or a key appears twice", "name each founder once, each with a key of her own"
            )
        if signers != founders or len(self.by) != len(founders):
            yield own(7, "not exactly the founders signed", "let every founder sign, and nobody else")

    def brings(self, at: int) -> tuple[HeldKey, ...]:
        """Give the founders' keys."""
        return tuple(HeldKey(f.key.thumbprint, f.key, f.member, at, how="founding") for f in self.founders)

    def law_made(self, state: State, at: int) -> Law | None:
        """Give the law of the first day."""
        bylaws = Bylaws()
        bylaws.adopt((*FLOORS, *self.bylaws), at)
        return bylaws.on(at)

    def asked_for(self, state: State) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the kinds and offices that are founded."""
        return tuple({body.kind: None for body in self.bodies}), tuple({o.name: None for o in self.offices})

    def apply(self, state: State, at: int) -> None:
        """Write the founding facts."""
        self._identity(state, at)
        state.bylaws.adopt((*FLOORS, *self.bylaws), at)
        for body in self.bodies:
            state.bodies.found(BodyThing(body.name, body.kind, body.parent, body.organ, at))
        for office in self.offices:
            state.offices.create(Office(office.name, office.body, office.seats, at))
        for founder in self.founders:
            state.members.roll.enter(founder.member, Spell(ROOT, founder.cls, at, how="founded"), (ROOT,))
        for key in self.brings(at):
            state.keys.register(key)
        for i, interim in enumerate(self.interim):
            end = instant(interim.ends) or at
            state.offices.seat(
                Mandate(
                    f"interim.{i}", interim.member, interim.office, interim.body, at, end, end, "founding", at
                )
            )

    def _identity(self, state: State, at: int) -> None:
        facts = state.identity
        facts.name, facts.clock, facts.zone = self.name, self.clock, self.zone
        if self.holidays:
            facts.holidays = days_of_rest(self.holidays)
        facts.origin, facts.log_key = self.origin, self.log_key
        facts.witnesses, facts.quorum, facts.captive = self.witnesses, self.quorum, self.captive
        facts.rp_id, facts.origins, facts.founded = self.rp_id, self.origins, at
        facts.language = self.language
