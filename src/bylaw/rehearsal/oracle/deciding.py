"""Findings, sanctions, appeals and what is carried out (docs/spec/acts-discipline.md, 8 to 11)."""

from __future__ import annotations

from bylaw.rehearsal.oracle.judging import cleared, final, fit, in_order, note_end, of, rules_of
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.world import NEVER, World


def _carried(case: Json, act: Json) -> bool:
    """More than half of the panel are for it, and no more vote than sit."""
    sit = len(case["panel"])
    return bool(2 * act["yes"] > sit)


def _counted(case: Json, act: Json) -> bool:
    return bool(act["yes"] + act.get("no", 0) <= len(case["panel"]))


def decide_finding(world: World, act: Json, at: int) -> bool:
    """8: on what was charged, by a panel that may judge, resting on what was heard and suffices."""
    case = of(world, act, "decide-finding", at)
    if case is None or not in_order(world, case, "find", at) or not fit(world, case, case["panel"], at):
        return False
    items = [case["items"].get(name) for name in act.get("rests_on", ())]
    charged = (act["clause"], act["ground"]) == (case["clause"], case["ground"])
    heard = all(item is not None and item["at"] <= case["hear"] for item in items)
    found = act["outcome"] == "found"
    return (
        charged
        and heard
        and _counted(case, act)
        and (not found or (_carried(case, act) and _suffices(world, case, [i for i in items if i], at)))
        and act["reasons"] not in world.words
    )


def _suffices(world: World, case: Json, items: list[Json], at: int) -> bool:
    """Something that is not among what never suffices alone; of two persons, where the accuser failed often."""
    accuser = case["accuser"]
    failed = sum(cleared(world.cases[name], at) for name in world.charged_by[accuser])
    for rule in rules_of(world, case, "grounds"):
        alone = set(rule.get("alone", ()))
        own = "accuser" in alone
        enough = [
            item
            for item in items
            if item["sort"] not in alone
            and not (own and item["bringer"] == accuser and item["sort"] == "statement")
        ]
        twice = rule.get("serial") and failed >= rule["serial"]
        if len({item["bringer"] for item in enough}) < (2 if twice else 1):
            return False
    return bool(items)


def did_decide_finding(world: World, act: Json, at: int) -> None:
    """Note it."""
    world.cases[act["case"]] |= {"find": at, "outcome": act["outcome"]}
    world.words.add(act["reasons"])


def decide_sanction(world: World, act: Json, at: int) -> bool:
    """9: after a finding, by the panel, with reasons of its own and why no lesser one would do."""
    case = of(world, act, "decide-sanction", at)
    if case is None or not in_order(world, case, "sanction", at) or case["outcome"] != "found":
        return False
    kind, mandate = act["sanction"], world.mandates.get(act.get("mandate", ""))
    member = act.get("member", "")
    texts: list[str] = [act["reasons"], *([act["lesser"]] if act.get("lesser") else [])]
    held = mandate is not None and mandate["member"] == member and mandate["start"] <= at < mandate["end"]
    return (
        fit(world, case, case["panel"], at)
        and _carried(case, act)
        and _counted(case, act)
        and (kind == "suspension") == (act.get("days", 0) > 0)
        and (kind == "removal") == held
        and member == ("" if kind == "warning" else case["charged"])
        and (kind == "warning" or bool(act.get("lesser")))
        and not world.words & set(texts)
        and len(set(texts)) == len(texts)
    )


def did_decide_sanction(world: World, act: Json, at: int) -> None:
    """Keep it, with the days for an appeal."""
    case = world.cases[act["case"]]
    rule = rules_of(world, case, "appeal")[0]
    told = {"kind": act["sanction"], "mandate": act.get("mandate", ""), "days": act.get("days", 0)}
    by = world.days.passes(at, rule["within_days"])
    case |= {**told, "stays": rule.get("suspensive", True), "appeal_by": by, "sanction": at}
    note_end(case)
    world.words.update(act[key] for key in ("reasons", "lesser") if act.get(key))


def appeal(world: World, act: Json, at: int) -> bool:
    """10: the member's own word, once, in time."""
    case = of(world, act, "appeal", at)
    return bool(case and case["kind"] and case["appealed"] == NEVER and at < case["appeal_by"])


def did_appeal(world: World, act: Json, at: int) -> None:
    """Other people are to be seated; it is decided by a day."""
    case = world.cases[act["case"]]
    days = rules_of(world, case, "appeal")[0]["decide_days"]
    case |= {"appealed": at, "decide_by": world.days.passes(at, days), "panel": []}
    note_end(case)


def decide_appeal(world: World, act: Json, at: int) -> bool:
    """10: by the panel of the appeal, once, in time."""
    case = of(world, act, "decide-appeal", at)
    if case is None or case["appealed"] == NEVER or case["ruled"] < NEVER or at >= case["decide_by"]:
        return False
    ready = fit(world, case, case["panel"], at) and _carried(case, act) and _counted(case, act)
    return ready and act["reasons"] not in world.words


def did_decide_appeal(world: World, act: Json, at: int) -> None:
    """Keep the ruling."""
    world.cases[act["case"]] |= {"ruled": at, "ruling": act["ruling"]}
    note_end(world.cases[act["case"]])
    world.words.add(act["reasons"])


def carry_out(world: World, act: Json, at: int) -> bool:
    """11: a removal or expulsion that is final, once; an expulsion not while a vote is open in which she votes."""
    case = world.cases.get(act["case"])
    if case is None or of(world, act, "carry-out", at, due=final(case) <= at) is None:
        return False
    open_vote = case["kind"] == "expulsion" and world.voting(case["charged"], at)
    fit_kind = case["kind"] in ("removal", "expulsion")
    return fit_kind and final(case) <= at and case["carried"] == NEVER and not open_vote


def did_carry_out(world: World, act: Json, at: int) -> None:
    """End the mandate, or the membership."""
    case = world.cases[act["case"]]
    case["carried"] = at
    case["took"].append(at)
    if case["kind"] == "expulsion":
        world.leave(case["charged"], at, "expelled")
        world.count("expelled-net", world.spells[case["charged"]][-1][0], at)
        return
    mandate = world.mandates[case["mandate"]]
    mandate["end"], mandate["cause"] = at, act["case"]


def gains(world: World, body: str, office: str, member: str, at: int) -> bool:
    """11: who accused, testified or judged gains nothing until the term that was ended would have been over."""
    for mandate in world.seats.get(body, ()):
        case = world.cases.get(mandate.get("cause", ""))
        if case is not None and mandate["office"] == office and at < mandate["due"]:
            brought = {item["bringer"] for item in case["items"].values()}
            if member in (brought | case["judged"] | {case["accuser"]}) - {case["charged"]}:
                return True
    return False
