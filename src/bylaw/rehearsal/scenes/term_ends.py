"""Ben's interim year is over: what he signs is refused, and any member may call the election."""

from __future__ import annotations

from bylaw.acts.act import Signer
from bylaw.record.clock import instant
from bylaw.rehearsal import election
from bylaw.rehearsal.election import Votes
from bylaw.rehearsal.local import START, Local
from bylaw.rehearsal.stage import DAY

SECRETARY: Votes = {"ben": 55, "m030": 88}


def play(local: Local) -> None:
    """Let the year run out, and have his successor elected without him."""
    on = local.on
    on.wait(367 - (on.now - (instant(START) or 0)) / DAY)
    kim = on.cast("kim")
    applicant = Signer(kim.member, "applicant")
    on.do("apply", applicant, member=kim.member, body="root", cls="ordinary", key=kim.key.key)
    tell = "ben's year as interim secretary is over, and he goes on signing"
    on.refused("decline", local.secretary(), applicant=kim.member, tell=tell)
    call = election.call_of(local, "secretary", 1)
    tell = "a member calls the election of the secretary: it is due, so the right has passed to all"
    on.do("call-election", "m005", **call, tell=tell)
    on.wait(5)
    election.nominate(local, call["election"], SECRETARY)
    on.wait(35)
    election.poll(local, call["election"], SECRETARY)
    election.count(local, call["election"], SECRETARY)
    election.declare(local, call["election"], SECRETARY, 1)
