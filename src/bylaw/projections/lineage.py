"""The way from a mandate back to the rule: office ← result ← count ← paper ← roll ← clause, step by step.

A seat *ex officio* comes from another office first: office ← provision ← that office ← its ballot.
"""

from __future__ import annotations

from collections.abc import Container, Generator, Iterator

from msgspec import Struct
from msgspec.structs import replace

from bylaw.acts.organisation.ex_officio import provided
from bylaw.acts.voting.electing import CALL
from bylaw.acts.voting.roll_audit import sample_of
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.state.ballots import Box
from bylaw.state.bodies import ROOT
from bylaw.state.elections import Count, Election
from bylaw.state.offices import Mandate


class Link(Struct, frozen=True):
    """One step back: what it is, what the record says, on what it rests, and the box or thing that it is about."""

    step: str
    says: str
    rests_on: str
    box: str = ""
    about: str = ""


def lineage(state: State, name: str, here: Container[str] = ()) -> Iterator[Link]:
    """Give the steps from a mandate back to the clause; an interim mandate has one, the founding.

    A seat *ex officio*, and that of a delegate in the congress, lead on through the mandate with which they go.
    ``here`` are the attachments that the reader's copy has: what rests on others is not re-checked.
    """
    mandate = state.offices.mandates[name]
    yield Link(
        "office", f"{mandate.office} of {_body(state, mandate.body)}: {mandate.member}", _term(mandate)
    )
    if other := (yield from _goes_with(state, mandate)):
        yield from lineage(state, other, here)
        return
    source = mandate.source.split()[-1]
    if source != mandate.source:
        yield Link("restored", f"given back on {_day(mandate.start)}", "for the rest of its term")
    election = state.elections.all.get(source)
    if election is None:
        yield Link("source", source, "no ballot: such a mandate ends within a year of the founding")
        return
    for link in _elected(state, election, here):
        yield replace(link, about=election.name)


def _goes_with(state: State, mandate: Mandate) -> Generator[Link, None, str]:
    """Give the step to the mandate with which one goes, and that mandate; empty where it has a ballot of its own."""
    credential = state.delegations.credentials.get(mandate.source)
    if mandate.follows:
        other = state.offices.mandates[mandate.follows]
        office = state.offices.all[mandate.body, mandate.office]
        law = provided(state.bylaws.on(office.start), state.bodies.all[mandate.body].kind, mandate.office)
        says = f"goes with {other.office} of {_body(state, other.body)}, by clause {law.no if law else ''}"
        created = f"the law of {_day(office.start)}, the day on which the office was created"
        yield Link("ex officio", says, created, about=f"{mandate.body}/{mandate.office}")
        return other.name
    if credential is not None and credential.seat == mandate.name:
        says = f"{credential.name}: a mandate in writing for {credential.congress}"
        yield Link("credential", says, "checked before she sat", about=credential.name)
        return credential.mandate
    return ""


def _elected(state: State, election: Election, here: Container[str]) -> Iterator[Link]:
    counts = state.elections.counts[election.name]
    paper = state.elections.papers[election.name]
    yield Link("result", f"{election.name} was {election.outcome}", f"declared on {_day(election.end)}")
    for unit, count in counts.items():
        votes = " : ".join(map(str, count.votes)) or "rankings"
        says = f"{_body(state, unit)}: {votes}, {count.invalid} invalid, {count.took_part} took part"
        box = state.boxes.of(election.name, unit) if count.source == "box" else None
        yield Link("count", says, _counted(count, here), box.name if box else "")
        yield from _box(state, box, here)
    yield Link(
        "paper", f"candidates: {len(paper.options)}", f"every nominee in time, fixed on {_day(paper.at)}"
    )
    yield Link("roll", f"voters: {paper.voters}, on {_day(election.record)}", f"fingerprint {paper.root}")
    yield from _asked(state, election)
    yield Link(
        "clause", _clauses(state, election), f"the law of {_day(election.called)}, the day of the call"
    )


def _asked(state: State, election: Election) -> Iterator[Link]:
    """Give what asking a sample of the roll found."""
    sample = sample_of(state, election)
    if sample is not None and sample.reported <= state.at:
        says = f"{sample.size} drawn of it: {sample.met} met, {sample.missing} not found"
        yield Link("sample", says, f"chance of {sample.source}; attested by those who asked")


def _counted(count: Count, here: Container[str]) -> str:
    if count.source == "box":
        return "the box of this unit, as its archive gives it"
    if not count.ballots:
        return "attested by the tellers who signed it"
    if count.ballots in here:
        return f"recomputed from the ballots {count.ballots}"
    return f"not re-checked: the ballots {count.ballots} are not in this copy"


def _tallied(archive: str, here: Container[str]) -> str:
    if archive in here:
        return f"recomputed from the ballots in the archive {archive}"
    return f"not re-checked: the ballots in the archive {archive} are not in this copy"


def _box(state: State, box: Box | None, here: Container[str]) -> Iterator[Link]:
    """Give the steps within a box: the archive of its result, its closing head, its voters, its keys."""
    if box is None or box.name not in state.boxes.decrypted:
        return
    result, closing = state.boxes.decrypted[box.name], state.boxes.closing[box.name]
    says = f"{box.name}: ballots that count: {result.counted} of {closing.ballots}"
    if result.paper:
        says = (
            f"{box.name}: ballots that count: {result.counted} of {closing.ballots}; "
            f"on paper, by the tellers' word: {result.paper}"
        )
    yield Link("box", says, _tallied(result.archive, here), box.name)
    heads = len(state.boxes.heads[box.name])
    shown = f"while it was open: {heads}; ballots at the last: {closing.ballots}"
    yield Link("heads", shown, closing.event, box.name)
    channels = f"credentials: {box.number}; voters on paper: {len(box.on_paper)}"
    stuffing = "ballots could be stuffed only by credential office and box together"
    yield Link("voters", channels, f"list {box.credentials}; {stuffing}", box.name)
    trustees = f"trustees, each with a second proof: {len(box.trustees)}"
    yield Link("keys", trustees, f"their keys {box.keys}", box.name)


def _body(state: State, name: str) -> str:
    """Call a body as people do: the whole organisation by its own name."""
    return state.identity.name if name == ROOT else name


def _term(mandate: Mandate) -> str:
    start, due = _day(mandate.start), _day(mandate.due)
    return f"from {start} to {due}, ended: {mandate.cause}" if mandate.cause else f"from {start} to {due}"


def _clauses(state: State, election: Election) -> str:
    law, kind = state.bylaws.on(election.called), state.bodies.all[election.unit].kind
    keys = ("may", "notice", "electorate", "method", "term")
    found = (p for key in keys for p in law.find(key, CALL, kind, election.office))
    return ", ".join(dict.fromkeys(provision.no for provision in found))


def _day(at: int) -> str:
    return rfc3339(at)[:10]
