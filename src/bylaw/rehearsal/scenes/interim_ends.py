"""The interim tellers and the interim president give way to elected ones, whatever is tried."""

from __future__ import annotations

from bylaw.rehearsal import election
from bylaw.rehearsal.election import Votes
from bylaw.rehearsal.local import Local

TELLERS: Votes = {"m010": 71, "m011": 64, "m012": 58, "m013": 31}
PRESIDENT: Votes = {"m020": 92, "m021": 67}


def play(local: Local) -> None:
    """Elect three tellers, then a president whom they count."""
    _tellers(local)
    local.clerks = "m010", "m011"
    _president(local)


def _tellers(local: Local) -> None:
    on = local.on
    name = election.call(local, "teller", 3)
    election.nominate(local, name, TELLERS)
    on.wait(35)
    paper = election.paper_of(local, name, TELLERS)
    short = {**paper, "options": paper["options"][:-1]}
    tell = "a candidate who was nominated in time is left off the paper"
    on.refused("fix-paper", *local.tellers(), **short, tell=tell)
    election.poll(local, name, TELLERS)
    _stuffed(local, name)
    election.count(local, name, TELLERS)
    last, *others = reversed(election.order_of(TELLERS))
    tell = f"{last}, who came last, is declared elected"
    elected = tuple(map(on.member, (last, *others[:2])))
    on.refused("declare-result", *local.tellers(), election=name, elected=elected, tell=tell)
    election.declare(local, name, TELLERS, 3)


def _stuffed(local: Local, name: str) -> None:
    true = election.count_of(name, TELLERS)
    first, *rest = true["votes"]
    votes = (898 - true["valid"] + first, *rest)
    count = {**true, "took_part": 900, "valid": 898, "votes": votes}
    tell = "900 are said to have voted, of a roll of some 230"
    local.on.refused("enter-count", *local.tellers(), **count, tell=tell)


def _president(local: Local) -> None:
    on = local.on
    soon = {"nominations": on.day(2), "opens": on.day(10), "closes": on.day(11)}
    tell = "the secretary calls an election of the president ten days ahead"
    call = {**election.call_of(local, "president", 1), **soon}
    on.refused("call-election", local.secretary(), **call, tell=tell)
    name = election.call(local, "president", 1)
    tell = "hana, a member for some weeks, is nominated"
    on.refused("nominate", "m003", election=name, member=on.member("hana"), tell=tell)
    election.nominate(local, name, PRESIDENT)
    on.wait(35)
    election.poll(local, name, PRESIDENT)
    election.count(local, name, PRESIDENT)
    election.declare(local, name, PRESIDENT, 1)
