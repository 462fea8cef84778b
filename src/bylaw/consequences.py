"""What follows from a breach that does not refuse its act; no act deals with its own.

A flaw is kept with the entry: for the days that the clause names, or for a hundred years. What ``lapses``
is done for a time only: its end is written when the entry is judged, and nobody has to do anything for it.
The same act, done as the clause asks, confirms it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from bylaw.acts.act import Act
from bylaw.acts.assemblies.meetings import CloseMeeting
from bylaw.acts.days import after_days, day, limit
from bylaw.acts.references import named
from bylaw.acts.registry import BY_KIND
from bylaw.acts.substance import substance
from bylaw.rules.finding import REFUSE, Finding
from bylaw.state import State
from bylaw.state.flaws import Flaw, Lapse

CENTURY = 36_500 * 86_400
"""How long, in seconds, a flaw is kept that no time heals."""


def begun_again(state: State, act: Act, findings: Sequence[Finding], at: int) -> Iterator[Finding]:
    """Refuse to do for a time what cannot end by itself, and what was done so within the same time before."""
    for finding in findings:
        if not finding.lapses:
            continue
        last = state.flaws.last_lapse(act.kind(), act.passing(state))
        again = after_days(state, last.ends, finding.days) if last else at
        if not act.can_lapse:
            found, remedy = f"what '{act.kind()}' does has no end of its own", "do it as the clause asks"
            yield replace(finding, found=found, remedy=remedy, consequence=REFUSE)
        elif last and at < again:
            found = f"{last.thing}: the same was done for a time on {day(state, last.at)}"
            remedy = f"do it as the clause asks, or not before {day(state, again)}"
            yield replace(finding, found=found, remedy=remedy, consequence=REFUSE, opens=again)


def effect(state: State, act: Act, findings: Sequence[Finding], at: int) -> None:
    """Let an act have its effect: for good, or for a time where a breach of it lapses."""
    passing = [finding for finding in findings if finding.lapses]
    if passing:
        ends = min(after_days(state, at, finding.days) for finding in passing)
        meeting = next((finding.meeting for finding in passing if finding.meeting), "")
        where, thing = act.place(state), act.passing(state)
        act.apply_for(state, at, ends)
        state.flaws.let_pass(Lapse(act.kind(), thing, where, substance(act), at, ends, meeting))
        return
    if act.can_lapse:
        state.flaws.confirm(act.kind(), act.passing(state), at)
    act.apply(state, at)
    if isinstance(act, CloseMeeting):
        _unconfirmed(state, act.meeting, at)


def note(state: State, act: Act, findings: Sequence[Finding], at: int) -> None:
    """Keep each breach with its entry, the names that the act names, its office, and for how long it can be used."""
    names = named(act) | {f"{act.place(state)}/{act.office_at_stake(state)}"}
    for finding in findings:
        until = limit(state, at, finding.days) if finding.days else at + CENTURY
        state.flaws.note(Flaw(state.size, act.kind(), finding, at, until, names))


def _unconfirmed(state: State, meeting: str, at: int) -> None:
    """End what a meeting had to confirm that is closed now, and did not: no resolution of its body waits for it."""
    held = state.meetings.all[meeting]
    body = state.bodies.all[held.body]
    for lapse in list(state.flaws.lapses.values()):
        if (
            lapse.holds(at)
            and lapse.meeting == body.kind
            and lapse.at <= held.opened
            and body.name in _over(state, lapse.body, at)
            and not state.warrants.covers(body.name, lapse.matter, at)
        ):
            BY_KIND[lapse.kind].lapsed(state, lapse.thing, at)
            state.flaws.let_pass(replace(lapse, ends=at))


def _over(state: State, body: str, at: int) -> set[str]:
    """Give the bodies above one, with their organs."""
    return {each.name for place in state.bodies.above[body] for each in state.bodies.here(place, at)}
