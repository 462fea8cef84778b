"""Figures of the roll: stock apart from flow, and each exit by its cause."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.figures.definition import Definition, Event, Subject
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.roll import Spell

ENTRIES = {
    "founded": "memberships that the founding act began",
    "imported": "memberships taken over from an older roll",
    "admitted": "memberships begun by admission",
    "returned": "memberships taken up again after a lapse, or after a death recorded of the living",
    "restored": "memberships given back after an expulsion that no longer stands",
}
EXITS = {
    "resigned": "memberships ended by the member's own word",
    "lapsed": "memberships ended for arrears or silence, after notice",
    "expelled": "memberships ended by a sanction; those restored later are counted here too (gross)",
    "died": "memberships ended by a death on record",
}
OVER = "memberships in a class with a last day that ended on that day"
FIGURES = (
    Definition("members", "members", "members on the roll at the end of the year, of every class", "roll"),
    *(Definition(name, "memberships", words) for name, words in ENTRIES.items()),
    Definition(
        "applied-on-paper",
        "applications",
        "signed forms of applicants that one officer entered on their behalf and another confirmed",
    ),
    Definition(
        "admitted-on-paper",
        "memberships",
        "those of 'admitted' whose application was such a form",
        base="admitted",
    ),
    *(Definition(name, "memberships", words) for name, words in EXITS.items()),
    Definition(
        "expelled-net", "memberships", "those of 'expelled' not restored by the last entry", base="expelled"
    ),
    Definition("term-over", "memberships", OVER),
    Definition(
        "moved-in", "members", "members who came from another body of the organisation, or with theirs"
    ),
    Definition(
        "moved-out", "members", "members who went to another body of the organisation, or with theirs"
    ),
)
IN = frozenset((*ENTRIES, "moved-in"))
"""Figures that add to the roll."""
OUT = frozenset((*EXITS, "term-over", "moved-out"))
"""Figures that take from it: members at the end = members before + IN - OUT, in every body and year."""


def events(state: State, _at: int) -> Iterator[Event]:
    """Give every coming and going on the roll."""
    for spells in state.members.roll.spells.values():
        for i, spell in enumerate(spells):
            yield from _began(state, spells, i, spell)
            yield from _ended(state, spells, i, spell)
    yield from _on_paper(state)
    for body, at, before, after in state.bodies.rehung():
        moved = sum(1 for _ in state.members.roll.listing((body,), at - 1))
        yield Event("moved-out", at, tuple(each for each in before if each not in after), moved)
        yield Event("moved-in", at, tuple(each for each in after if each not in before), moved)


def _on_paper(state: State) -> Iterator[Event]:
    for at, body in state.members.applied_on_paper:
        yield Event("applied-on-paper", at, state.bodies.line(body, at))
    for at, body in state.members.admitted_on_paper:
        yield Event("admitted-on-paper", at, state.bodies.line(body, at))


def _began(state: State, spells: list[Spell], i: int, spell: Spell) -> Iterator[Event]:
    line = state.bodies.line(spell.body, spell.start)
    if spell.how:
        yield Event(spell.how, spell.start, line)
    elif (before := _joins(spells, i, spell.start)) is not None:
        left = state.bodies.line(before.body, spell.start)
        yield Event("moved-in", spell.start, tuple(each for each in line if each not in left))


def _ended(state: State, spells: list[Spell], i: int, spell: Spell) -> Iterator[Event]:
    if spell.end == FOREVER:
        return
    line = state.bodies.line(spell.body, spell.end)
    if spell.cause in EXITS:
        yield Event(spell.cause, spell.end, line)
        if spell.cause == "expelled" and not any(later.how == "restored" for later in spells[i + 1 :]):
            yield Event("expelled-net", spell.end, line)
    elif not spell.cause:
        yield Event("term-over", spell.end, line)
    else:
        gained = _continued(state, spells, spell)
        yield Event("moved-out", spell.end, tuple(each for each in line if each not in gained))


def _joins(spells: list[Spell], i: int, at: int) -> Spell | None:
    """Give the spell that this one continues."""
    return next((each for each in spells[:i] if each.end == at), None)


def _continued(state: State, spells: list[Spell], spell: Spell) -> tuple[str, ...]:
    """Give the bodies in which the member stays when a spell ends: by the next one, or one that she had there."""
    on = (each for each in spells if each is not spell and each.start <= spell.end < each.end)
    return tuple(body for each in on for body in state.bodies.line(each.body, spell.end))


SUBJECT = Subject("membership", FIGURES, events)
