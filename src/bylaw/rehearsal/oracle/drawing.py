"""Panels by lot (docs/spec/acts-discipline.md, 6): announced before the chance is known, and the same for everybody."""

from __future__ import annotations

from hashlib import sha256

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.judging import ended, fit, of, parts, rules_of
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.world import World

WAYS = ["lot", "elected"]
"""How judges come to their seats where a clause says nothing."""
STALE = 30 * 86_400


def announce_draw(world: World, act: Json, at: int) -> bool:
    """6: by no party, for a moment to come, where no draw is open."""
    case = of(world, act, "announce-draw", at)
    if case is None or ended(case, at):
        return False
    parties = {case["charged"], case["accuser"]} & {signer["member"] for signer in act["by"]}
    return not parties and read(act["published"]) > at and not binds(case.get("draw"), at)


def did_announce_draw(world: World, act: Json, at: int) -> None:
    """Note it."""
    world.cases[act["case"]]["draw"] = {"at": at, "moment": read(act["published"]), "chance": ""}


def binds(draw: Json | None, at: int) -> bool:
    """Whether a lot was announced, is not used, and its source is not taken to have failed."""
    return draw is not None and not draw["chance"] and at < draw["moment"] + STALE


def seat_panel(world: World, act: Json, at: int) -> bool:
    """6: enough of them, each fit, none who sat before, seated by nobody with a part."""
    case = of(world, act, "seat-panel", at)
    if case is None or ended(case, at):
        return False
    bench, signers = act["bench"], {signer["member"] for signer in act["by"]}
    parties = {case["charged"], case["accuser"]}
    again = case["judged"] | signers
    return (
        not signers & parties
        and len(set(bench)) == len(bench)
        and not again & set(bench)
        and fit(world, case, [*case["panel"], *bench], at)
        and all(act["how"] in rule.get("how", WAYS) for rule in rules_of(world, case, "panel"))
        and _fairly(world, act, case, at)
    )


def _fairly(world: World, act: Json, case: Json, at: int) -> bool:
    """Whether they are the first in the order of the lot; other ways are not rehearsed."""
    draw, chance = case.get("draw"), act.get("chance", "")
    if act["how"] != "lot" or draw is None or draw["chance"] or at < draw["moment"]:
        return False
    if not chance or chance in world.chances:
        return False
    drawn = _in_order(world, case, act, at)[: len(act["bench"])]
    return set(drawn) == set(act["bench"])


def _in_order(world: World, case: Json, act: Json, at: int) -> list[str]:
    """Give who could be drawn then and can now, by the SHA-256 of what the specification says."""
    never = case["judged"] | {signer["member"] for signer in act["by"]}
    could = set(world.roll(case["body"], case["draw"]["at"])) - never
    can = [m for m in world.roll(case["body"], at) if m in could and not world.rests(m, at)]
    free = set(can) - parts(world, case, at)
    told = f"bylaw-panel/1\n{world.org}\n{act['case']}\n{act['chance']}\n"
    return sorted(free, key=lambda member: sha256(f"{told}{member}\n".encode()).digest())


def did_seat_panel(world: World, act: Json, at: int) -> None:
    """Seat them."""
    case = world.cases[act["case"]]
    case["panel"] += act["bench"]
    case["judged"] |= set(act["bench"])
    if act["how"] == "lot":
        case["draw"]["chance"] = act["chance"]
        world.chances.add(act["chance"])
