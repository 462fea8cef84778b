"""Complaints (docs/spec/acts-complaints.md): who holds one follows from its dates alone."""

from __future__ import annotations

from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import ROOT, Asked
from bylaw.rehearsal.oracle.world import World

STEPS = ("acknowledge", "answer", "decide")


def file_complaint(world: World, act: Json, at: int) -> bool:
    """1: by a member, not about herself, in words that serve nothing else, where a clause names holders."""
    author = act["by"][0]["member"]
    held = any(rule.get("holders") for rule in _rules(world, act["body"]))
    fresh = act["text"] not in world.words
    return (
        world.may(act, "file-complaint", Asked(act["body"], at))
        and held
        and fresh
        and author != act.get("against")
        and act["complaint"] not in world.complaints
    )


def did_file_complaint(world: World, act: Json, at: int) -> None:
    """Open it; its first holder is who fits when this second is over; whom it is about is criticised by it."""
    author, against = act["by"][0]["member"], act.get("against", "")
    world.words.add(act["text"])
    world.count("complaints", act["body"], at)
    told = {"body": act["body"], "author": author, "against": against, "target": act.get("target", "")}
    world.complaints[act["complaint"]] = {**told, "over": False, "at": at, "turn": -1}
    if against:
        world.critics.setdefault(against, []).append((author, at))


def _rules(world: World, body: str) -> list[Json]:
    return world.law.rules("climb", "file-complaint", world.kinds[body])


def _visit(world: World, complaint: Json, nth: int, at: int) -> None:
    """Begin the time of the next holder who has no part in it; of the last, where there is none."""
    holders = _rules(world, complaint["body"])[0]["holders"]
    after = [i for i in range(nth + 1, len(holders)) if _fits(world, holders[i], complaint, at)]
    complaint["turn"] = after[0] if after else len(holders) - 1
    complaint["holder"] = holders[complaint["turn"]]
    _expect(world, complaint, 0, at)


def _expect(world: World, complaint: Json, step: int, at: int) -> None:
    rule = _rules(world, complaint["body"])[0]
    days = (rule.get("acknowledge_days"), rule["days"], rule.get("decide_days"))[step] or rule["days"]
    complaint["step"], complaint["due"] = step, world.days.passes(at, days)


def _fits(world: World, phrase: str, complaint: Json, at: int) -> bool:
    """An office with a holder who has no part in it; a body that it is not about."""
    key = phrase.split()
    where = ROOT if key[-1] == "root" else complaint["body"]
    if key[0] != "office":
        return bool(complaint["target"] != where)
    free = set(world.holders(where, key[1], at)) - _parts(world, complaint, at)
    return any(not world.rests(member, at) for member in free)


def _parts(world: World, complaint: Json, at: int) -> set[str]:
    officers = world.holders(complaint["target"], "", at) if complaint["target"] else ()
    return {complaint["author"], complaint["against"], *officers} - {""}


def _now(world: World, act: Json, at: int) -> Json | None:
    """Give a complaint with its holder of this moment, if it runs."""
    complaint = world.complaints.get(act["complaint"])
    if complaint is None or complaint["over"]:
        return None
    holders = _rules(world, complaint["body"])[0]["holders"]
    if complaint["turn"] < 0:
        _visit(world, complaint, -1, complaint["at"])
    while complaint["due"] <= at and any(
        _fits(world, phrase, complaint, complaint["due"]) for phrase in holders[complaint["turn"] + 1 :]
    ):
        _visit(world, complaint, complaint["turn"], complaint["due"])
    return complaint


def _step(world: World, act: Json, at: int, step: int, says: str) -> bool:
    """2: by the present holder in her turn, not twice, by nobody with a part in it, in words of its own."""
    complaint = _now(world, act, at)
    if complaint is None:
        return False
    asked = Asked(complaint["body"], at, holder=complaint["holder"])
    signers = {signer["member"] for signer in act["by"]}
    return (
        world.may(act, f"{STEPS[step]}-complaint", asked)
        and act.get("turn", 0) == complaint["turn"]
        and step >= complaint["step"]
        and not signers & _parts(world, complaint, at)
        and (not says or act[says] not in world.words)
    )


def acknowledge_complaint(world: World, act: Json, at: int) -> bool:
    """2, the first step."""
    return _step(world, act, at, 0, "")


def answer_complaint(world: World, act: Json, at: int) -> bool:
    """2, the second."""
    return _step(world, act, at, 1, "answer")


def decide_complaint(world: World, act: Json, at: int) -> bool:
    """2, the last."""
    return _step(world, act, at, 2, "reasons")


def did_acknowledge_complaint(world: World, act: Json, at: int) -> None:
    """The answer is next."""
    _expect(world, world.complaints[act["complaint"]], 1, at)


def did_answer_complaint(world: World, act: Json, at: int) -> None:
    """The decision is next."""
    world.words.add(act["answer"])
    _expect(world, world.complaints[act["complaint"]], 2, at)


def did_decide_complaint(world: World, act: Json, at: int) -> None:
    """It is over."""
    world.words.add(act["reasons"])
    world.complaints[act["complaint"]]["over"] = True


def withdraw_complaint(world: World, act: Json, at: int) -> bool:
    """3: by who filed it, while it runs."""
    complaint = _now(world, act, at)
    if complaint is None:
        return False
    return world.may(act, "withdraw-complaint", Asked(complaint["body"], at, subject=complaint["author"]))


def did_withdraw_complaint(world: World, act: Json, at: int) -> None:
    """It is over."""
    world.complaints[act["complaint"]]["over"] = True
