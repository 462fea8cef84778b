"""Reports of office (docs/spec/acts-accountability.md, 1 to 4)."""

from __future__ import annotations

from bylaw.rehearsal.oracle.days import read
from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import Asked
from bylaw.rehearsal.oracle.world import World


def file_report(world: World, act: Json, at: int) -> bool:
    """1: by who holds the mandate, until a day of its term, on a time that no report covers, in new words."""
    held = world.mandates.get(act["mandate"])
    if held is None:
        return False
    asked = Asked(held["body"], at, held["office"], held["member"])
    filed = world.reports.get((held["body"], held["office"]), [])
    until = read(act["through"])
    in_term = held["start"] < until <= min(at, held["end"])
    new = all(until > report["until"] and act["text"] != report["text"] for report in filed)
    return world.may(act, "file-report", asked) and in_term and new


def did_file_report(world: World, act: Json, at: int) -> None:
    """Keep it, for remarks."""
    held = world.mandates[act["mandate"]]
    world.count("reports", held["body"], at)
    told = {"name": act["report"], "until": read(act["through"]), "text": act["text"], "remarks": set()}
    world.reports.setdefault((held["body"], held["office"]), []).append(told)
    world.filed[act["report"]] = {"body": held["body"], "office": held["office"], "at": at, "told": told}


def remark_report(world: World, act: Json, at: int) -> bool:
    """2: by a member of the unit, the same remark once."""
    report = world.filed.get(act["report"])
    if report is None:
        return False
    asked = Asked(report["body"], at, report["office"])
    remark = (act["by"][0]["member"], act["text"])
    return world.may(act, "remark-report", asked) and remark not in report["told"]["remarks"]


def did_remark_report(world: World, act: Json, at: int) -> None:
    """Attach it."""
    world.filed[act["report"]]["told"]["remarks"].add((act["by"][0]["member"], act["text"]))


def decide_report(world: World, act: Json, at: int) -> bool:
    """3: by whoever may; a rehearsal lets nobody decide who may."""
    report = world.filed.get(act["report"])
    return report is not None and world.may(act, "decide-report", Asked(report["body"], at, report["office"]))


def discharge(world: World, act: Json, at: int) -> bool:
    """4: by whoever may; a rehearsal lets nobody discharge who may."""
    held = world.mandates.get(act["mandate"])
    return held is not None and world.may(act, "discharge", Asked(held["body"], at, held["office"]))
