"""Ben's interim year is over: what he signs is refused, and any member may call the election."""

from __future__ import annotations

from bylaw.acts.act import Signer
from bylaw.record.clock import instant
from bylaw.rehearsal import election
from bylaw.rehearsal.election import Votes
from bylaw.rehearsal.known import enter_applicant
from bylaw.rehearsal.local import START, Local
from bylaw.rehearsal.stage import DAY

SECRETARY: Votes = {"ben": 55, "m030": 88}
OTHERS: dict[str, Votes] = {"registrar": {"m041": 79, "m014": 60}, "treasurer": {"m015": 84, "m016": 57}}
"""Whose interim year is over on the same day."""


def play(local: Local) -> None:
    """Let the year run out, and have the three successors elected without their predecessors."""
    on = local.on
    on.wait(367 - (on.now - (instant(START) or 0)) / DAY)
    kim = on.cast("kim")
    applicant = Signer(kim.member, "applicant")
    enter_applicant(on, "kim")
    on.do("apply", applicant, member=kim.member, body="root", cls="ordinary", key=kim.key.key)
    tell = "ben's year as interim secretary is over, and he goes on signing"
    on.refused("decline", local.secretary(), applicant=kim.member, tell=tell)
    called = {_called(local, office): votes for office, votes in {"secretary": SECRETARY, **OTHERS}.items()}
    election.hold(local, called)
    for name, votes in called.items():
        election.declare(local, name, votes, 1)


def _called(local: Local, office: str) -> str:
    call = election.call_of(local, office, 1)
    tell = f"a member calls the election of the {office}: it is due, so the right has passed to all"
    local.on.do("call-election", "m005", **call, tell=tell)
    return str(call["election"])
