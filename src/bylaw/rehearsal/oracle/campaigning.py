"""Campaigns (docs/spec/acts-accountability.md, 8 to 11): asked, reminded, answered, closed."""

from __future__ import annotations

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import Asked
from bylaw.rehearsal.oracle.world import NEVER, World

OPEN = "open-campaign"


def rules_of(world: World, body: str) -> list[Json]:
    """Give the clauses on campaigns in a body."""
    return world.law.rules("campaign", OPEN, world.kinds[body])


def open_campaign(world: World, act: Json, at: int) -> bool:
    """8: with days enough to answer, under somebody who holds an office, and no other one running there."""
    held, body = world.mandates.get(act["responsible"]), act["body"]
    near = {body, *world.line(body), *(each for each in world.kinds if body in world.line(each))}
    running = any(one["body"] in near and at < one["closed"] for one in world.campaigns.values())
    long = all(
        read(act["closes"]) >= world.days.passes(at, rule.get("answer_days", 0))
        for rule in rules_of(world, body)
    )
    held_now = held is not None and held["start"] <= at < held["end"]
    return world.may(act, OPEN, Asked(body, at)) and held_now and long and not running


def did_open_campaign(world: World, act: Json, at: int) -> None:
    """Asked is who is on the roll when this second is over."""
    told = {"body": act["body"], "at": at, "closes": read(act["closes"]), "closed": NEVER}
    world.campaigns[act["campaign"]] = {**told, "answers": {}, "reminders": {}}


def remind_campaign(world: World, act: Json, at: int) -> bool:
    """9: who was asked and has not answered, each once, before the close."""
    campaign = world.campaigns.get(act["campaign"])
    if campaign is None or at >= campaign["closed"]:
        return False
    members = act["members"]
    fit = all(world.asked(campaign, member) and member not in campaign["answers"] for member in members)
    may = world.may(act, "remind-campaign", Asked(campaign["body"], at))
    return may and fit and len(set(members)) == len(members)


def did_remind_campaign(world: World, act: Json, at: int) -> None:
    """Note the reminders."""
    for member in act["members"]:
        world.campaigns[act["campaign"]]["reminders"].setdefault(member, []).append(at)


def answer_campaign(world: World, act: Json, at: int) -> bool:
    """9: by who was asked, herself, once."""
    campaign, member = world.campaigns.get(act["campaign"]), act["member"]
    if campaign is None or not world.asked(campaign, member) or member in campaign["answers"]:
        return False
    asked = Asked(campaign["body"], at, subject=member)
    return world.spell(member, at) is not None and world.may(act, "answer-campaign", asked)


def did_answer_campaign(world: World, act: Json, at: int) -> None:
    """Note it; a notice for silence falls."""
    world.campaigns[act["campaign"]]["answers"][act["member"]] = at
    if world.grounds.get(act["member"]) == "silence":
        world.notices.pop(act["member"], None)


def close_campaign(world: World, act: Json, at: int) -> bool:
    """10: from its day on, once, with the figures of the record."""
    campaign = world.campaigns.get(act["campaign"])
    if campaign is None or not campaign["closes"] <= at < campaign["closed"]:
        return False
    asked = len(world.roll(campaign["body"], campaign["at"]))
    told = (act["asked"], act["answered"]) == (asked, len(campaign["answers"]))
    return told and world.may(act, "close-campaign", Asked(campaign["body"], at, due=True))


def did_close_campaign(world: World, act: Json, at: int) -> None:
    """Close it."""
    world.campaigns[act["campaign"]]["closed"] = at


def silent(world: World, member: str, at: int) -> bool:
    """11: the last closed campaign that asked her had no answer, and she was reminded in time."""
    over = [one for one in world.campaigns_of(member) if one["closed"] <= at]
    last = max(over, key=lambda one: int(one["closed"]), default=None)
    if last is None or member in last["answers"]:
        return False
    return all(
        sum(
            world.days.starts(when, rule.get("remind_days", 0)) <= last["closed"]
            for when in last["reminders"].get(member, ())
        )
        >= rule.get("reminders", 0)
        for rule in rules_of(world, last["body"])
    )


def coming_vote(world: World, member: str, at: int) -> bool:
    """11: a mandate in a body above her ends within the days of the clause."""
    spell = world.spell(member, at)
    line = world.line(spell[0]) if spell else ()
    dues = [
        mandate["due"]
        for body in world.kinds
        if body in line or (body in world.organs and world.parents[body] in line)
        for mandate in world.seats.get(body, ())
        if mandate["start"] <= at < mandate["end"]
    ]
    days = [rule.get("cutoff_days", 0) for rule in rules_of(world, spell[0])] if spell else []
    return any(due < world.days.passes(at, n) for due in dues for n in days if n)
