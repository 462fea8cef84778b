"""Commissions of inquiry (docs/spec/acts-accountability.md, 16 to 18)."""

from __future__ import annotations

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.gathering import use_up
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import Asked
from bylaw.rehearsal.oracle.world import NEVER, World

OPEN = "open-commission"


def open_commission(world: World, act: Json, at: int) -> bool:
    """16: members, each once, with a day to come; nobody who holds the post sits or signs."""
    held = world.mandates.get(act.get("post", ""), {})
    bench, signers = act["bench"], {signer["member"] for signer in act["by"]}
    parts = held.get("member", "") in {*bench, *signers}
    return (
        world.may(act, OPEN, Asked(act["body"], at, held.get("office", "")))
        and act["commission"] not in world.commissions
        and read(act["deadline"]) > at
        and len(set(bench)) == len(bench)
        and all(world.belongs(member, act["body"], at) for member in bench)
        and not parts
    )


def did_open_commission(world: World, act: Json, at: int) -> None:
    """Keep it, and use up the warrant."""
    told = {"body": act["body"], "bench": act["bench"], "post": act.get("post", ""), "at": at}
    later: Json = {"deadline": read(act["deadline"]), "reported": NEVER, "dissents": set()}
    world.commissions[act["commission"]] = told | later
    use_up(world, act)


def _of(world: World, act: Json, kind: str, at: int) -> Json | None:
    """Give the commission of an act, if its signers may."""
    it = world.commissions.get(act["commission"])
    asked = Asked(it["body"], at, panel=tuple(it["bench"])) if it else None
    return it if asked and world.may(act, kind, asked) else None


def report_commission(world: World, act: Json, at: int) -> bool:
    """17: more than half of those who sit, once, on entries that exist."""
    it = _of(world, act, "report-commission", at)
    return bool(it and it["reported"] == NEVER and all(entry < world.size for entry in act["cites"]))


def did_report_commission(world: World, act: Json, at: int) -> None:
    """Note it."""
    world.commissions[act["commission"]]["reported"] = at


def dissent_commission(world: World, act: Json, at: int) -> bool:
    """17: by who sits, after the report, once."""
    it, who = _of(world, act, "dissent-commission", at), act["by"][0]["member"]
    return bool(it and it["reported"] <= at and who in it["bench"] and who not in it["dissents"])


def did_dissent_commission(world: World, act: Json, at: int) -> None:
    """Attach it."""
    world.commissions[act["commission"]]["dissents"].add(act["by"][0]["member"])


def inherits(world: World, body: str, office: str, member: str, at: int) -> bool:
    """18: whether a member sat on a commission that inquired into an office, so lately that she may not stand."""
    rules = world.law.rules("window", OPEN, world.kinds[body], office)
    for it in world.commissions.values():
        held = world.mandates.get(it["post"], {})
        if member in it["bench"] and (held.get("body"), held.get("office")) == (body, office):
            since = it["reported"] if it["reported"] < NEVER else max(it["at"], it["deadline"])
            if any(at < world.days.passes(since, rule["days"]) for rule in rules):
                return True
    return False


def stage(it: Json, at: int) -> str:
    """17: how far a commission has come."""
    if it["reported"] <= at:
        return "reported"
    return "overdue" if it["deadline"] <= at else "open"
