"""Lots between candidates who are level (docs/spec/acts-elections.md, 9 and 10): announced, or drawn elsewhere."""

from __future__ import annotations

from hashlib import sha256

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.drawing import binds
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.polling import seat_elected, step_of
from bylaw.rehearsal.oracle.world import World


def announce_lot(world: World, act: Json, at: int) -> bool:
    """9: while the election runs, by nobody who stands, for a moment to come, where no other lot binds."""
    election = step_of(world, act, "announce-lot", at)
    return bool(
        election
        and not _stand(election, act)
        and read(act["published"]) > at
        and not binds(election["lot"], at)
    )


def did_announce_lot(world: World, act: Json, at: int) -> None:
    """Note it."""
    world.elections[act["election"]]["lot"] = {"moment": read(act["published"]), "chance": ""}


def _stand(election: Json, act: Json) -> bool:
    return any(signer["member"] in election["stand"] for signer in act["by"])


def declare_result(world: World, act: Json, at: int) -> bool:
    """10: exactly what follows from the count: most votes first; who is level around the last seat by lot."""
    election = step_of(world, act, "declare-result", at)
    if election is None or election["question"] or not election["votes"]:
        return False
    paper, seats = list(election["paper"]), election["seats"]
    lot = _lot(world, election, act, at)
    if lot is None:
        return False
    if len(paper) <= seats:
        return not lot and list(act["elected"]) == paper
    votes = dict(zip(paper, election["votes"], strict=True))
    cut = sorted(votes.values(), reverse=True)[seats - 1]
    above = sorted((who for who in paper if votes[who] > cut), key=lambda who: -votes[who])
    level = [who for who in paper if votes[who] == cut]
    tied = len(above) + len(level) > seats
    if tied != bool(lot):
        return False
    return list(act["elected"]) == [*above, *sorted(level, key=(lot or paper).index)][:seats]


def _lot(world: World, election: Json, act: Json, at: int) -> list[str] | None:
    """Give the order of the lot that an act tells, nobody where it tells none; None where it may not be drawn so."""
    chance, told, announced = act.get("chance", ""), list(act.get("lot", [])), election["lot"]
    if told and (chance or _stand(election, act) or binds(announced, at)):
        return None
    if not chance:
        return told
    known = announced is not None and not announced["chance"] and at >= announced["moment"]
    if not known or chance in world.chances:
        return None
    head = f"bylaw-tie/1\n{world.org}\n{act['election']}\n{chance}\n"
    return sorted(election["paper"], key=lambda who: sha256(f"{head}{who}\n".encode()).digest())


def flags_declare_result(world: World, act: Json, at: int) -> bool:
    """10: whether a clause asks for a sample of the roll; a rehearsal draws none."""
    election = world.elections[act["election"]]
    asked = world.law.rules("electorate", "declare-result", world.kinds[election["body"]], election["office"])
    return any(rule.get("sample") for rule in asked)


def did_declare_result(world: World, act: Json, at: int) -> None:
    """Seat the elected, and keep the chance: it draws nothing else."""
    chance = act.get("chance", "")
    if chance:
        world.elections[act["election"]]["lot"]["chance"] = chance
        world.chances.add(chance)
    seat_elected(world, act, at)
