"""Facts of an election that several acts ask for: who elects, who stands, what is free, what is due."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from bylaw.acts.act import Act, Name
from bylaw.acts.days import day, first_day, interval_ends, notice_ends
from bylaw.acts.members.franchise import Franchise, franchise
from bylaw.acts.voting.challenged import again, waiting
from bylaw.record.log.tree import Frontier, leaf_hash
from bylaw.rules.meanings import Method, Notice
from bylaw.state import State
from bylaw.state.elections import Election
from bylaw.state.offices import Office

CALL = "call-election"
"""The kind of act that opens the process: clauses about an election select it."""

ElectionRef = Annotated[str, Meta(max_length=63, extra={"ref": "election"})]
NewElection = Annotated[Name, Meta(extra={"new": "election"})]


class Step(Act, frozen=True, kw_only=True):
    """A step of an election: done in its unit, about its office, under the law of the day of its call."""

    election: ElectionRef

    def place(self, state: State) -> str:
        """Give the unit that holds the election."""
        return state.elections.all[self.election].unit

    def office_at_stake(self, state: State) -> str:
        """Give the office to be filled."""
        return state.elections.all[self.election].office

    def law_day(self, state: State, at: int) -> int:
        """Give the day of the call: what runs under a rule ends under it."""
        return state.elections.all[self.election].called


def unit_of(state: State, body: str) -> str:
    """Give the nearest unit, the body itself or one above it, that has a roll of members."""
    return next(name for name in state.bodies.above[body] if not state.bodies.all[name].organ)


def electing_body(state: State, unit: str, kind: str, t: int) -> str:
    """Give the body of a kind, in the unit or above it, whose members elect; empty when there is none."""
    if not kind:
        return unit
    here = (body for body in state.bodies.here(unit, t) if body.kind == kind)
    above = (state.bodies.all[name] for name in state.bodies.above[unit])
    return next((body.name for body in (*here, *above) if body.kind == kind), "")


def voters_of(state: State, election: Election, body: str = "") -> Franchise:
    """Give the rules on who votes in an election, or in one of its units."""
    rules = franchise(state, election.electing, election.called, CALL)
    kind = state.bodies.all[election.unit].kind
    law = state.bylaws.on(election.called).one("electorate", CALL, kind, election.office)
    days = law.rule.member_days if law else 0
    return rules._replace(body=body or election.electing, member_days=days)


def method_of(state: State, election: Election) -> Method:
    """Give the method that governs an election: the one of the day of its call."""
    law = state.bylaws.on(election.called)
    found = law.one("method", CALL, state.bodies.all[election.unit].kind, election.office)
    assert found is not None
    return found.rule  # type: ignore[no-any-return]


def roll_root(ids: Iterable[str]) -> str:
    """Give the Merkle root (RFC 6962) over the ids in the order given, each leaf the id as ASCII text."""
    tree = Frontier()
    for member in ids:
        tree.append(leaf_hash(member.encode()))
    return tree.root().hex()


def free_seats(state: State, office: Office, t: int) -> int:
    """Count the seats that no term reaches beyond ``t``; a holder who only stays on keeps none."""
    history = state.offices.history(office.body, office.name)
    return office.seats - sum(1 for m in history if t < min(m.end, m.due))


def seated(state: State, election: Election, member: str) -> bool:
    """Whether a member has a seat of the office already, for a term that goes on when these mandates begin."""
    start, mandates = max(state.at, election.begins), state.offices.of_member(member)
    here = (m for m in mandates if (m.body, m.office) == (election.body, election.office))
    return any(start < min(m.end, m.due) for m in here)


def why_due(state: State, body: str, office: str, at: int) -> str:
    """Say why an election is due; empty when it is not.

    It is due when a seat has been vacant for as long as its notice takes, and from the last moment on at
    which notice could be given before a term, or the interval between elections, is over; once a term has
    run out it stays due. None is due while a challenge waits; after its ruling the vote may be due again.
    To seats ex officio nobody is elected.
    """
    found = state.offices.all.get((body, office))
    past = [one for one in state.elections.of_office(body, office) if not one.question]
    if found is None or found.follows or not found.holds(at) or any(election.blocks(at) for election in past):
        return ""
    if waiting(state, past, at):
        return ""
    if why := again(state, past, at):
        return why
    law, kind = state.bylaws.on(at), state.bodies.all[unit_of(state, body)].kind
    notice, interval = (law.one(key, CALL, kind, office) for key in ("notice", "interval"))
    rule: Notice = notice.rule if notice else Notice(days=0)
    held = max((e.closes for e in past if e.outcome == "declared"), default=found.start)
    limit = [interval_ends(state, interval.rule, held)] if interval else []
    return _vacant(state, found, rule, at) or _ending(state, found, rule, limit, at)


def _vacant(state: State, office: Office, notice: Notice, at: int) -> str:
    history = list(state.offices.history(office.body, office.name))
    if sum(1 for m in history if at < m.end and at < m.due) >= office.seats:
        return ""
    gone = [m for m in history if min(m.end, m.due) <= at]
    last = max(gone, key=lambda m: min(m.end, m.due), default=None)
    since = min(last.end, last.due) if last else office.start
    ran_out = last is not None and last.due <= last.end
    if not ran_out and at < first_day(state, notice.days, notice.unit, since):
        return ""
    return f"a seat of {office.name} is vacant since {day(state, since)}"


def _ending(state: State, office: Office, notice: Notice, limit: list[int], at: int) -> str:
    history = state.offices.history(office.body, office.name)
    ends = [min(m.end, m.due) for m in history if at < min(m.end, m.due)]
    last = min([*ends, *limit], default=None)
    if last is None or at < notice_ends(state, notice.days, notice.unit, last - 1):
        return ""
    return f"{office.name} is to be elected by {day(state, last - 1)}"
