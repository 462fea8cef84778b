"""Who holds each office, since when, until when, and by which act; who may not act now, and who stands in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from bylaw.acts.days import after_days
from bylaw.acts.deputies import named, stand_in_law
from bylaw.acts.discipline.sanctions import effects
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.rules.who import Who
from bylaw.state import State
from bylaw.state.cases import Case
from bylaw.state.offices import Mandate, Office


class Rest(Struct, frozen=True):
    """Until when a holder may do nothing by her office, and by which clause; ``FOREVER`` where nothing ends it yet."""

    until: int
    clause: str


class StandIn(Struct, frozen=True):
    """Who stands in for an office where none of its holders may act: phrases of ``rules/who.py``, and the clause.

    ``until`` is when the first holder may act again; ``FOREVER`` while nobody holds the office.
    """

    phrases: tuple[str, ...]
    clause: str
    until: int


class Holder(Struct, frozen=True):
    """One mandate in force: its holder, its term, and the act from which it comes.

    One held *ex officio* says the mandate that it ``follows``, and the office with which it goes. ``rests`` is until
    when what its holder may do by it rests, ``rests_by`` by which clause; empty where it does not.
    """

    mandate: str
    member: str
    since: str
    until: str
    source: str
    follows: str = ""
    goes_with: str = ""
    rests: str = ""
    rests_by: str = ""


class OfficeLine(Struct, frozen=True):
    """One office: its seats, those who hold them, how many are vacant, and who stands in, by which clause."""

    office: str
    body: str
    seats: int
    holders: tuple[Holder, ...]
    stand_in: tuple[str, ...] = ()
    stand_in_by: str = ""

    @property
    def vacant(self) -> int:
        """Seats that nobody holds."""
        return max(0, self.seats - len(self.holders))


def offices(state: State, at: int) -> Iterator[OfficeLine]:
    """Give every office that exists at a moment."""
    for office in state.offices.all.values():
        if office.holds(at):
            yield _line(state, office, at)


def rest(state: State, mandate: Mandate, at: int) -> Rest | None:
    """Say until when what a holder may do by her office rests, by which clause; None where it does not."""
    until = state.members.rests_until(mandate.member, "office", at)
    if not until:
        return None
    clauses = (_ordered(state, case, at) for case in state.cases.of_member(mandate.member))
    return Rest(min(until, mandate.due), next(filter(None, clauses), ""))


def _ordered(state: State, case: Case, at: int) -> str:
    """Give the clause by which a case lets rights of office rest now: by its sanction, or by a measure before one."""
    rounds = state.cases.rounds[case.name]
    measures = [state.cases.measures(case.name, nth) for nth in range(len(rounds))]
    for kind, told in (("decide-sanction", [()] * len(rounds)), ("interim-measure", measures)):
        gaps = effects(rounds, told, partial(after_days, state), "office")
        if any(start <= at < end for start, end in gaps):
            law = state.bylaws.on(case.at).one("may", kind, state.bodies.all[case.body].kind)
            return law.no if law else ""
    return ""


def stand_in(state: State, office: Office, at: int) -> StandIn | None:
    """Say who stands in for an office; None while one who holds it may act, or where no clause says who."""
    law = stand_in_law(state, "", office.body, Who("office", office.name, "here"), at)
    if law is None:
        return None
    rests = [rest(state, mandate, at) for mandate in state.offices.holders(office.body, office.name, at)]
    until = min((each.until for each in rests if each), default=FOREVER)
    return StandIn(tuple(map(str, named(law))), law.no, until)


def _line(state: State, office: Office, at: int) -> OfficeLine:
    holders = tuple(_holder(state, m, at) for m in state.offices.holders(office.body, office.name, at))
    other = stand_in(state, office, at)
    told = (other.phrases, other.clause) if other else ()
    return OfficeLine(office.name, office.body, office.seats, holders, *told)


def _holder(state: State, mandate: Mandate, at: int) -> Holder:
    until = rfc3339(mandate.due) if mandate.due < FOREVER else ""
    rests = rest(state, mandate, at)
    other = state.offices.mandates[mandate.follows] if mandate.follows else None
    return Holder(
        mandate.name, mandate.member, rfc3339(mandate.start), until, mandate.source,
        mandate.follows, f"{other.office} of {other.body}" if other else "",
        *((rfc3339(min(rests.until, FOREVER - 1)), rests.clause) if rests else ()),
    )  # fmt: skip
