"""Petitions signed in the open (docs/spec/acts-meetings.md, 17 to 19)."""

from __future__ import annotations

from json import loads

from bylaw.rehearsal.oracle.gathering import share
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import Asked
from bylaw.rehearsal.oracle.world import World


def rules_of(world: World, petition: Json) -> list[Json]:
    """Give the clauses on a petition: of the kind of act that it asks for, else of petitions."""
    kind = world.kinds[petition["body"]]
    asked = (petition["kind"], petition.get("process", "open-petition"), "sign-petition", "file-petition")
    found = (world.law.rules("petition", act, kind) for act in asked)
    return next((rules for rules in found if rules), [])


def open_petition(world: World, act: Json, at: int) -> bool:
    """17: by a member with a vote, for an act, where a clause says how many."""
    opener, petition = act["by"][0]["member"], _begun(act, at)
    return (
        world.may(act, "open-petition", Asked(act["body"], at))
        and act["name"] not in world.petitions
        and world.votes(opener, act["body"], at)
        and bool(rules_of(world, petition))
    )


def _begun(act: Json, at: int) -> Json:
    kind = loads(act["matter"])["act"].partition("/")[0]
    told = {"body": act["body"], "matter": act["matter"], "kind": kind, "at": at}
    return {**told, "signing": act.get("signing", "open"), "filed": 0, "signed": {}}


def did_open_petition(world: World, act: Json, at: int) -> None:
    """Let it be signed."""
    world.petitions[act["name"]] = _begun(act, at)
    world.count("petitions", act["body"], at)


def _in_window(world: World, act: Json, kind: str, at: int) -> Json | None:
    """Give a petition that can be signed now, if the signer may."""
    petition = world.petitions.get(act["petition"])
    if petition is None or petition["filed"] or not world.may(act, kind, Asked(petition["body"], at)):
        return None
    days = [rule["window_days"] for rule in rules_of(world, petition) if rule.get("window_days")]
    return petition if all(at < world.days.passes(petition["at"], n) for n in days) else None


def sign_petition(world: World, act: Json, at: int) -> bool:
    """18: once at a time, by who has a vote, within the window."""
    petition, who = _in_window(world, act, "sign-petition", at), act["by"][0]["member"]
    fit = petition and petition["signing"] == "open" and not petition["signed"].get(who)
    return bool(fit and petition and world.votes(who, petition["body"], at))


def did_sign_petition(world: World, act: Json, at: int) -> None:
    """Note the signature."""
    world.petitions[act["petition"]]["signed"][act["by"][0]["member"]] = True


def withdraw_signature(world: World, act: Json, at: int) -> bool:
    """18: one that stands, until it is filed."""
    petition = world.petitions.get(act["petition"])
    if petition is None or not world.may(act, "withdraw-signature", Asked(petition["body"], at)):
        return False
    stands = petition["signed"].get(act["by"][0]["member"], False)
    return bool(stands and not petition["filed"] and petition["signing"] == "open")


def did_withdraw_signature(world: World, act: Json, at: int) -> None:
    """Strike it."""
    world.petitions[act["petition"]]["signed"][act["by"][0]["member"]] = False


def file_petition(world: World, act: Json, at: int) -> bool:
    """19: within the window; enough signatures of members with a vote today, by today's roll."""
    petition = _in_window(world, act, "file-petition", at)
    if petition is None or petition["signing"] == "sealed":
        return petition is not None
    standing = [who for who, stands in petition["signed"].items() if stands]
    good = sum(world.votes(who, petition["body"], at) for who in standing)
    roll = len(world.voters(petition["body"], at))
    return all(good >= share(rule["measure"], roll) for rule in rules_of(world, petition))


def did_file_petition(world: World, act: Json, at: int) -> None:
    """Give the right to what it asks for."""
    petition = world.petitions[act["petition"]]
    petition["filed"] = at
    if petition["signing"] == "open":
        world.warrants[f"petition.{act['petition']}"] = (petition["body"], petition["matter"], "")
