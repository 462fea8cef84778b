"""Elections by recorded count (docs/spec/acts-elections.md)."""

from __future__ import annotations

from hashlib import sha256

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.deciding import gains
from bylaw.rehearsal.oracle.inquiring import inherits
from bylaw.rehearsal.oracle.lateness import call_due, step_due
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import Asked
from bylaw.rehearsal.oracle.teaching import lacks
from bylaw.rehearsal.oracle.world import NEVER, World, runs

YEAR = 366 * 86_400


def _rules(world: World, meaning: str, act: str, election: Json) -> list[Json]:
    return world.law.rules(meaning, act, world.kinds[election["body"]], election["office"])


def step_of(world: World, act: Json, kind: str, at: int, subject: str = "") -> Json | None:
    """Give the election of a step, if it runs and its signers may."""
    election = world.elections.get(act["election"])
    if election is None or not runs(election, at):
        return None
    due = step_due(world, election, kind, at)
    asked = Asked(election["body"], at, election["office"], subject, due)
    return election if world.may(act, kind, asked) else None


def call_election(world: World, act: Json, at: int) -> bool:
    """1: free seats, days in order, notice in time, days for nominations, no other election to the office."""
    kind, office, body = world.kinds[act["body"]], act["office"], act["body"]
    days = [read(act[key]) for key in ("nominations", "opens", "closes", "begins")]
    asked = Asked(body, at, office, due=call_due(world, body, office, at))
    if not world.may(act, "call-election", asked) or (body, office) not in world.offices:
        return False
    notice = world.law.rules("notice", "call-election", kind, office)
    window = world.law.rules("window", "nominate", kind, office)
    ordered = at < days[0] <= days[1] < days[2] <= days[3] < at + YEAR
    served = all(at < world.days.passes(days[1], -rule.get("days", 0)) for rule in notice)
    late = all(world.days.between(at, days[1]) <= rule.get("most_days", YEAR) for rule in notice)
    named_long = all(world.days.between(at, days[0]) >= rule.get("days", 0) for rule in window)
    held = [m for m in world.seats.get(body, ()) if m["office"] == office]
    taken = sum(1 for m in held if days[3] < min(m["end"], m["due"]))
    others = (
        e for e in world.running.values() if (e["body"], e["office"]) == (body, office) and not e["question"]
    )
    running = any(runs(other, at) and at < other["begins"] for other in others)
    free = act["seats"] <= world.offices[body, office] - taken
    return ordered and served and late and named_long and free and not running


def did_call_election(world: World, act: Json, at: int) -> None:
    """Keep the election; its roll closes so many days before the poll."""
    election: Json = {key: act[key] for key in ("office", "body", "seats")}
    election |= {key: read(act[key]) for key in ("nominations", "opens", "closes", "begins")}
    rules = _rules(world, "electorate", "call-election", election)
    election["record"] = (
        world.days.passes(election["opens"], -rules[0].get("closes_days", 0)) if rules else at
    )
    begin(world, act["election"], election, at)


def begin(world: World, name: str, election: Json, at: int) -> None:
    """Keep an election that was called."""
    empty: Json = {"called": at, "named": {}, "stand": {}, "paper": [], "votes": [], "opened": 0, "closed": 0}
    more = {"over": False, "waits": False, "question": "", "lot": None}
    world.elections[name] = world.running[name] = {**empty, **more, **election}


def nominate(world: World, act: Json, at: int) -> bool:
    """2: in time, once each, somebody of the unit, long enough a member, with the courses asked, who gains nothing."""
    election, who = step_of(world, act, "nominate", at), act["member"]
    if election is None or at >= election["nominations"] or not world.belongs(who, election["body"], at):
        return False
    since = world.spells[who][-1][4]
    rules = _rules(world, "eligible", "call-election", election)
    long = all(world.days.between(since, election["opens"]) >= rule.get("member_days", 0) for rule in rules)
    lacking = any(lacks(world, election, rule.get("courses", []), who) for rule in rules)
    where = election["body"], election["office"]
    gained = gains(world, *where, who, at) or inherits(world, *where, who, at)
    return (
        long and not lacking and not gained and act["by"][0]["member"] not in election["named"].get(who, ())
    )


def did_nominate(world: World, act: Json, at: int) -> None:
    """Note the name; who names herself stands."""
    election, by = world.elections[act["election"]], act["by"][0]["member"]
    election["named"].setdefault(act["member"], []).append(by)
    if by == act["member"]:
        election["stand"][by] = at


