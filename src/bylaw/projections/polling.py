"""What is due to elections: to call one, its next step, its result, and the ruling on a challenge."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.days import day
from bylaw.acts.voting.beside import parts
from bylaw.acts.voting.challenged import waiting
from bylaw.acts.voting.electing import why_due
from bylaw.projections.undone import Open
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.elections import Election


def elections_due(state: State, at: int) -> Iterator[Open]:
    """Give what is due to each office and each election."""
    yield from _elections_to_call(state, at)
    yield from _elections_to_finish(state, at)
    yield from _challenges_to_decide(state, at)


def _elections_to_call(state: State, at: int) -> Iterator[Open]:
    for (body, office), found in state.offices.all.items():
        if found.holds(at) and (why := why_due(state, body, office, at)):
            yield Open("call-election", body, office, at, why, office)


def _elections_to_finish(state: State, at: int) -> Iterator[Open]:
    for election in state.elections.all.values():
        if election.runs(at) and (step := _next(state, election)):
            act, by, why = step
            yield Open(act, election.unit, election.name, by, why, election.office)


def _next(state: State, election: Election) -> tuple[str, int, str] | None:
    """Give the next step of an election, but not those of its boxes."""
    if election.name not in state.elections.papers:
        return "fix-paper", election.opens, f"the poll opens on {day(state, election.opens)}"
    if election.opened == FOREVER:
        return "open-poll", election.opens, f"the poll opens on {day(state, election.opens)}"
    if election.closed == FOREVER:
        return "close-poll", election.closes, f"the poll closes on {day(state, election.closes)}"
    counts = state.elections.counts[election.name]
    missing = [part for part in parts(state, election) if part not in counts]
    if missing:
        by_hand = [p for p in missing if p not in election.units or election.counted_by_tellers(p)]
        return ("enter-count", election.begins, f"no count of {', '.join(by_hand[:5])}") if by_hand else None
    declare = "declare-recall" if election.question else "declare-result"
    if election.reinstated:
        return declare, election.reinstated, "its void was overturned; after that day the vote is held again"
    return declare, election.begins, f"the mandates begin on {day(state, election.begins)}"


def _challenges_to_decide(state: State, at: int) -> Iterator[Open]:
    for name in state.challenges.all:
        election = state.elections.all[name]
        if one := waiting(state, (election,), at):
            why = f"challenged on {day(state, one.first)}; undecided, the vote is held again"
            yield Open("decide-challenge", election.unit, name, one.decide_by, why, election.office)
