"""A course that everybody could take, and a commission into the treasurer's books that nobody reports for alone."""

from __future__ import annotations

from typing import Any

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.rehearsal.local import Local, hash_of
from bylaw.rehearsal.meeting import MOVER, Sitting
from bylaw.state.bodies import ROOT

BENCH = ("m022", "m023", "m024")
NAME = "strike-fund"


def play(local: Local) -> None:
    """Offer the course, open the commission, complete the one and report for the other."""
    _offered(local)
    resolved = _opened(local)
    _completed(local)
    _reported(local, resolved)


def _secretary(local: Local) -> Signer:
    return local.on.as_office("m030", "secretary")


def _offered(local: Local) -> None:
    on = local.on
    told: dict[str, Any] = {
        "course": "books-2026",
        "topic": "book-keeping",
        "body": ROOT,
        "text": hash_of("course"),
    }
    tell = "the secretary offers every member a course in book-keeping"
    on.do("offer-course", _secretary(local), **told, begins=on.day(10), ends=on.day(20), tell=tell)
    done = {"course": "books-2026", "members": tuple(map(on.member, BENCH)), "records": hash_of("who came")}
    tell = "she attests on the same day that three completed it"
    on.refused("complete-course", _secretary(local), **done, tell=tell)


def _opened(local: Local) -> int:
    """Let a meeting resolve on a commission into the use of the treasurer's office; gives the entry of its vote."""
    on = local.on
    item = AgendaItem("inquiry", "The strike fund", ("open-commission",))
    sitting = Sitting(local, "m-fund", item, _secretary(local), on.as_office("m020", "president"))
    sitting.hold()
    fields: dict[str, Any] = {"commission": NAME, "body": ROOT, "bench": tuple(map(on.member, BENCH))}
    post = on.as_office("m015", "treasurer").ref
    fields |= {"terms": hash_of("terms"), "deadline": on.day(60), "post": post}
    on.do("move", MOVER, **sitting.motion("fund", "open-commission", **fields))
    resolved = sitting.vote("fund", 33, 4)
    tell = "the meeting opens a commission of three into the strike fund; none of them may stand for treasurer after it"
    on.do("open-commission", sitting.warrant("fund"), **fields, tell=tell)
    sitting.close()
    return resolved


def _completed(local: Local) -> None:
    on = local.on
    on.wait(6)
    done = {"course": "books-2026", "members": tuple(map(on.member, BENCH)), "records": hash_of("who came")}
    on.do(
        "complete-course", _secretary(local), **done, tell="three complete the course; nobody is given a mark"
    )


def _reported(local: Local, resolved: int) -> None:
    on = local.on
    three = [Signer(on.member(name), "panel") for name in BENCH]
    told = {"commission": NAME, "report": hash_of("report"), "cites": (resolved,)}
    on.refused(
        "report-commission", three[0], **told, tell="one of the three reports before the others have read it"
    )
    on.do("report-commission", *three[:2], **told, tell="two of the three report, and cite what they rest on")
    reasons = {"commission": NAME, "reasons": hash_of("the third dissents")}
    on.do("dissent-commission", BENCH[2], **reasons, tell="the third attaches her dissent, for good")
