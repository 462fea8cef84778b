"""Offices as pages show them: who holds each, what keeps a holder from acting, and who stands in; body by body."""

from __future__ import annotations

from msgspec import Struct

from bylaw.portal.desk import Desk
from bylaw.projections.offices import Rest, StandIn, rest, stand_in
from bylaw.state.bodies import Body
from bylaw.state.offices import Mandate, Office


class Seat(Struct, frozen=True):
    """An office, those who hold it now, how many seats are vacant, whose rights rest, and who stands in meanwhile."""

    office: Office
    holders: tuple[Mandate, ...]
    vacant: int
    rests: dict[str, Rest]
    """By mandate, of those alone who may not act."""
    stand_in: StandIn | None

    @property
    def held(self) -> list[tuple[Mandate, Rest | None]]:
        """Each holder, and what keeps her from acting."""
        return [(mandate, self.rests.get(mandate.name)) for mandate in self.holders]

    @property
    def hindered(self) -> bool:
        """Whether there is something to say of who may act."""
        return bool(self.rests or self.stand_in)


class Branch(Struct, frozen=True):
    """A body with those under it."""

    body: Body
    seats: tuple[Seat, ...]
    members: int
    under: tuple[Branch, ...]


def branch_of(where: Desk, body: Body, at: int) -> Branch:
    """Give a body with its offices, how many members it has, and the bodies below it."""
    state = where.state
    members = state.members.roll.count(body.name, at, frozenset(state.members.roll.classes))
    under = tuple(branch_of(where, child, at) for child in state.bodies.children(body.name, at))
    seats = tuple(seat_of(where, office, at) for office in state.offices.of_body(body.name, at))
    return Branch(body, seats, members, under)


def seat_of(where: Desk, office: Office, at: int) -> Seat:
    """Give an office with its holders and its vacant seats, and what keeps them from acting."""
    state = where.state
    holders = tuple(state.offices.holders(office.body, office.name, at))
    rests = {mandate.name: found for mandate in holders if (found := rest(state, mandate, at))}
    return Seat(office, holders, max(0, office.seats - len(holders)), rests, stand_in(state, office, at))
