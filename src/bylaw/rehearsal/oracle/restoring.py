"""Cases reopened, and what they took given back (docs/spec/acts-discipline.md, 12 and 13)."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.rehearsal.oracle.gathering import use_up
from bylaw.rehearsal.oracle.judging import another_round, cleared, ended, note_end, of
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import ENVELOPE
from bylaw.rehearsal.oracle.world import World

STEPS = ("serve", "hear", "find", "sanction")
"""The steps that are taken again."""


def reopen_case(world: World, act: Json, at: int) -> bool:
    """12: a case that is over, on items filed since and never listed before, by nobody who judged it."""
    case, items = of(world, act, "reopen-case", at), act.get("items", [])
    if case is None or not ended(case, at) or not items:
        return False
    listed = [case["items"].get(name) for name in items]
    new = all(item is not None and item["at"] >= case["find"] for item in listed)
    judges = {signer["member"] for signer in act["by"]} & case["judged"]
    return new and not judges and not set(items) & case["relied"] and act["reasons"] not in world.words


def did_reopen_case(world: World, act: Json, at: int) -> None:
    """Begin with the service again; what was taken stays taken."""
    case = world.cases[act["case"]]
    case["relied"] |= set(act["items"])
    for step in STEPS:
        case.pop(step, None)
    case |= another_round(at)
    note_end(case)
    world.words.add(act["reasons"])
    use_up(world, act)


def restore_member(world: World, act: Json, at: int) -> bool:
    """13: once nothing of what was carried out stands, and something can be given back; there is no condition."""
    case = world.cases.get(act["case"])
    if case is None or set(act) - ENVELOPE - {"act", "case"}:
        return False
    nothing = _nothing_stands(case, at)
    may = of(world, act, "restore-member", at, due=nothing) is not None
    return may and nothing and (_expelled(world, case, at) or any(True for _ in _lost(world, case, at)))


def _nothing_stands(case: Json, at: int) -> bool:
    """Whether the last decision cleared her, or took less than a removal or an expulsion."""
    less = "sanction" in case and case["kind"] in ("warning", "suspension")
    return bool(cleared(case, at) or less)


def _expelled(world: World, case: Json, at: int) -> bool:
    """Whether she is no member, since she was expelled."""
    who = case["charged"]
    return bool(case["took"]) and world.spell(who, at) is None and world.spells[who][-1][3] == "expelled"


def _lost(world: World, case: Json, at: int) -> Iterator[str]:
    """Give the mandates that the case ended, whose term runs and whose seat is free."""
    for name in world.mandates_of.get(case["charged"], ()):
        old = world.mandates[name]
        here = [m for m in world.seats[old["body"]] if m["office"] == old["office"]]
        held = sum(mandate["start"] <= at < mandate["end"] for mandate in here)
        free = at < old["due"] and held < world.offices[old["body"], old["office"]]
        if old["end"] in case["took"] and free and not old.get("back"):
            yield name


def did_restore_member(world: World, act: Json, at: int) -> None:
    """Begin her membership with its seniority, and the rest of each term."""
    case, who = world.cases[act["case"]], world.cases[act["case"]]["charged"]
    if _expelled(world, case, at):
        old = world.spells[who][-1]
        world.enter(who, old[0], at, old[4])
        world.count("restored", old[0], at)
        world.count("expelled-net", old[0], old[2], -1)
    for name in list(_lost(world, case, at)):
        mandate = world.mandates[name]
        mandate["back"] = True
        rest = {**mandate, "start": at, "end": mandate["due"], "cause": "", "back": False}
        world.seat(f"{name}.r{world.size}", rest)
