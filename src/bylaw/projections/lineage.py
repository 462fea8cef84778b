"""The way from a mandate back to the rule: office ← result ← count ← paper ← roll ← clause, step by step."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bylaw.acts.electing import CALL
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.state.bodies import Mandate


class Link(Struct, frozen=True):
    """One step back: what it is, what the record says of it, and on what it rests."""

    step: str
    says: str
    rests_on: str


def lineage(state: State, name: str) -> Iterator[Link]:
    """Give the steps from a mandate back to the clause; an interim mandate has one, the founding."""
    mandate = state.offices.mandates[name]
    yield Link("office", f"{mandate.office} of {mandate.body}: {mandate.member}", _term(mandate))
    election = state.elections.all.get(mandate.source)
    if election is None:
        yield Link("source", mandate.source, "no ballot: such a mandate ends within a year of the founding")
        return
    counts = state.elections.counts[election.name]
    paper = state.elections.papers[election.name]
    yield Link("result", f"{election.name} was {election.outcome}", f"declared on {_day(election.end)}")
    for unit, count in counts.items():
        by = {"tellers": "attested by the tellers who signed it"}.get(count.source, count.source)
        ballots = f"recomputed from the ballots {count.ballots}" if count.ballots else by
        votes = " : ".join(map(str, count.votes))
        yield Link("count", f"{unit}: {votes}, {count.invalid} invalid, {count.took_part} took part", ballots)
    yield Link(
        "paper", f"{len(paper.options)} candidates", f"every nominee in time, fixed on {_day(paper.at)}"
    )
    yield Link("roll", f"{paper.voters} voters on {_day(election.record)}", f"root {paper.root}")
    yield Link("clause", _clauses(state, mandate), f"the law of {_day(election.called)}, the day of the call")


def _term(mandate: Mandate) -> str:
    end = f", ended: {mandate.cause}" if mandate.cause else ""
    return f"from {_day(mandate.start)} to {_day(mandate.due)}{end}"


def _clauses(state: State, mandate: Mandate) -> str:
    election = state.elections.all[mandate.source]
    law, kind = state.bylaws.on(election.called), state.bodies.all[election.unit].kind
    keys = ("may", "notice", "electorate", "method", "term")
    found = (p for key in keys for p in law.find(key, CALL, kind, election.office))
    return ", ".join(dict.fromkeys(provision.no for provision in found))


def _day(at: int) -> str:
    return rfc3339(at)[:10]
