"""Rolls kept before the record began (docs/spec/acts-membership.md, 11)."""

from __future__ import annotations

from hashlib import sha256
from json import dumps

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import ROOT, Asked
from bylaw.rehearsal.oracle.world import World


def open_import(world: World, act: Json, at: int) -> bool:
    """11: digests, each once."""
    chunks = act["chunks"]
    return world.may(act, "open-import", Asked(ROOT, at)) and len(set(chunks)) == len(chunks)


def did_open_import(world: World, act: Json, at: int) -> None:
    """Wait for the chunks."""
    world.rolls[act["roll"]] = {"chunks": set(act["chunks"]), "at": at}


def import_chunk(world: World, act: Json, at: int) -> bool:
    """11: a listed chunk, once, of new members in units that exist."""
    new = all(row["member"] not in world.spells and row["body"] in world.kinds for row in act["rows"])
    return _digest(act) in world.rolls[act["roll"]]["chunks"] and new


def _digest(act: Json) -> str:
    raw = dumps(act["rows"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(raw.encode()).hexdigest()


def did_import_chunk(world: World, act: Json, at: int) -> None:
    """Put its members on the roll."""
    world.rolls[act["roll"]]["chunks"].discard(_digest(act))
    for row in act["rows"]:
        world.keys[row["member"]] = row.get("key", {}).get("public", "")
        world.enter(row["member"], row["body"], at, read(row["since"]))
        world.count("imported", row["body"], at)
