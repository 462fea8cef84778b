"""Offices and mandates: created, abolished, laid down, handed over, ended by those who may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Act, Body, Digest, Evidence, Mandate, Name
from bylaw.acts.days import day
from bylaw.acts.organisation.ex_officio import (
    capped,
    elective,
    fit_seats,
    followed,
    lasts,
    of_its_own,
    provided,
)
from bylaw.acts.organisation.removal import heard
from bylaw.acts.organisation.succession import in_being
from bylaw.acts.voting.electing import unit_of
from bylaw.acts.word import own_word
from bylaw.record.clock import instant
from bylaw.rules.bylaws import Law
from bylaw.rules.clause import FOREVER, Provision
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.offices import Handover, Office

Seats = Annotated[int, Meta(ge=1, le=1000)]


class CreateOffice(Act, frozen=True, kw_only=True, tag="create-office/1"):
    """Create an office in a body; its seats are vacant until an election fills them.

    Where the bylaws say that its seats go with other offices, those who hold these sit from now on.
    """

    body: Body
    office: Name
    seats: Seats = 1

    pointed_to: ClassVar[tuple[str, ...]] = ("body", "office")

    def place(self, state: State) -> str:
        """Give the body that gets the office."""
        return self.body

    def office_at_stake(self, state: State) -> str:
        """Give the office."""
        return self.office

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse an office that there is, a dissolved body, and seats ex officio that do not fit or are too many."""
        yield from in_being(state, self.body, at)
        office = state.offices.all.get((self.body, self.office))
        if office and office.holds(at):
            yield own(8, f"there is an office {self.office} in {self.body} already", "choose a new name")
        made = self._made(state, at)
        if law := self._provided(state, at):
            yield from fit_seats(state, law, made)
        else:
            yield from elective(state, (made,), state.bylaws, at)
        yield from capped(state, self.body, at, (made,))

    def law_made(self, state: State, at: int) -> Law | None:
        """Give the law as it is, to be asked about an office of a new name."""
        return None if self.office in state.offices.names else state.bylaws.on(at)

    def asked_for(self, state: State) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the kinds of body, and this office."""
        return tuple(state.bodies.kinds), (self.office,)

    def apply(self, state: State, at: int) -> None:
        """Create the office; who holds what it follows has her seat at once."""
        state.offices.create(self._made(state, at))

    def _made(self, state: State, at: int) -> Office:
        follows = followed(state, self._provided(state, at), self.body, at)
        end = lasts(state, self.body, self.office, at) if follows else FOREVER
        return Office(self.office, self.body, self.seats, at, end, follows)

    def _provided(self, state: State, at: int) -> Provision | None:
        return provided(state.bylaws.on(at), state.bodies.all[self.body].kind, self.office)


class OfOffice(Act, frozen=True, kw_only=True):
    """An act about an office that there is, done in the body that has it."""

    body: Body
    office: Name

    def place(self, state: State) -> str:
        """Give the body that has the office."""
        return self.body

    def office_at_stake(self, state: State) -> str:
        """Give the office."""
        return self.office

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse an office that there is not."""
        office = state.offices.all.get((self.body, self.office))
        if office is None or not office.holds(at):
            yield own(8, f"there is no office {self.office} in {self.body}", "name an office that exists")


class AbolishOffice(OfOffice, frozen=True, kw_only=True, tag="abolish-office/1"):
    """Abolish an office; every mandate in it ends, nobody succeeds, and seats that go with it end too."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse an office that there is not, one being elected to, and the last that leave too many ex officio."""
        yield from super().findings(state, at, evidence)
        office = state.offices.all.get((self.body, self.office))
        if office is not None and office.holds(at):
            yield from capped(state, self.body, at, (replace(office, end=at),))
        for election in state.elections.of_office(self.body, self.office):
            if election.runs(at):
                yield own(33, f"election {election.name} to it is running", "let it end first")

    def apply(self, state: State, at: int) -> None:
        """End the office."""
        state.offices.abolish(self.body, self.office, at)


