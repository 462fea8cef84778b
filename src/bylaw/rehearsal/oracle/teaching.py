"""Courses, and the offices that ask for them (docs/spec/acts-accountability.md, 19 and 20)."""

from __future__ import annotations

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import Asked
from bylaw.rehearsal.oracle.world import World


def offer_course(world: World, act: Json, at: int) -> bool:
    """19: to come, and then over."""
    fresh = act["course"] not in world.courses
    to_come = at < read(act["begins"]) < read(act["ends"])
    return world.may(act, "offer-course", Asked(act["body"], at)) and fresh and to_come


def did_offer_course(world: World, act: Json, at: int) -> None:
    """Keep it; who was a member then could take it, if it had places for all of them."""
    places, body = act.get("places", 0), act["body"]
    times = {"begins": read(act["begins"]), "ends": read(act["ends"])}
    for_all = not places or places >= len(world.roll(body, at))
    told = {"topic": act["topic"], "body": body, "places": places, "for_all": for_all, "done": set()}
    world.courses[act["course"]] = told | times


def complete_course(world: World, act: Json, at: int) -> bool:
    """19: once it has begun, members of the body, each once and no more than there were places."""
    it, members = world.courses.get(act["course"]), act["members"]
    if it is None or at < it["begins"] or not world.may(act, "complete-course", Asked(it["body"], at)):
        return False
    once = len(set(members)) == len(members) and not it["done"] & set(members)
    fits = not it["places"] or len(it["done"]) + len(members) <= it["places"]
    return once and fits and all(world.belongs(member, it["body"], at) for member in members)


def did_complete_course(world: World, act: Json, at: int) -> None:
    """Note it."""
    world.courses[act["course"]]["done"] |= set(act["members"])


def lacks(world: World, election: Json, topics: list[str], member: str) -> bool:
    """20: whether she completed no course on a topic asked, though one was over in time and open to everybody."""
    return any(_lacks(world, election, topic, member) for topic in topics)


def _lacks(world: World, election: Json, topic: str, member: str) -> bool:
    line = world.line(election["body"])
    courses = [it for it in world.courses.values() if it["topic"] == topic]
    known = any(member in it["done"] for it in courses)
    in_time = election["nominations"]
    return not known and any(it["for_all"] and it["body"] in line and it["ends"] <= in_time for it in courses)
