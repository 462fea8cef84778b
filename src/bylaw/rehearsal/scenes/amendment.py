"""The meeting raises its quorum; the resolution is a warrant for these words, once."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.attendance import Arrival
from bylaw.acts.assemblies.deliberation import members_at
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.rehearsal.local import Local, hash_of
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Meaning
from bylaw.state.bodies import ROOT

WORDS = "Five per cent of the members, and at least thirty, are a quorum."


def play(local: Local) -> None:
    """Notice, debate, vote and the entry of the new clause."""
    clause = next(c for c in local.profile.clauses if c.no == "3.2")
    fields: dict[str, Any] = {"name": "quorum-2025", "clauses": (_quorum(clause, 30, WORDS),)}
    _called(local)
    _met(local)
    _voted(local, fields)
    _entered(local, fields, _quorum(clause, 3, "Three are a quorum."))
    local.on.do("close-meeting", local.president(), meeting="m-feb")


def _called(local: Local) -> None:
    on = local.on
    items = (AgendaItem("quorum", "Raise the quorum of the meeting", ("amend-bylaws",)),)
    call = {"name": "m-feb", "body": "root", "items": items}
    tell = "the secretary calls a meeting five days ahead"
    on.refused("call-meeting", local.secretary(), **call, begins=on.day(5), tell=tell)
    tell = "the secretary calls a meeting, fifteen days ahead, naming the item"
    on.do("call-meeting", local.secretary(), **call, begins=on.day(15), tell=tell)


def _met(local: Local) -> None:
    on = local.on
    on.wait(15)
    on.do("open-meeting", local.president(), meeting="m-feb", served=members_at(on.state, ROOT, on.now))
    present = tuple(Arrival(on.member(f"m{n:03}")) for n in range(40))
    tell = f"{len(present)} members come"
    on.do("record-attendance", local.secretary(), meeting="m-feb", arrived=present, tell=tell)


def _voted(local: Local, fields: dict[str, Any]) -> None:
    on = local.on
    motion = {"name": "raise-quorum", "body": "root", "text": hash_of("why"), "meeting": "m-feb"}
    on.do("move", "m000", **motion, item="quorum", matter=on.matter("amend-bylaws", **fields))
    on.do("second", "m001", motion="raise-quorum")
    vote = {"motion": "raise-quorum", "how": "show"}
    tell = "42 votes are counted where 40 members came, of whom one is retired"
    on.refused("record-vote", *local.pair(), **vote, yes=30, no=12, blank=0, tell=tell)
    tell = "28 to 9, two blank: two thirds of the votes cast carry it"
    on.do("record-vote", *local.pair(), **vote, yes=28, no=9, blank=2, tell=tell)


def _entered(local: Local, fields: dict[str, Any], other: Clause) -> None:
    on = local.on
    warrant = Signer(on.member("m000"), "warrant", "resolution.raise-quorum")
    tell = "under that resolution somebody enters other words"
    on.refused("amend-bylaws", warrant, name="quorum-2025", clauses=(other,), tell=tell)
    tell = "the amendment is entered word for word; law in thirty days"
    on.do("amend-bylaws", warrant, **fields, tell=tell)
    tell = "the resolution is used a second time"
    on.refused("amend-bylaws", warrant, **{**fields, "name": "again"}, tell=tell)


def _quorum(clause: Clause, least: int, words: str) -> Clause:
    rule: Meaning = clause.quorum  # type: ignore[assignment]
    measure = replace(rule.measure, at_least=least)  # type: ignore[attr-defined]
    return replace(clause, words=words, quorum=replace(rule, measure=measure))
