"""A seat won by two votes is protested; three ballots were not good: two auditors overturn it, and all vote again."""

from __future__ import annotations

from typing import Any

from bylaw.rehearsal import election
from bylaw.rehearsal.election import Votes
from bylaw.rehearsal.local import Local, hash_of

AUDITORS: Votes = {"m031": 77, "m032": 70, "m033": 41}
STEWARD: Votes = {"m034": 64, "m035": 62}
AGAIN: Votes = {"m034": 61, "m035": 72}


def play(local: Local) -> None:
    """Elect auditors and the steward whose seat a recall left; protest, rule, and vote again."""
    name = _elected(local)
    _protested(local, name)
    _ruled(local, name)
    _again(local)


def _elected(local: Local) -> str:
    """Hold both elections on one day; gives the name of the one that is contested."""
    on = local.on
    secretary = on.as_office("m030", "secretary")
    auditors = {**election.call_of(local, "auditor", 2)}
    steward = _steward(local, "steward-2026")
    on.do("call-election", secretary, **auditors)
    tell = "the secretary calls two elections: two auditors, and the steward's seat that the recall left"
    on.do("call-election", secretary, **steward, tell=tell)
    called = {str(auditors["election"]): AUDITORS, str(steward["election"]): STEWARD}
    election.hold(local, called)
    for (name, votes), seats in zip(called.items(), (2, 1), strict=True):
        election.declare(local, name, votes, seats)
    return str(steward["election"])


def _steward(local: Local, name: str) -> dict[str, Any]:
    return {**election.call_of(local, "steward", 1), "election": name, "body": "board"}


def _protested(local: Local, name: str) -> None:
    on = local.on
    told = {"election": name, "reasons": hash_of("three who voted had left")}
    tell = "m035, who lost by two votes, protests: three of those who voted had left the local"
    on.do("challenge-election", "m035", **told, tell=tell)
    tell = "the secretary calls the vote anew while the protest waits"
    on.refused("call-election", on.as_office("m030", "secretary"), **_steward(local, "steward-2"), tell=tell)


def _ruled(local: Local, name: str) -> None:
    on = local.on
    on.wait(3)
    both = on.as_office("m031", "auditor"), on.as_office("m032", "auditor")
    told = {"election": name, "reasons": hash_of("we held the list against the roll")}
    tell = "two tellers, who counted it, rule that all was well"
    on.refused("decide-challenge", *local.tellers(), **told, ruling="upheld", tell=tell)
    tell = "the auditors overturn the result for one ballot"
    on.refused("decide-challenge", *both, **told, ruling="overturned", touched=1, tell=tell)
    tell = "they look again: three ballots, and two decided it. The result falls, and the seat is vacant"
    on.do("decide-challenge", *both, **told, ruling="overturned", touched=3, tell=tell)


def _again(local: Local) -> None:
    call = _steward(local, "steward-2026-again")
    tell = "a member calls the vote again, which is due"
    local.on.do("call-election", "m005", **call, tell=tell)
    election.hold(local, {str(call["election"]): AGAIN})
    election.declare(local, str(call["election"]), AGAIN, 1)
