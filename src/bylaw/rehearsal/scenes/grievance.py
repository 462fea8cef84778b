"""A complaint that nobody answers climbs by itself, and one about the secretary never lies with him."""

from __future__ import annotations

from bylaw.acts.act import Signer
from bylaw.rehearsal.local import Local, hash_of

PRESIDENT = "m020"


def play(local: Local) -> None:
    """Two complaints: one that passes to the president, one that begins with her."""
    _unanswered(local)
    _about_the_secretary(local)


def _unanswered(local: Local) -> None:
    on, president = local.on, local.on.as_office(PRESIDENT, "president")
    told = {"complaint": "heating"}
    tell = "m005 complains about the cold hall; the words stay with her, the record has a commitment"
    on.do("file-complaint", "m005", **told, body="root", text=hash_of("the hall is cold"), tell=tell)
    on.wait(3)
    on.do("acknowledge-complaint", local.secretary(), **told, tell="the secretary says that it has come")
    ben = Signer(on.member("ben"), "subject")
    on.refused("withdraw-complaint", ben, **told, tell="and withdraws it for her")
    on.wait(16)
    tell = "he answers two days late: it has passed to the president, by no act of anybody"
    on.refused("answer-complaint", local.secretary(), **told, answer=hash_of("soon"), tell=tell)
    answer = hash_of("a stove is bought")
    on.do("answer-complaint", president, **told, turn=1, answer=answer, tell="the president answers")
    decision = {"outcome": "upheld", "reasons": hash_of("it was cold")}
    on.do("decide-complaint", president, **told, turn=1, **decision, tell="and decides: upheld")


def _about_the_secretary(local: Local) -> None:
    on, president = local.on, local.on.as_office(PRESIDENT, "president")
    told = {"complaint": "minutes"}
    filed = {"body": "root", "text": hash_of("no minutes"), "against": on.member("ben")}
    on.do("file-complaint", "m006", **told, **filed, tell="m006 complains about the secretary")
    tell = "the secretary takes the complaint about himself"
    on.refused("acknowledge-complaint", local.secretary(), **told, tell=tell)
    on.do(
        "acknowledge-complaint",
        president,
        **told,
        turn=1,
        tell="it lies with the president from the first hour",
    )
    ended = {"outcome": "dismissed", "reasons": hash_of("they were filed in time")}
    on.do("decide-complaint", president, **told, turn=1, **ended, tell="who decides it, with reasons")
    by = on.as_office(local.clerks[0], "teller")
    tell = "a note without a name is kept as a tip: nobody is charged on it"
    on.do("file-tip", by, tip="note-1", body="root", text=hash_of("an unsigned note"), tell=tell)