class OfMandate(Act, frozen=True, kw_only=True):
    """An act about one mandate: done in the unit in which the office lies."""

    mandate: Mandate

    def place(self, state: State) -> str:
        """Give the unit of the office."""
        return unit_of(state, state.offices.mandates[self.mandate].body)

    def office_at_stake(self, state: State) -> str:
        """Give the office."""
        return state.offices.mandates[self.mandate].office


class OfHolder(OfMandate, frozen=True, kw_only=True):
    """An act about one mandate that concerns its holder."""

    def subject(self, state: State) -> str:
        """Give the holder."""
        return state.offices.mandates[self.mandate].member


class ResignOffice(OfHolder, frozen=True, kw_only=True, tag="resign-office/1"):
    """Lay down an office, now or on a day to come."""

    ends: Annotated[str, Meta(max_length=20)] = ""

    paper_right = "subject"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a mandate over or ex officio, a day that is past or beyond its end, and another than the holder."""
        yield from own_word(self, self.subject(state), "resign")
        yield from of_its_own(state, self.mandate)
        yield from in_force(state, self.mandate, at)
        ends = instant(self.ends)
        if self.ends and (ends is None or not at <= ends <= state.offices.mandates[self.mandate].end):
            yield own(14, f"it would end on '{self.ends}'", "name a time from now until the end of the term")

    def apply(self, state: State, at: int) -> None:
        """End the mandate; an elected alternate succeeds."""
        state.offices.close(self.mandate, instant(self.ends) or at, "resigned")


class RemoveFromOffice(OfHolder, frozen=True, kw_only=True, tag="remove-from-office/1"):
    """End a mandate before its day, for confidential reasons; who may do so is for the bylaws to say."""

    reasons: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a mandate that is over or ex officio, and what a clause wants found before in a case."""
        yield from of_its_own(state, self.mandate)
        yield from in_force(state, self.mandate, at)
        yield from heard(self, state, self.mandate, at)

    def apply(self, state: State, at: int) -> None:
        """End the mandate; an elected alternate succeeds."""
        state.offices.close(self.mandate, at, "removed")


class HandOver(OfHolder, frozen=True, kw_only=True, tag="hand-over/1"):
    """Hand what the office holds to a successor, by a list that names open instructions too.

    ``items`` commits to the list.
    """

    to: Mandate
    items: Digest

    paper_right = "subject"

    def due(self, state: State, at: int) -> str:
        """Say since when the office ought to be handed over."""
        mandate = state.offices.mandates[self.mandate]
        return f"the mandate ended on {day(state, mandate.end)}" if at >= mandate.end else ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse another office, a successor not in force, oneself, and a second time."""
        mine, theirs = (state.offices.mandates[name] for name in (self.mandate, self.to))
        if (mine.body, mine.office) != (theirs.body, theirs.office):
            yield own(
                8, f"{self.to} is a mandate of {theirs.office} in {theirs.body}", "name one of this office"
            )
        if self.mandate == self.to or theirs.start < mine.start:
            yield own(8, f"{self.to} does not come after {self.mandate}", "name the successor's mandate")
        yield from in_force(state, self.to, at)
        if self.mandate in state.offices.handovers:
            yield own(15, "it was handed over already", "nothing more is needed")

    def apply(self, state: State, at: int) -> None:
        """Record the hand-over."""
        state.offices.handovers[self.mandate] = Handover(self.mandate, self.to, self.items, at)


def in_force(state: State, name: str, at: int) -> Iterator[Finding]:
    """Yield a finding when a mandate is not in force."""
    mandate = state.offices.mandates[name]
    if not mandate.holds(at):
        when = f"ended on {day(state, mandate.end)}" if mandate.end < FOREVER else "has not begun"
        yield own(15, f"mandate {name} {when}", "name a mandate in force")
