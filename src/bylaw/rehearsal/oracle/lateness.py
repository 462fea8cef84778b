"""When elections and their steps are due, and so members may take them (docs/spec/acts-elections.md, *Due*)."""

from __future__ import annotations

from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.world import World

UNCOUNTED = 7
"""Days after the close of a poll in which tellers count; then the right has passed on."""


def call_due(world: World, body: str, office: str, at: int) -> bool:
    """1, *Due*: a seat vacant; a term, or the interval since the last election, that ends within the days of notice."""
    held = [m for m in world.seats.get(body, ()) if m["office"] == office]
    here = [end for m in held if at < (end := min(m["end"], m["due"]))]
    kind = world.kinds[body]
    notice = next(iter(world.law.rules("notice", "call-election", kind, office)), {}).get("days", 0)
    if len(here) < world.offices.get((body, office), 0):
        return _vacant_long(world, held, (body, office, notice), at)
    interval = world.law.rules("interval", "call-election", kind, office)
    last = world.elected.get((body, office), world.founded[body])
    ends = [*here, *(world.days.months(last, rule["months"]) for rule in interval[:1])]
    return at >= world.days.passes(min(ends) - 1, -notice)


def _vacant_long(world: World, held: list[Json], where: tuple[str, str, int], at: int) -> bool:
    """Whether a term ran out, or a seat has been vacant otherwise for the days of notice."""
    gone = [m for m in held if min(m["end"], m["due"]) <= at]
    last = max(gone, key=lambda m: int(min(m["end"], m["due"])), default=None)
    if last is None:
        return at >= world.days.starts(world.founded[where[0]], where[2])
    return bool(last["due"] <= last["end"] or at >= world.days.starts(last["end"], where[2]))


def step_due(world: World, election: Json, kind: str, at: int) -> bool:
    """6 to 10, *Due*: the poll on its days, the count a week after the close, the result when mandates begin."""
    if kind in ("fix-paper", "open-poll", "close-poll"):
        return bool(at >= election["closes" if kind == "close-poll" else "opens"])
    if kind == "enter-count":
        late = election["closed"] and at >= world.days.passes(election["closed"], UNCOUNTED)
        return bool(late and not election["votes"])
    return bool(kind == "declare-result" and election["votes"] and at >= election["begins"])
