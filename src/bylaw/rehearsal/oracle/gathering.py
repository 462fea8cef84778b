"""Bodies, meetings, motions and their warrants (docs/spec/acts-bodies.md, acts-meetings.md)."""

from __future__ import annotations

from fractions import Fraction
from json import loads
from math import ceil

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import Asked
from bylaw.rehearsal.oracle.world import World

LATE = 7 * 86_400
"""Seconds after its time within which a meeting can be opened."""


def create_body(world: World, act: Json, at: int) -> bool:
    """A new name under a body that there is."""
    return act["name"] not in world.kinds and world.may(act, "create-body", Asked(act["parent"], at))


def did_create_body(world: World, act: Json, at: int) -> None:
    """Add the body, and use up the warrant."""
    world.kinds[act["name"]], world.parents[act["name"]] = act["kind_of_body"], act["parent"]
    world.founded[act["name"]] = at
    use_up(world, act)


def create_office(world: World, act: Json, at: int) -> bool:
    """An office in a body that there is."""
    return act["body"] in world.kinds and world.may(act, "create-office", Asked(act["body"], at))


def did_create_office(world: World, act: Json, at: int) -> None:
    """Add the office, and use up the warrant."""
    world.offices[act["body"], act["office"]] = act.get("seats", 1)
    use_up(world, act)


def use_up(world: World, act: Json) -> None:
    """A warrant is used once."""
    for signer in act["by"]:
        if signer["right"] == "warrant":
            body, matter, _ = world.warrants[signer["ref"]]
            world.warrants[signer["ref"]] = (body, matter, "used")


_REACH = (
    "meeting-notice send-envoy recall-envoy adjourn-meeting set-witnesses open-successor declare-emergency "
    "renew-emergency confirm-emergency end-emergency order-stop lift-stop move"
)
REACH = frozenset(_REACH.split())
"""What a meeting at the shorter notice of an emergency may resolve on (docs/spec/acts-emergency.md)."""


def call_meeting(world: World, act: Json, at: int) -> bool:
    """1: in time by every clause on notice; once a meeting is overdue, by any member."""
    begins, kind = read(act["begins"]), world.kinds[act["body"]]
    rules = world.law.rules("notice", "call-meeting", kind)
    early = all(at < world.days.passes(begins, -_notice(world, act, rule, at)) for rule in rules)
    asked = Asked(act["body"], at, due=_meeting_due(world, act["body"], at))
    return (
        world.may(act, "call-meeting", asked) and early and begins > at and act["name"] not in world.meetings
    )


def _notice(world: World, act: Json, rule: Json, at: int) -> int:
    """The days of a clause; its fewer ones where an emergency grants them and the meeting is about nothing else."""
    kinds = {kind for item in act["items"] for kind in item.get("kinds", ())}
    days, fewer = int(rule.get("days", 0)), int(rule.get("emergency_days", 0))
    short = fewer and kinds <= REACH and world.grants("meeting-notice", act["body"], at)
    return min(days, fewer) if short else days


def _meeting_due(world: World, body: str, at: int) -> bool:
    """1: the months of the clause are over since the last meeting that was opened began."""
    last = max((m["begins"] for m in world.met.get(body, ()) if m["open"]), default=world.founded[body])
    rules = world.law.rules("interval", "call-meeting", world.kinds[body])
    return bool(rules) and at >= world.days.months(last, rules[0]["months"])


def did_call_meeting(world: World, act: Json, at: int) -> None:
    """Keep the meeting."""
    items = {item["name"]: item.get("kinds", []) for item in act["items"]}
    fields = {"body": act["body"], "begins": read(act["begins"]), "called": at, "items": items}
    empty: Json = {"open": False, "closed": False, "here": [], "minutes": "", "approved": False}
    world.meetings[act["name"]] = {**fields, **empty}
    world.met.setdefault(act["body"], []).append(world.meetings[act["name"]])
    use_up(world, act)


def _in(world: World, act: Json, kind: str, at: int) -> Json | None:
    meeting = world.meetings.get(act["meeting"])
    return meeting if meeting and world.may(act, kind, Asked(meeting["body"], at)) else None


def open_meeting(world: World, act: Json, at: int) -> bool:
    """3: from its time for seven days, every member of the day of the call served."""
    meeting = _in(world, act, "open-meeting", at)
    if meeting is None or meeting["open"] or not meeting["begins"] <= at < meeting["begins"] + LATE:
        return False
    return bool(act["served"] == len(world.roll(meeting["body"], meeting["called"])))


def did_open_meeting(world: World, act: Json, at: int) -> None:
    """Open it."""
    world.meetings[act["meeting"]]["open"] = True


