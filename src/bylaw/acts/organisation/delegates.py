"""Seats of a congress for units, in proportion to their members; fixed before anybody stands for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct

from bylaw.acts.act import Act, Body, Count, Evidence, Name, Stamp
from bylaw.acts.assemblies.deliberation import members_at
from bylaw.acts.days import day
from bylaw.acts.organisation.ex_officio import capped, elected, elective
from bylaw.acts.organisation.succession import in_being
from bylaw.acts.voting.electing import unit_of
from bylaw.counting import METHODS, Terms, Totals
from bylaw.record.clock import instant
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.delegations import Apportionment
from bylaw.state.offices import Office

NewApportionment = Annotated[Name, Meta(extra={"new": "apportionment"})]

STALE = 366 * 86_400
"""So many seconds after its record day a roll no longer serves to apportion seats."""


class UnitSeats(Struct, frozen=True, forbid_unknown_fields=True):
    """A unit and the number of its delegates."""

    unit: Body
    seats: Count


class ApportionDelegates(Act, frozen=True, kw_only=True, tag="apportion-delegates/1"):
    """Share out the seats of a congress: some to every unit, the others by the members of a record day.

    ``each`` is how many every unit has. ``units`` are named with the seats that follow; ``lot`` gives units as
    drawn, the first most favoured, and is looked at only where the count is level.
    """

    name: NewApportionment
    congress: Body
    office: Name
    method: Literal["hare", "sainte-lague", "dhondt"]
    seats: Annotated[int, Meta(ge=1, le=1000)]
    record: Stamp
    units: Annotated[tuple[UnitSeats, ...], Meta(min_length=1, max_length=500)]
    each: Annotated[int, Meta(ge=0, le=100)] = 0
    lot: Annotated[tuple[Body, ...], Meta(max_length=500)] = ()

    def place(self, state: State) -> str:
        """Give the unit of the congress."""
        return unit_of(state, self.congress)

    def office_at_stake(self, state: State) -> str:
        """Give the delegates' office."""
        return self.office

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Check the record day, the units, the method, running elections, and that the seats follow."""
        record = instant(self.record) or 0
        yield from in_being(state, self.congress, at)
        if not state.bodies.all[self.congress].organ:
            yield own(8, f"{self.congress} is no organ", "name the body in which delegates sit")
        if not at - STALE < record <= at:
            yield own(
                15, f"the roll of {self.record[:10]} is to count", "name a day of the last twelve months"
            )
        for law in self.ask(state, at, "method"):
            if law.layer != "floor" and law.rule.name != self.method:
                yield law.breach(f"apportioned by {self.method}", f"apportion by {law.rule.name}")
        yield from self._units(state, record, at)
        yield from self._held(state, at)
        yield from self._beside(state, at)
        yield from self._follows(state, record)

    def _units(self, state: State, record: int, at: int) -> Iterator[Finding]:
        units, place = [each.unit for each in self.units], self.place(state)
        for unit in units:
            if not state.bodies.all[unit].resting(at):
                yield from in_being(state, unit, at)
            line = state.bodies.line(unit, record)
            if place not in line or state.bodies.all[unit].organ:
                yield own(17, f"{unit} is no unit of {place}", "leave it out")
            if any(other in line[1:] for other in units) or units.count(unit) > 1:
                yield own(17, f"{unit} lies within another, or is named twice", "count each member once")
            for election in state.elections.of_office(unit, self.office):
                if election.runs(at):
                    yield own(33, f"election {election.name} in {unit} is running", "let it end first")
        counted = sum(members_at(state, unit, record) for unit in dict.fromkeys(units))
        whole = members_at(state, place, record)
        if counted != whole:
            found = f"members of the units: {counted}, on {day(state, record)}; of {place}: {whole}"
            yield own(17, found, "name every unit, so that each member is counted once")

    def _held(self, state: State, at: int) -> Iterator[Finding]:
        """Refuse to leave fewer seats than are held, and to change an office that is not one of delegates."""
        ours = [each for each in state.delegations.apportionments.values() if each.office == self.office]
        for body, seats in self._seats().items():
            held = sum(1 for _ in state.offices.holders(body, self.office, at))
            if held > seats:
                found = f"holders of {self.office} in {body}: {held}; seats that there would be: {seats}"
                yield own(15, found, "apportion when their terms are over")
            elif held and not any(body == each.congress or body in each.seats for each in ours):
                found = f"{self.office} is an office of {body} that was never apportioned"
                yield own(8, found, "name the delegates' office otherwise")

    def _beside(self, state: State, at: int) -> Iterator[Finding]:
        """Refuse where seats ex officio are these, go with these, or would be too many beside these."""
        for body, seats in self._seats().items():
            yield from elected(state, body, self.office, at)
            for other, name in state.offices.followers(body, self.office):
                lasts = state.offices.all[other, name].holds(at)
                if lasts and seats != state.offices.all[body, self.office].seats:
                    found = f"{name} of {other} goes with {self.office} of {body}"
                    yield own(15, found, f"abolish {name} of {other} first")
            made = Office(self.office, body, seats, at)
            yield from capped(state, body, at, (made,))
            yield from elective(state, (made,), state.bylaws, at)

    def _seats(self) -> dict[str, int]:
        """Give the seats of each unit, and those of the congress."""
        return {**{each.unit: each.seats for each in self.units}, self.congress: self.seats}

    def _follows(self, state: State, record: int) -> Iterator[Finding]:
        free = self.seats - self.each * len(self.units)
        if free < 0:
            yield own(
                17,
                f"seats for each unit: {self.each}; units: {len(self.units)}; seats in all: {self.seats}",
                "give fewer",
            )
            return
        result = self._computed(state, record, free)
        if result is None:
            yield own(17, "units are level for the last seat", "draw a lot in public and record it")
        elif result != [each.seats for each in self.units]:
            told = ", ".join(f"{each.unit} {n}" for each, n in zip(self.units, result, strict=True))
            yield own(17, f"from the roll follow: {told[:400]}", "write these")

    def _computed(self, state: State, record: int, free: int) -> list[int] | None:
        units = [each.unit for each in self.units]
        votes = tuple(members_at(state, unit, record) for unit in units)
        lot = tuple(units.index(unit) + 1 for unit in self.lot if unit in units)
        terms = Terms(seats=free, lot=lot if len(set(lot)) == len(units) else ())
        if not free:
            return [self.each] * len(units)
        sheet = METHODS[self.method].run(Totals(candidates=tuple(units), votes=(votes,)), terms)
        if sheet.unresolved or sheet.lists is None:
            return None
        return [won.seats + self.each for won in sheet.lists]

    def apply(self, state: State, at: int) -> None:
        """Fix the seats: an office in each unit, to be elected there, and one in the congress."""
        for body, number in self._seats().items():
            old = state.offices.all.get((body, self.office))
            running = old is not None and old.holds(at)
            if number and not (old is not None and running and old.seats == number):
                state.offices.create(Office(self.office, body, number, at))
            elif not number and running:
                state.offices.abolish(body, self.office, at)
        record = instant(self.record) or at
        seats = {each.unit: each.seats for each in self.units}
        state.delegations.apportion(Apportionment(self.name, self.congress, self.office, seats, record, at))
