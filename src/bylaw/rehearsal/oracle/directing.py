"""Directives and recommendations (docs/spec/acts-accountability.md, 12 to 15)."""

from __future__ import annotations

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.gathering import use_up
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import Asked
from bylaw.rehearsal.oracle.world import World


def issue_directive(world: World, act: Json, at: int) -> bool:
    """12: to an office that there is, above or below, by a day to come, and not to who judges."""
    body, to, office = act["body"], act["to"], act["office"]
    near = body in world.line(to) or to in world.line(body)
    judges = any(f"office {office}" in each.get("panel", {}).get("seats", "") for each in world.law.clauses)
    fresh = act["directive"] not in world.directives
    known = (to, office) in world.offices and read(act["deadline"]) > at
    return (
        world.may(act, "issue-directive", Asked(body, at, office)) and fresh and known and near and not judges
    )


def did_issue_directive(world: World, act: Json, at: int) -> None:
    """Keep it, and use up the warrant."""
    told = {key: act[key] for key in ("body", "to", "office")} | {"at": at, "deadline": read(act["deadline"])}
    world.directives[act["directive"]] = {**told, "answers": [], "dissents": [], "over": ""}
    use_up(world, act)


def answer_directive(world: World, act: Json, at: int) -> bool:
    """13: under a mandate of the office in force; first an acknowledgment, once; all else in words."""
    it, held = world.directives.get(act["directive"]), world.mandates.get(act["mandate"])
    if it is None or it["over"] or held is None or not held["start"] <= at < held["end"]:
        return False
    asked = Asked(it["to"], at, it["office"], subject=held["member"])
    first = act["step"] == "acknowledged"
    said = act["mandate"] not in (mandate for mandate, _ in it["answers"]) if first else bool(act.get("text"))
    of_office = (held["body"], held["office"]) == (it["to"], it["office"])
    return said and of_office and world.may(act, "answer-directive", asked)


def did_answer_directive(world: World, act: Json, at: int) -> None:
    """Note it; completed, it is over."""
    it = world.directives[act["directive"]]
    it["answers"].append((act["mandate"], act["step"]))
    it["over"] = "completed" if act["step"] == "completed" else ""


def dissent_directive(world: World, act: Json, at: int) -> bool:
    """14: one by each member."""
    it = world.directives.get(act["directive"])
    if it is None or act["by"][0]["member"] in it["dissents"]:
        return False
    return world.may(act, "dissent-directive", Asked(it["body"], at, it["office"]))


def did_dissent_directive(world: World, act: Json, at: int) -> None:
    """Attach it."""
    world.directives[act["directive"]]["dissents"].append(act["by"][0]["member"])


def countermand(world: World, act: Json, at: int) -> bool:
    """14: by whoever may, while it lasts."""
    it = world.directives.get(act["directive"])
    if it is None or it["over"]:
        return False
    return world.may(act, "countermand", Asked(it["body"], at, it["office"]))


def did_countermand(world: World, act: Json, at: int) -> None:
    """End it, and use up the warrant."""
    world.directives[act["directive"]]["over"] = "countermanded"
    use_up(world, act)


def stage(world: World, it: Json, at: int) -> str:
    """15: how far a directive has come; unanswered where nobody who holds the office has answered in the days."""
    if it["over"]:
        return str(it["over"])
    said = [step for _, step in it["answers"]]
    if said and said[-1] == "cannot":
        return "cannot be done"
    if _unanswered(world, it, at):
        return "unanswered"
    if at >= it["deadline"]:
        return "overdue"
    return said[-1] if said else "issued"


def _unanswered(world: World, it: Json, at: int) -> bool:
    here = [m for m in world.seats.get(it["to"], ()) if m["office"] == it["office"]]
    starts = {m["name"]: m["start"] for m in here if m["start"] <= at < m["end"]}
    if not starts or any(mandate in starts for mandate, _ in it["answers"]):
        return False
    days = world.law.rules("window", "answer-directive", world.kinds[it["to"]], it["office"])[0]["days"]
    return bool(at >= world.days.passes(max(it["at"], min(starts.values())), days))
