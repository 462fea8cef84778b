"""What holds of every state, whatever acts led there; computed by plain listings, not by the tables' own indexes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bylaw.projections.deliberations import envoys, meetings, motions, petitions
from bylaw.projections.duties import duties
from bylaw.projections.elections import elections, overdue
from bylaw.projections.lineage import lineage
from bylaw.projections.offices import offices
from bylaw.projections.roll import roll
from bylaw.projections.timetable import timetable
from bylaw.record.log.tree import Tree
from bylaw.rules.clause import FOREVER
from bylaw.state import State

DAY = 86_400


def ended(state: State) -> dict[Any, Any]:
    """Everything that is over, as it was: it must never change again."""
    at = state.at
    found: dict[Any, Any] = {("mandate", m.name): m for m in state.offices.mandates.values() if m.end < at}
    found |= {("body", b.name): (b.end, b.successor) for b in state.bodies.all.values() if b.end < at}
    found |= {("key", k.thumbprint): k for k in state.keys.all.values() if k.end < at}
    found |= {("used", w.name): w for w in state.warrants.all.values() if w.used >= 0}
    for member, spells in state.members.roll.spells.items():
        found |= {("spell", member, i): s for i, s in enumerate(spells) if s.end < at}
    found |= {("motion", m.name): (m.outcome, m.decided) for m in state.motions.all.values() if m.decided}
    found |= {("election", e.name): e for e in state.elections.all.values() if e.end < at}
    return found


def check_roll(state: State, at: int) -> None:
    """Counts of every body are those of a listing of all members, by the tree as it stood."""
    counted: Counter[str] = Counter()
    for member, spells in state.members.roll.spells.items():
        now = [s for s in spells if s.holds(at)]
        assert len(now) <= 1, f"{member} is on the roll {len(now)} times at {at}"
        for spell in now:
            assert state.bodies.all[spell.body].exists(at), (
                f"{member} is on the roll of {spell.body}, which ended"
            )
            counted.update(state.bodies.line(spell.body, at))
    every = frozenset(state.members.roll.classes)
    for body in state.bodies.all:
        assert state.members.roll.count(body, at, every) == counted[body], (body, at)


def check_seats(state: State, at: int) -> None:
    """No office has more holders than seats, none is held in a body that is over, or twice by one person."""
    held: Counter[tuple[str, str]] = Counter()
    people: Counter[tuple[str, str, str]] = Counter()
    for mandate in state.offices.mandates.values():
        assert mandate.start <= mandate.end or mandate.end == FOREVER, mandate
        if mandate.holds(at):
            held[mandate.body, mandate.office] += 1
            people[mandate.body, mandate.office, mandate.member] += 1
            assert state.bodies.all[mandate.body].exists(at), mandate
            assert any(s.holds(min(at, state.at)) for s in state.members.roll.spells[mandate.member]), mandate
    for seat, count in held.items():
        assert state.offices.all[seat].holds(at), f"{seat} is held and there is none"
        assert count <= state.offices.all[seat].seats, (seat, count)
    assert all(count == 1 for count in people.values()), people.most_common(1)


def check_tree(state: State) -> None:
    """The log has as many leaves as entries, and the root of those leaves; every body leads up to the root."""
    leaves = [state.log.node(0, index) for index in range(state.size)]
    assert state.size == state.log.size == len(state.times)
    assert state.root(state.size) == Tree(leaves).root().hex()
    for body in state.bodies.all:
        line = state.bodies.line(body, state.at)
        assert (line[0], line[-1]) == (body, "root")
        assert len(set(line)) == len(line)


def check_keys(state: State, at: int) -> None:
    """A key is one member's, and is never in force before it was entered."""
    for thumbprint, key in state.keys.all.items():
        assert thumbprint == key.key.thumbprint
        assert key.start >= state.identity.founded


def show_all(state: State, at: int) -> None:
    """Every view of the record answers, now and later."""
    for body in ("root", list(state.bodies.all)[-1]):
        for view in (duties, timetable, roll, meetings, motions, petitions, envoys, elections, overdue):
            tuple(view(state, body, at))
    tuple(offices(state, at))
    for name in list(state.offices.mandates)[-2:]:
        tuple(lineage(state, name))
