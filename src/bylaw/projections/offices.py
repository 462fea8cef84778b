"""Who holds each office, since when, until when, and by which act."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.deputies import stand_ins
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.rules.who import Who
from bylaw.state import State
from bylaw.state.offices import Mandate, Office


class Holder(Struct, frozen=True):
    """One mandate in force: its holder, its term, and the act from which it comes.

    One held *ex officio* says the mandate that it ``follows``, and the office with which it goes. ``rests`` is until
    when what its holder may do by it rests; empty where it does not.
    """

    mandate: str
    member: str
    since: str
    until: str
    source: str
    follows: str = ""
    goes_with: str = ""
    rests: str = ""


class OfficeLine(Struct, frozen=True):
    """One office: its seats, those who hold them, how many are vacant, and who stands in where none may act."""

    office: str
    body: str
    seats: int
    holders: tuple[Holder, ...]
    stand_in: tuple[str, ...] = ()

    @property
    def vacant(self) -> int:
        """Seats that nobody holds."""
        return max(0, self.seats - len(self.holders))


def offices(state: State, at: int) -> Iterator[OfficeLine]:
    """Give every office that exists at a moment."""
    for office in state.offices.all.values():
        if office.holds(at):
            yield _line(state, office, at)


def _line(state: State, office: Office, at: int) -> OfficeLine:
    holders = tuple(_holder(state, m, at) for m in state.offices.holders(office.body, office.name, at))
    others = stand_ins(state, "", office.body, Who("office", office.name, "here"), at)
    return OfficeLine(office.name, office.body, office.seats, holders, tuple(map(str, others)))


def _holder(state: State, mandate: Mandate, at: int) -> Holder:
    until = rfc3339(mandate.due) if mandate.due < FOREVER else ""
    rests = min(state.members.rests_until(mandate.member, "office", at), mandate.due, FOREVER - 1)
    other = state.offices.mandates[mandate.follows] if mandate.follows else None
    return Holder(
        mandate.name, mandate.member, rfc3339(mandate.start), until, mandate.source,
        mandate.follows, f"{other.office} of {other.body}" if other else "",
        rfc3339(rests) if rests else "",
    )  # fmt: skip