def record_attendance(world: World, act: Json, at: int) -> bool:
    """7: members of the body, while the meeting is open."""
    meeting = _in(world, act, "record-attendance", at)
    came = [each["member"] for each in act.get("arrived", [])]
    fit = meeting is not None and meeting["open"] and not meeting["closed"]
    return bool(fit and meeting and all(world.belongs(member, meeting["body"], at) for member in came))


def did_record_attendance(world: World, act: Json, at: int) -> None:
    """Note who came."""
    world.meetings[act["meeting"]]["here"] += [each["member"] for each in act.get("arrived", [])]


def close_meeting(world: World, act: Json, at: int) -> bool:
    """5: while it is open."""
    meeting = _in(world, act, "close-meeting", at)
    return bool(meeting and meeting["open"] and not meeting["closed"])


def did_close_meeting(world: World, act: Json, at: int) -> None:
    """Close it."""
    world.meetings[act["meeting"]]["closed"] = True


def file_minutes(world: World, act: Json, at: int) -> bool:
    """8: after the meeting is closed, until they are approved."""
    meeting = _in(world, act, "file-minutes", at)
    return bool(meeting and meeting["closed"] and not meeting["approved"])


def did_file_minutes(world: World, act: Json, at: int) -> None:
    """Keep the commitment."""
    world.meetings[act["meeting"]]["minutes"] = act["minutes"]


def approve_minutes(world: World, act: Json, at: int) -> bool:
    """9: as filed, once."""
    meeting = _in(world, act, "approve-minutes", at)
    return bool(meeting and meeting["minutes"] == act["minutes"] and not meeting["approved"])


def did_approve_minutes(world: World, act: Json, at: int) -> None:
    """Note it."""
    world.meetings[act["meeting"]]["approved"] = True


def move(world: World, act: Json, at: int) -> bool:
    """11: by who has a vote there."""
    mover = act["by"][0]["member"]
    return world.may(act, "move", Asked(act["body"], at)) and world.votes(mover, act["body"], at)


def did_move(world: World, act: Json, at: int) -> None:
    """Put the motion."""
    fields = {key: act.get(key, "") for key in ("body", "matter", "meeting", "item")}
    world.motions[act["name"]] = {
        **fields,
        "mover": act["by"][0]["member"],
        "seconds": set(),
        "over": False,
        "at": at,
    }


def second(world: World, act: Json, at: int) -> bool:
    """12: a member with a vote, not the mover, once."""
    motion = world.motions.get(act["motion"])
    who = act["by"][0]["member"]
    if motion is None or not world.may(act, "second", Asked(motion["body"], at)):
        return False
    return who != motion["mover"] and who not in motion["seconds"] and world.votes(who, motion["body"], at)


def did_second(world: World, act: Json, at: int) -> None:
    """Note the second."""
    world.motions[act["motion"]]["seconds"].add(act["by"][0]["member"])


def share(measure: Json, base: int) -> int:
    """Give the least number that a measure asks of a base."""
    share = measure.get("share")
    least = 0 if share is None else Fraction(*share) * base
    strict = measure.get("strict", False)
    number = int(least) + 1 if strict else ceil(least)
    return int(max(number, measure.get("count", 0), measure.get("at_least", 0)))


def record_vote(world: World, act: Json, at: int) -> bool:
    """14: seconded, under an item that lets it be resolved, with a quorum, and no more votes than voters present."""
    motion = world.motions.get(act["motion"])
    if motion is None or motion["over"] or not world.may(act, "record-vote", Asked(motion["body"], at)):
        return False
    meeting, kind = world.meetings[motion["meeting"]], world.kinds[motion["body"]]
    matter = loads(motion["matter"])["act"].partition("/")[0] if motion["matter"] else "move"
    voters = [m for m in meeting["here"] if world.votes(m, motion["body"], meeting["begins"])]
    seconds = world.law.rules("seconds", matter, kind) or world.law.rules("seconds", "move", kind)
    roll = len([m for m in world.roll(motion["body"], at) if world.votes(m, motion["body"], at)])
    quorums = [r for r in world.law.rules("quorum", "move", kind) if r.get("scope") == "meeting"]
    return (
        meeting["open"]
        and not meeting["closed"]
        and matter in meeting["items"].get(motion["item"], ())
        and all(len(motion["seconds"]) >= share(rule["measure"], roll) for rule in seconds)
        and all(len(voters) >= share(rule["measure"], roll) for rule in quorums)
        and act["yes"] + act["no"] + act.get("blank", 0) <= len(voters)
    )


def did_record_vote(world: World, act: Json, at: int) -> None:
    """Carried by the majority, a matter becomes a warrant."""
    motion = world.motions[act["motion"]]
    motion["over"] = True
    cast = act["yes"] + act["no"]
    if motion["matter"] and 2 * act["yes"] > cast:
        world.warrants[f"resolution.{act['motion']}"] = (motion["body"], motion["matter"], "")
