"""Joining, leaving, dues, lapse and moves (docs/spec/acts-membership.md)."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial

from bylaw.rehearsal.oracle.campaigning import coming_vote, silent
from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import ROOT, Asked
from bylaw.rehearsal.oracle.world import World


def place_of(world: World, member: str) -> str:
    """Give the body of her newest spell, in which an act about her is done."""
    spells = world.spells.get(member)
    return spells[-1][0] if spells else ROOT


def apply(world: World, act: Json, at: int) -> bool:
    """1: an applicant who is no member and has no application open."""
    who = act["member"]
    opened = world.applications.get(who)
    good = world.may(act, "apply", Asked(act["body"], at, subject=who))
    return good and world.spell(who, at) is None and not (opened and not opened["over"])


def did_apply(world: World, act: Json, at: int) -> None:
    """Open the application."""
    world.keys[act["member"]] = act["key"]["public"]
    world.applications[act["member"]] = {"body": act["body"], "at": at, "over": False, "sponsors": set()}


def _open(world: World, act: Json) -> Json | None:
    found = world.applications.get(act["applicant"])
    return found if found and not found["over"] else None


def sponsor(world: World, act: Json, at: int) -> bool:
    """1: a member of the body, once."""
    found = _open(world, act)
    who = act["by"][0]["member"]
    return (
        found is not None
        and world.may(act, "sponsor", Asked(found["body"], at))
        and who not in found["sponsors"]
    )


def did_sponsor(world: World, act: Json, at: int) -> None:
    """Note the sponsor."""
    world.applications[act["applicant"]]["sponsors"].add(act["by"][0]["member"])


def admit(world: World, act: Json, at: int) -> bool:
    """1: so many sponsors, and the days for objections are over."""
    found = _open(world, act)
    if found is None or not world.may(act, "admit", Asked(found["body"], at)):
        return False
    rules = world.law.rules("admission", "admit", world.kinds[found["body"]])
    return all(
        len(found["sponsors"]) >= rule.get("sponsors", 0)
        and at >= world.days.starts(found["at"], rule.get("objection_days", 0))
        for rule in rules
    )


def flags_admit(world: World, act: Json, at: int) -> bool:
    """1: whether many were admitted within few days."""
    body = world.applications[act["applicant"]]["body"]
    rule = world.law.rules("admission", "admit", world.kinds[body])[0]
    share, days = rule.get("flag_share", (1, 10)), rule.get("flag_days", 30)
    since, times = world.days.starts(at, -days), world.admitted.get(body, [])
    new = 1 + len(times) - bisect_right(times, since)
    return bool(new > 1 and new * share[1] > len(world.roll(body, at)) * share[0])


def did_admit(world: World, act: Json, at: int) -> None:
    """Put her on the roll."""
    found = world.applications[act["applicant"]]
    found["over"] = True
    world.enter(act["applicant"], found["body"], at, at)
    world.count("admitted", found["body"], at)
    for body in world.line(found["body"]):
        world.admitted.setdefault(body, []).append(at)


def decline(world: World, act: Json, at: int) -> bool:
    """1: whoever may admit may decline."""
    found = _open(world, act)
    return found is not None and world.may(act, "decline", Asked(found["body"], at))


def did_decline(world: World, act: Json, at: int) -> None:
    """Close the application."""
    world.applications[act["applicant"]]["over"] = True


def _about(world: World, act: Json, kind: str, at: int, subject: str = "") -> bool:
    return world.may(act, kind, Asked(place_of(world, act["member"]), at, subject=subject))


def resign(world: World, act: Json, at: int) -> bool:
    """5: a member, by her own signature."""
    return world.spell(act["member"], at) is not None and _about(world, act, "resign", at, act["member"])


def did_resign(world: World, act: Json, at: int) -> None:
    """End the membership."""
    world.leave(act["member"], at, "resigned")


def record_death(world: World, act: Json, at: int) -> bool:
    """5: a member, of a day that is not to come."""
    there = world.spell(act["member"], at) is not None and read(act["claimed"]) <= at
    return there and _about(world, act, "record-death", at)


def did_record_death(world: World, act: Json, at: int) -> None:
    """End the membership."""
    world.leave(act["member"], at, "died")


def change_class(world: World, act: Json, at: int) -> bool:
    """4: never to fewer rights without her own signature; the rehearsal only tries it without a mandate."""
    return world.spell(act["member"], at) is not None and _about(world, act, "change-class", at)


def attest_standing(world: World, act: Json, at: int) -> bool:
    """6: members, each once."""
    members = [row["member"] for row in act["dues"]]
    known = all(world.belongs(member, ROOT, at) for member in members)
    return world.may(act, "attest-standing", Asked(ROOT, at)) and known and len(set(members)) == len(members)


def flags_attest_standing(world: World, act: Json, at: int) -> bool:
    """6: whether one person pays for more than the clause lets pass unseen."""
    paid = {row["payer"]: set(world.payers.get(row["payer"], ())) for row in act["dues"] if row.get("payer")}
    for row in act["dues"]:
        if row.get("payer"):
            paid[row["payer"]].add(row["member"])
    most = max((len(members) for members in paid.values()), default=0)
    rules = world.law.rules("standing", "attest-standing", world.kinds[ROOT])
    return any(rule.get("payer_most") and most > rule["payer_most"] for rule in rules)


def did_attest_standing(world: World, act: Json, at: int) -> None:
    """Keep the day; who has paid has no notice any more."""
    for row in act["dues"]:
        world.paid.setdefault(row["member"], []).append((at, read(row["paid"])))
        if row.get("payer"):
            world.payers.setdefault(row["payer"], set()).add(row["member"])
        if read(row["paid"]) >= at and world.grounds.get(row["member"]) == "arrears":
            world.notices.pop(row["member"], None)


def remind_arrears(world: World, act: Json, at: int) -> bool:
    """6: members whose attested day is past."""
    late = all(world.belongs(m, ROOT, at) and _behind(world, m, at) for m in act["members"])
    return world.may(act, "remind-arrears", Asked(ROOT, at)) and late


def _behind(world: World, member: str, at: int) -> bool:
    paid = world.paid_until(member, at)
    return paid is not None and paid < at


def did_remind_arrears(world: World, act: Json, at: int) -> None:
    """Note the reminders."""
    for member in act["members"]:
        world.reminders.setdefault(member, []).append(at)


def give_lapse_notice(world: World, act: Json, at: int) -> bool:
    """8: no notice runs, and the arrears cost the vote, or a campaign had no answer."""
    cause = world.in_arrears if act["ground"] == "arrears" else partial(silent, world)
    fit = all(world.belongs(m, ROOT, at) and m not in world.notices and cause(m, at) for m in act["members"])
    return world.may(act, "give-lapse-notice", Asked(ROOT, at)) and fit


def did_give_lapse_notice(world: World, act: Json, at: int) -> None:
    """Start the notice."""
    for member in act["members"]:
        world.notices[member], world.grounds[member] = at, act["ground"]


def lapse(world: World, act: Json, at: int) -> bool:
    """8: the notice is over, the arrears last, and no election runs in which she votes or stands."""
    who = act["member"]
    if who not in world.notices or not _about(world, act, "lapse", at):
        return False
    rules = world.law.rules("lapse", "lapse", world.kinds[place_of(world, who)])
    over = all(at >= world.days.passes(world.notices[who], rule.get("notice_days", 0)) for rule in rules)
    silence = world.grounds[who] == "silence"
    cause = not coming_vote(world, who, at) if silence else world.in_arrears(who, at)
    return over and cause and not world.voting(who, at)


def did_lapse(world: World, act: Json, at: int) -> None:
    """End the membership."""
    world.leave(act["member"], at, "lapsed")


def come_back(world: World, act: Json, at: int) -> bool:
    """9: within the days of return after a lapse, by her own signature."""
    spells = world.spells.get(act["member"], [])
    if not spells or spells[-1][3] != "lapsed" or not _about(world, act, "return", at, act["member"]):
        return False
    rules = world.law.rules("lapse", "return", world.kinds[spells[-1][0]])
    return all(at < world.days.passes(spells[-1][2], rule.get("return_days", 0)) for rule in rules)


def did_come_back(world: World, act: Json, at: int) -> None:
    """Take up the membership with its seniority."""
    old = world.spells[act["member"]][-1]
    world.enter(act["member"], old[0], at, old[4])
    world.count("returned", old[0], at)


def request_transfer(world: World, act: Json, at: int) -> bool:
    """10: to another unit, by her own signature."""
    spell = world.spell(act["member"], at)
    return (
        spell is not None
        and act["to"] != spell[0]
        and _about(world, act, "request-transfer", at, act["member"])
    )


def did_request_transfer(world: World, act: Json, at: int) -> None:
    """Keep the wish."""
    world.moving[act["member"]] = act["to"]


def accept_transfer(world: World, act: Json, at: int) -> bool:
    """10: upon her request, in the unit to which she moves."""
    to = world.moving.get(act["member"])
    return to is not None and world.may(act, "accept-transfer", Asked(to, at))


def did_accept_transfer(world: World, act: Json, at: int) -> None:
    """Move her with her seniority."""
    old = world.close(act["member"], at, "transferred")
    world.enter(act["member"], world.moving.pop(act["member"]), at, old[4])
