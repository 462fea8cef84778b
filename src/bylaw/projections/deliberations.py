"""Meetings, motions, petitions, delegates and envoys of a body and those below it, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from bylaw.acts.assemblies.deliberation import kind_of
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.delegations import Envoy
from bylaw.state.meetings import Meeting
from bylaw.state.motions import Motion
from bylaw.state.petitions import Petition

Line = TypeVar("Line")


class MeetingLine(Struct, frozen=True):
    """One meeting: when, how far it has come, and the most voters who were present at one time."""

    meeting: str
    body: str
    begins: str
    stage: str
    voters: int
    minutes: str


class MotionLine(Struct, frozen=True):
    """One motion: which act it would authorise, and its count and outcome."""

    motion: str
    body: str
    matter: str
    moved: str
    seconds: int
    stage: str
    yes: int
    no: int
    abstain: int
    dissents: int


class PetitionLine(Struct, frozen=True):
    """One petition: which act it asks for, until when it can be signed, how many signatures stand, what was found.

    Of sealed ones, ``signatures`` is how many were carried in; ``stage`` says how many counted, and why others did not.
    """

    petition: str
    body: str
    matter: str
    opened: str
    closes: str
    signatures: int
    filed: str
    stage: str


class EnvoyLine(Struct, frozen=True):
    """One delegate or envoy: to whom she is sent, with which powers, from when until when."""

    name: str
    member: str
    sent_by: str
    to: str
    powers: str
    since: str
    until: str
    stage: str


def meetings(state: State, body: str, at: int) -> tuple[MeetingLine, ...]:
    """Give the meetings called by ``at``."""
    found = (m for m in state.meetings.all.values() if m.called <= at)
    return _newest(state, body, ((m.body, _meeting(state, m)) for m in found))


def motions(state: State, body: str, at: int) -> tuple[MotionLine, ...]:
    """Give the motions moved by ``at``."""
    found = (m for m in state.motions.all.values() if m.at <= at)
    return _newest(state, body, ((m.body, _motion(state, m)) for m in found))


def petitions(state: State, body: str, at: int) -> tuple[PetitionLine, ...]:
    """Give the petitions opened by ``at``."""
    found = (p for p in state.petitions.all.values() if p.at <= at)
    lines = (
        PetitionLine(
            p.name, p.body, kind_of(p.matter), _time(p.at), _time(p.closes),
            _signatures(state, p), _time(p.filed), _stage(state, p, at),
        )
        for p in found
    )  # fmt: skip
    return _newest(state, body, ((line.body, line) for line in lines))


def _signatures(state: State, petition: Petition) -> int:
    sealed = petition.signing == "sealed"
    return len(state.petitions.seals[petition.name]) if sealed else state.petitions.running(petition.name)


def _stage(state: State, petition: Petition, at: int) -> str:
    recall = state.recalls.all.get(petition.name)
    if recall is not None and recall.decided <= at:
        return recall.outcome
    counts = [count for count in state.petitions.counts[petition.name] if count.at <= at]
    if counts:
        good, needed = counts[-1].good, counts[-1].needed
        struck = ", ".join(f"{n} {why}" for why, n in counts[-1].struck.items())
        kept = f"signatures that count: {good}; needed: {needed}"
        found = f"signatures that count: {good}; needed: {needed}; struck: {struck}" if struck else kept
        return f"{found}; vote {recall.elections[-1]}" if recall and recall.elections else found
    if petition.filed:
        return "filed" if petition.signing == "open" else "to be counted"
    return "open" if at < petition.closes else "run out"


def envoys(state: State, body: str, at: int) -> tuple[EnvoyLine, ...]:
    """Give the delegates and envoys of a body: counterparts can see for what and until when each was sent."""
    sent = ((envoy.body, _envoy(envoy, at)) for envoy in state.delegations.envoys.values())
    return _newest(state, body, (*_delegates(state, at), *sent))


def _meeting(state: State, meeting: Meeting) -> MeetingLine:
    stage = "closed" if meeting.closed else "open" if meeting.opened else "called"
    minutes = "approved" if meeting.approved else "filed" if meeting.filed else ""
    voters = state.meetings.most(meeting.name)
    return MeetingLine(meeting.name, meeting.body, _time(meeting.begins), stage, voters, minutes)


def _motion(state: State, motion: Motion) -> MotionLine:
    tally = state.motions.counts.get(motion.name)
    counts = (tally.yes, tally.no, tally.abstain) if tally else (0, 0, 0)
    stage = motion.outcome or ("seconded" if motion.seconded else "moved")
    seconds, dissents = len(state.motions.seconds[motion.name]), len(state.motions.dissents[motion.name])
    matter = kind_of(motion.matter) if motion.matter else "declaration"
    return MotionLine(motion.name, motion.body, matter, _time(motion.at), seconds, stage, *counts, dissents)


def _delegates(state: State, at: int) -> Iterator[tuple[str, EnvoyLine]]:
    for credential in state.delegations.credentials.values():
        home = state.offices.mandates[credential.mandate]
        stage = "refused" if credential.refused else "to be checked"
        if credential.seat:
            stage = "seated" if state.offices.mandates[credential.seat].holds(at) else "ended"
        powers, days = (
            ", ".join(credential.matters) or "all",
            (_time(credential.start), _time(credential.end)),
        )
        yield (
            home.body,
            EnvoyLine(credential.name, home.member, home.body, credential.congress, powers, *days, stage),
        )


def _envoy(envoy: Envoy, at: int) -> EnvoyLine:
    stage = "sent" if envoy.holds(at) else "to begin" if at < envoy.start else "ended"
    days = (_time(envoy.start), _time(envoy.end))
    return EnvoyLine(envoy.name, envoy.member, envoy.body, envoy.to, "; ".join(envoy.powers), *days, stage)


def _newest(state: State, body: str, lines: Iterable[tuple[str, Line]]) -> tuple[Line, ...]:
    within = frozenset(state.bodies.below(body))
    return tuple(line for where, line in reversed(list(lines)) if where in within)


def _time(at: int) -> str:
    return rfc3339(at) if 0 < at < FOREVER else ""
