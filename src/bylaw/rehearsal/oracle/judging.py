"""Cases until the finding (docs/spec/acts-discipline.md, 1 to 5, 7, 8): one member, one deed, and who may judge."""

from __future__ import annotations

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import Asked
from bylaw.rehearsal.oracle.world import NEVER, World

CHARGE = "bring-charge"


def rules_of(world: World, case: Json, meaning: str) -> list[Json]:
    """Give the clauses on one meaning of the process of a case."""
    return world.law.rules(meaning, CHARGE, world.kinds[case["body"]])


def of(world: World, act: Json, kind: str, at: int, *, due: bool = False) -> Json | None:
    """Give the case of a step, if its signers may take it."""
    case = world.cases.get(act["case"])
    if case is None:
        return None
    asked = Asked(case["body"], at, subject=case["charged"], panel=tuple(case["panel"]), due=due)
    return case if world.may(act, kind, asked) else None


def bring_charge(world: World, act: Json, at: int) -> bool:
    """1: one member other than the signer, one past deed of which no case is, a ground that no floor protects."""
    deed, body, charged = read(act["deed"]), act["body"], act["charged"]
    accuser = act["by"][0]["member"]
    asked = world.law.rules("grounds", CHARGE, world.kinds[body])
    never = {name for rule in asked for name in rule.get("never", ())}
    named = act["ground"] in world.law.numbered(act["clause"], "grounds").get("names", ())
    return (
        world.may(act, CHARGE, Asked(body, at))
        and world.belongs(charged, body, at)
        and charged != accuser
        and deed <= at
        and named
        and act["ground"] not in never
        and not _again(world, act, deed)
        and not _retaliates(world, act, accuser, at)
        and act["facts"] not in world.words
    )


def _again(world: World, act: Json, deed: int) -> bool:
    cases = (world.cases[name] for name in world.cases_of.get(act["charged"], ()))
    day = world.days.of(deed)
    return any(
        act["facts"] == case["facts"]
        or (world.days.of(case["deed"]) == day and case["ground"] == act["ground"])
        for case in cases
    )


def _retaliates(world: World, act: Json, accuser: str, at: int) -> bool:
    """Whom the charged member criticised lately does not charge her in their own unit."""
    spell = world.spell(act["charged"], at)
    since = [when for critic, when in world.critics.get(accuser, ()) if critic == act["charged"]]
    rules = world.law.rules("window", CHARGE, world.kinds[act["body"]])
    home = spell is not None and spell[0] == act["body"]
    return home and any(at < world.days.passes(when, rule["days"]) for when in since for rule in rules)


def another_round(at: int) -> Json:
    """Give what a case begins with, and begins with again when it is reopened."""
    empty: Json = {"panel": [], "hearing": NEVER, "outcome": "", "kind": "", "ruling": ""}
    times = {"charge": at, "appealed": NEVER, "ruled": NEVER, "carried": NEVER, "decide_by": NEVER}
    return {**empty, **times}


def did_bring_charge(world: World, act: Json, at: int) -> None:
    """Open the case."""
    told = {key: act[key] for key in ("body", "charged", "ground", "clause", "facts")}
    accuser = act["by"][0]["member"]
    kept: Json = {"judged": set(), "items": {}, "relied": set(), "took": []}
    case = {**told, **kept, **another_round(at), "deed": read(act["deed"]), "accuser": accuser}
    world.cases[act["case"]] = case
    world.cases_of.setdefault(act["charged"], []).append(act["case"])
    world.charged_by.setdefault(accuser, []).append(act["case"])
    world.critics.setdefault(act["charged"], []).append((accuser, at))
    world.words.add(act["facts"])
    world.count("charges", act["body"], at)


def in_order(world: World, case: Json, step: str, at: int) -> bool:
    """Whether what must come before a step was done, long enough ago, and the step itself was not."""
    for rule in rules_of(world, case, "steps"):
        for this, after, days in rule["order"]:
            if this == step and (after not in case or at < world.days.starts(case[after], days)):
                return False
    return step == "serve" or step not in case


def serve_charge(world: World, act: Json, at: int) -> bool:
    """2: with the day of a hearing as far away as the clauses ask."""
    case = of(world, act, "serve-charge", at)
    if case is None or "hear" in case or not in_order(world, case, "serve", at):
        return False
    days = [
        n for rule in rules_of(world, case, "steps") for *to, n in rule["order"] if to == ["hear", "serve"]
    ]
    return all(read(act["hearing"]) >= world.days.starts(at, n) for n in days)


def did_serve_charge(world: World, act: Json, at: int) -> None:
    """Note it."""
    world.cases[act["case"]] |= {"serve": at, "hearing": read(act["hearing"])}


def file_evidence(world: World, act: Json, at: int) -> bool:
    """4: not between hearing and finding, not by a judge."""
    case = of(world, act, "file-evidence", at)
    waits = case is not None and "hear" in case and "find" not in case
    return case is not None and not waits and act["by"][0]["member"] not in case["panel"]


def did_file_evidence(world: World, act: Json, at: int) -> None:
    """Put it on the file."""
    case, bringer = world.cases[act["case"]], act["by"][0]["member"]
    case["items"][act["item"]] = {"bringer": bringer, "sort": act["sort"], "at": at}


def fit(world: World, case: Json, panel: list[str], at: int) -> bool:
    """Whether a panel may judge: its size, whence it comes, and nobody with a part in the case."""
    members = all(world.belongs(m, case["body"], at) and not world.rests(m, at) for m in panel)
    enough = all(len(set(panel)) >= rule.get("size", 0) for rule in rules_of(world, case, "panel"))
    return members and enough and not parts(world, case, at) & set(panel)


def parts(world: World, case: Json, at: int) -> set[str]:
    """Give who does not judge a case: its parties, who brought evidence, and who holds power there."""
    bringers = {item["bringer"] for item in case["items"].values()}
    return {case["charged"], case["accuser"], *bringers, *world.governing(case["body"], at)}


def ended(case: Json, at: int) -> bool:
    """Whether nothing was proven, or the sanction has fallen or is final."""
    return cleared(case, at) or final(case) <= at


def cleared(case: Json, at: int) -> bool:
    """Whether nothing was proven, or the sanction has fallen."""
    return (case["outcome"] == "not-proven" and bool(case["find"] <= at)) or fell(case) <= at


def final(case: Json) -> int:
    """Give when a sanction stands for good."""
    if not case["kind"]:
        return NEVER
    if case["appealed"] == NEVER:
        return int(case["appeal_by"])
    return int(case["ruled"]) if case["ruling"] == "upheld" else NEVER


def fell(case: Json) -> int:
    """Give when it falls: by a ruling, or because there was none in time."""
    if case["appealed"] == NEVER or case["ruling"] == "upheld":
        return NEVER
    return int(min(case["ruled"], case["decide_by"]))


def note_end(case: Json) -> None:
    """Keep with a case when its sanction is final and when it falls, as far as nobody does anything more."""
    case["final"], case["fell"] = final(case), fell(case)


def hold_hearing(world: World, act: Json, at: int) -> bool:
    """7: on the day that was served or later, by a panel that may judge."""
    case = of(world, act, "hold-hearing", at)
    if case is None or ended(case, at) or not in_order(world, case, "hear", at):
        return False
    return bool(at >= case["hearing"]) and fit(world, case, case["panel"], at)


def did_hold_hearing(world: World, act: Json, at: int) -> None:
    """Note it."""
    world.cases[act["case"]]["hear"] = at
