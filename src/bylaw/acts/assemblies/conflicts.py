"""Matters of one's own: who has no vote on a motion, herself or for another, and how many votes that leaves."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.assemblies.answering import answering
from bylaw.acts.assemblies.deliberation import MOVE, asked, franchise_of, inner_act
from bylaw.acts.assemblies.motions import question_of, record_day
from bylaw.acts.members.franchise import why_not
from bylaw.acts.references import references
from bylaw.rules.clause import Provision
from bylaw.rules.finding import Finding
from bylaw.state import State
from bylaw.state.motions import Motion


def disinterested(state: State, motion: Motion, member: str) -> Iterator[Finding]:
    """Yield a finding when a vote is that of a member who has a part in the matter, or is cast by one."""
    for law, silent in _silent(state, motion):
        for who in dict.fromkeys(w for w in (member, _casts(state, motion, member)) if w in silent):
            yield law.breach(f"{who} has a part in the matter", "leave the vote out")


def without_parties(state: State, motion: Motion, vote: tuple[int, int, str]) -> Iterator[Finding]:
    """Yield a finding when more votes are counted than those who could vote have without the parties to the matter."""
    cast, could, how = vote
    for law, silent in _silent(state, motion):
        out = _voteless(state, motion, silent, how)
        if out and cast > could - out:
            found = f"votes: {cast}; with a part in the matter: {out} of {could} who could vote"
            yield law.breach(found, "count without them")


def _silent(state: State, motion: Motion) -> Iterator[tuple[Provision, frozenset[str]]]:
    """Give each clause on matters of one's own with those who therefore have no vote."""
    yield from answering(state, question_of(motion), record_day(state, motion))
    laws = asked(state, question_of(motion), "conflict", MOVE)
    if not laws:
        return
    inner = inner_act(state, motion.matter)
    subject = inner.subject(state) if inner and not any(references(state, inner)) else ""
    part = {"party": motion.parties, "subject": (subject,)}
    for law in laws:
        yield law, frozenset(member for role in law.rule.silences for member in part[role] if member)


def _casts(state: State, motion: Motion, member: str) -> str:
    """Give who casts a member's vote: herself, or in a meeting the holder of her proxy."""
    presence = state.meetings.presence(motion.meeting, member) if motion.meeting else None
    if presence is None or presence.mode != "proxy":
        return member
    return state.meetings.proxies[motion.meeting][member].holder


def _voteless(state: State, motion: Motion, silent: frozenset[str], how: str) -> int:
    """Count the votes that may not be cast: in a meeting those that are there, in secret without the proxies."""
    if not motion.meeting:
        rules, day = franchise_of(state, question_of(motion)), record_day(state, motion)
        return sum(1 for member in silent if not why_not(state, member, rules, day))
    if not silent:
        return 0
    here = (state.meetings.presence(motion.meeting, m) for m in state.meetings.attendance[motion.meeting])
    modes = {"in-person", "remote"} | ({"proxy"} if how != "secret" else set())
    voting = (one.member for one in here if one is not None and one.votes and one.mode in modes)
    return sum(1 for member in voting if silent.intersection((member, _casts(state, motion, member))))