def accept_nomination(world: World, act: Json, at: int) -> bool:
    """3: whoever is named, by her own signature, until the paper is fixed."""
    election = step_of(world, act, "accept-nomination", at, act["member"])
    return bool(
        election
        and act["member"] in election["named"]
        and act["member"] not in election["stand"]
        and not election["paper"]
    )


def did_accept_nomination(world: World, act: Json, at: int) -> None:
    """Let her stand."""
    world.elections[act["election"]]["stand"][act["member"]] = at


def withdraw_candidacy(world: World, act: Json, at: int) -> bool:
    """3: by her own signature."""
    election = step_of(world, act, "withdraw-candidacy", at, act["member"])
    return bool(election and not election["question"] and act["member"] in election["named"])


def fix_paper(world: World, act: Json, at: int) -> bool:
    """6: everybody who stands and nobody else; the roll of the record date, by number and root."""
    election = step_of(world, act, "fix-paper", at)
    if election is None or at < max(election["nominations"], election["record"]) or election["opened"]:
        return False
    record = election["record"]
    roll = [m for m in world.roll(election["body"], record) if world.votes(m, election["body"], record)]
    whole = sorted(act["options"]) == sorted(election["stand"])
    return whole and act["voters"] == len(roll) and act["root"] == _root([m.encode() for m in roll])


def _root(leaves: list[bytes]) -> str:
    """RFC 6962, section 2.1."""

    def tree(part: list[bytes]) -> bytes:
        if len(part) == 1:
            return sha256(b"\0" + part[0]).digest()
        half = 1 << (len(part) - 1).bit_length() - 1
        return sha256(b"\1" + tree(part[:half]) + tree(part[half:])).digest()

    return (tree(leaves) if leaves else sha256(b"").digest()).hex()


def did_fix_paper(world: World, act: Json, at: int) -> None:
    """Keep the paper."""
    world.elections[act["election"]] |= {"paper": act["options"], "voters": act["voters"]}


def open_poll(world: World, act: Json, at: int) -> bool:
    """7: between its days, with a paper."""
    election = step_of(world, act, "open-poll", at)
    return bool(
        election
        and election["paper"]
        and not election["opened"]
        and election["opens"] <= at < election["closes"]
    )


def did_open_poll(world: World, act: Json, at: int) -> None:
    """Open it."""
    world.elections[act["election"]]["opened"] = at


def close_poll(world: World, act: Json, at: int) -> bool:
    """8: from the closing time on; no more told than there are voters."""
    election = step_of(world, act, "close-poll", at)
    return bool(
        election and election["opened"] and at >= election["closes"] and act["served"] <= election["voters"]
    )


def did_close_poll(world: World, act: Json, at: int) -> None:
    """Close it."""
    world.elections[act["election"]]["closed"] = at


def enter_count(world: World, act: Json, at: int) -> bool:
    """9: after closing, not by a candidate, and the numbers add up."""
    election = step_of(world, act, "enter-count", at)
    if election is None or not election["closed"]:
        return False
    candidates = {signer["member"] for signer in act["by"]} & set(election["stand"])
    votes, against = act.get("votes", []), act.get("against", [])
    confirming = len(election["paper"]) <= election["seats"]
    marks = sum(votes) <= act["valid"] * (1 if election["seats"] == 1 else election["seats"])
    if confirming:
        marks = len(against) == len(votes) and all(
            y + n <= act["valid"] for y, n in zip(votes, against, strict=True)
        )
    adds = act["valid"] + act["invalid"] <= act["took_part"] <= election["voters"]
    return not candidates and adds and marks and len(votes) == len(election["paper"])


def did_enter_count(world: World, act: Json, at: int) -> None:
    """Keep the count."""
    world.elections[act["election"]] |= {"votes": act["votes"], "against": act.get("against", [])}


def seat_elected(world: World, act: Json, at: int) -> None:
    """10, *Effect*: the elected have their seats for their term."""
    election = world.running.pop(act["election"])
    election["over"] = True
    world.elected[election["body"], election["office"]] = election["closes"]
    term = _rules(world, "term", "call-election", election)[0]
    due = world.days.months(election["closes"], term["months"])
    for i, member in enumerate(act["elected"]):
        place = {"member": member, "office": election["office"], "body": election["body"]}
        end = NEVER if term.get("holdover") else due
        mandate = {**place, "start": max(at, election["begins"]), "end": end, "due": due}
        world.seat(f"{act['election']}.{i}", mandate)
