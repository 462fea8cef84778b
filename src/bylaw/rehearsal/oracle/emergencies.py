"""Emergencies (docs/spec/acts-emergency.md): what is not confirmed in time is over without any act."""

from __future__ import annotations

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import Asked
from bylaw.rehearsal.oracle.world import World

DECLARE = "declare-emergency"


def _rules(world: World, body: str) -> list[Json]:
    return world.law.rules("emergency", DECLARE, world.kinds[body])


def declare_emergency(world: World, act: Json, at: int) -> bool:
    """1: powers of the clause, each once and none that ran out lately; a last day near enough; reasons of its own."""
    rules, powers, last = _rules(world, act["body"]), act["powers"], read(act["last"])
    near = all(at < last <= world.days.passes(at, rule["days"]) for rule in rules)
    rested = all(
        at >= world.days.passes(old["end"], rule["days"])
        for rule in rules
        for old in world.emergencies.values()
        if set(old["powers"]) & set(powers)
    )
    return (
        world.may(act, DECLARE, Asked(act["body"], at))
        and near
        and rested
        and set(powers) <= set(rules[0].get("powers", ()))
        and len(set(powers)) == len(powers)
        and act["reasons"] not in world.words
    )


def did_declare_emergency(world: World, act: Json, at: int) -> None:
    """It ends on its last day, or when it ought to have been confirmed."""
    world.words.add(act["reasons"])
    days = [rule["confirm_days"] for rule in _rules(world, act["body"]) if rule.get("confirm_days")]
    end = min(read(act["last"]), *(world.days.passes(at, n) for n in days[:1]))
    told = {"body": act["body"], "powers": act["powers"], "start": at, "end": end}
    world.emergencies[act["emergency"]] = told


def renew_emergency(world: World, act: Json, at: int) -> bool:
    """3: only what is confirmed; nothing is in a rehearsal."""
    return False
