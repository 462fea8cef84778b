"""Recalls and sealed signatures (docs/spec/acts-accountability.md, 5 to 7; acts-meetings.md, 20 to 22)."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from json import dumps, loads

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.gathering import share
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.petitioning import rules_of
from bylaw.rehearsal.oracle.polling import begin
from bylaw.rehearsal.oracle.rights import Asked
from bylaw.rehearsal.oracle.signatures import good as signed_by
from bylaw.rehearsal.oracle.world import World

REMOVE = "remove-from-office"
LEAST = 7
"""The fewest days for which the poll of a recall is open."""


def open_recall(world: World, act: Json, at: int) -> bool:
    """5: of a mandate in force, by a member with a vote, after a finding in a case of the term; one at a time."""
    held, opener = world.mandates.get(act["mandate"]), act["by"][0]["member"]
    if held is None or not held["start"] <= at < held["end"]:
        return False
    asked = Asked(held["body"], at, held["office"])
    others = [one for one in world.recalls.values() if one["mandate"] == act["mandate"]]
    return (
        world.may(act, "open-recall", asked)
        and world.votes(opener, held["body"], at)
        and act["name"] not in world.petitions
        and _heard(world, held, at)
        and not others
    )


def _heard(world: World, held: Json, at: int) -> bool:
    kind = world.kinds[held["body"]]
    steps = [
        (after, days)
        for rule in world.law.rules("steps", "open-recall", kind, held["office"])
        for this, after, days in rule["order"]
        if this == "remove"
    ]
    cases = [world.cases[name] for name in world.cases_of.get(held["member"], ())]
    fit = [case for case in cases if case["charge"] >= held["start"] and case["outcome"] == "found"]
    return all(
        any(step in case and at >= world.days.starts(case[step], days) for case in fit)
        for step, days in steps
    )


def did_open_recall(world: World, act: Json, at: int) -> None:
    """Let it be signed under seal."""
    held = world.mandates[act["mandate"]]
    told = {"body": held["body"], "kind": REMOVE, "process": "open-recall", "at": at}
    empty: Json = {"signing": "sealed", "filed": 0, "signed": {}, "matter": "", "seals": {}, "counted": -1}
    world.petitions[act["name"]] = {**told, **empty}
    world.recalls[act["name"]] = {"mandate": act["mandate"], "at": at}
    world.critics.setdefault(held["member"], []).append((act["by"][0]["member"], at))
    world.count("recalls", held["body"], at)


def seal_signatures(world: World, act: Json, at: int) -> bool:
    """21: commitments, each once, within the window."""
    petition = world.petitions.get(act["petition"])
    if petition is None or petition["filed"] or petition["signing"] != "sealed":
        return False
    days = [rule["window_days"] for rule in rules_of(world, petition) if rule.get("window_days")]
    new = not set(act["seals"]) & set(petition["seals"]) and len(set(act["seals"])) == len(act["seals"])
    in_time = all(at < world.days.passes(petition["at"], n) for n in days)
    return new and in_time and world.may(act, "seal-signatures", Asked(petition["body"], at))


def did_seal_signatures(world: World, act: Json, at: int) -> None:
    """Keep them in their order."""
    world.petitions[act["petition"]]["seals"].update(dict.fromkeys(act["seals"], at))


def count_petition(world: World, act: Json, at: int) -> bool:
    """22: what follows from the file of openings, and nothing else."""
    petition = world.petitions.get(act["petition"])
    if petition is None or not petition["filed"] or petition["counted"] >= 0:
        return False
    struck = {why: n for why, n in act.get("struck", {}).items() if n}
    told = act["good"], struck
    may = world.may(act, "count-petition", Asked(petition["body"], at))
    return may and told == _opened(world, act["petition"], petition, loads(world.opened(act["openings"])))


def _opened(world: World, name: str, petition: Json, file: list[Json]) -> tuple[int, dict[str, int]]:
    sheets = {_commitment(world.org, name, each): each["sheet"] for each in file}
    tally, struck = _Tally(world, name), Counter[str]()
    for seal, at in petition["seals"].items():
        struck[tally.why(sheets.get(seal), at)] += 1
    signers = [member for member, yes in tally.stands.items() if yes]
    good = sum(world.votes(member, petition["body"], petition["filed"]) for member in signers)
    struck["voteless"] += len(signers) - good
    return good, {why: n for why, n in struck.items() if n and why}


def _commitment(org: str, name: str, opening: Json) -> str:
    """SPEC.md, part 1: salted commitments."""
    value = dumps(opening["sheet"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    told = b"".join(len(p.encode()).to_bytes(8, "big") + p.encode() for p in (org, name, "signature"))
    return sha256(b"bylaw-commit-v1\n" + told + bytes.fromhex(opening["salt"]) + value).hexdigest()


class _Tally:
    """Who stands by her signature so far."""

    def __init__(self, world: World, name: str) -> None:
        self._world, self._name = world, name
        self.stands: dict[str, bool] = {}
        self._nonces: set[str] = set()

    def why(self, sheet: Json | None, at: int) -> str:
        """Say why a sealed sheet does not count; empty where it does, or withdraws nothing."""
        if sheet is None:
            return "unopened"
        act = loads(sheet["act"])
        if not self._meant(act):
            return "unreadable"
        if not signed_by(self._world.keys.get(act["by"][0]["member"], ""), sheet):
            return "forged"
        if read(act["until"]) < at:
            return "late"
        if act["nonce"] in self._nonces:
            return "doubled"
        self._nonces.add(act["nonce"])
        return self._taken(act["by"][0]["member"], signs=act["act"].startswith("sign-petition/"))

    def _meant(self, act: Json) -> bool:
        kind = act["act"].partition("/")[0]
        right = kind in ("sign-petition", "withdraw-signature")
        return right and act["petition"] == self._name and bool(act["org"] == self._world.org)

    def _taken(self, member: str, *, signs: bool) -> str:
        stood, self.stands[member] = self.stands.get(member, False), signs
        if signs:
            return "doubled" if stood else ""
        return "withdrawn" if stood else ""


def did_count_petition(world: World, act: Json, at: int) -> None:
    """Over the threshold of the roll of the filing, the vote opens by itself."""
    name = act["petition"]
    petition = world.petitions[name]
    roll = len(world.voters(petition["body"], petition["filed"]))
    needed = max(share(rule["measure"], roll) for rule in rules_of(world, petition))
    petition["counted"] = act["good"] if act["good"] >= needed else -1
    if act["good"] < needed:
        return
    held = world.mandates[world.recalls[name]["mandate"]]
    asked = world.kinds[held["body"]], held["office"]
    notice = world.law.rules("notice", "call-election", *asked)[0]["days"]
    opens = world.days.starts(at, notice)
    days = rules_of(world, petition)[0]["vote_days"]
    closes = max(world.days.passes(at, days), world.days.passes(opens, LEAST))
    told: Json = {
        "office": held["office"],
        "body": held["body"],
        "seats": 1,
        "nominations": at,
        "opens": opens,
    }
    told |= {"closes": closes, "begins": closes, "record": at, "question": name, "waits": True}
    begin(world, f"recall.{name}.1", {**told, "stand": {held["member"]: at}}, at)


def declare_recall(world: World, act: Json, at: int) -> bool:
    """7: what the count gives: more than half of the votes cast, where no clause asks for more."""
    election = world.elections.get(act["election"])
    if election is None or not election["question"] or not election["votes"] or election["over"]:
        return False
    asked = Asked(election["body"], at, election["office"])
    gone = election["against"][0] > election["votes"][0]
    return world.may(act, "declare-recall", asked) and act["outcome"] == ("recalled" if gone else "kept")


def did_declare_recall(world: World, act: Json, at: int) -> None:
    """End the vote, and the mandate if she was recalled."""
    election = world.running.pop(act["election"])
    election["over"] = True
    if act["outcome"] == "recalled":
        mandate = world.mandates[world.recalls[election["question"]]["mandate"]]
        mandate["end"] = min(mandate["end"], at)


def void_election(world: World, act: Json, at: int) -> bool:
    """By whoever may; a rehearsal lets nobody void who may."""
    election = world.elections.get(act["election"])
    return election is not None and world.may(
        act, "void-election", Asked(election["body"], at, election["office"])
    )
