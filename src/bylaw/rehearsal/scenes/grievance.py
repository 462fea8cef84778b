"""A complaint that nobody answers climbs by itself, and one about the secretary never lies with him."""

from __future__ import annotations

from bylaw.acts.act import Signer
from bylaw.rehearsal.local import Local, hash_of

PRESIDENT = "m020"


def play(local: Local) -> None:
    """Two complaints: one that passes to the president, one that begins with her; and a danger, warned of twice."""
    _unanswered(local)
    _about_the_secretary(local)
    _warned(local)


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


def _warned(local: Local) -> None:
    on, secretary = local.on, local.secretary()
    report = hash_of("the boiler leaks")
    told = {"warning": "boiler-1", "body": "root", "topic": "boiler"}
    tell = "m007 warns of the boiler: the topic is for everybody, who warns and the report are sealed"
    on.do("give-warning", "m007", **told, report=report, tell=tell)
    answer = {"warning": "boiler-1", "outcome": "watched", "reasons": hash_of("a plumber has looked")}
    tell = "the secretary hands the report back as his own assessment"
    on.refused("answer-warning", secretary, **answer, assessment=report, tell=tell)
    tell = "he assesses it in words of his own, by name, and gives his reasons"
    on.do("answer-warning", secretary, **answer, assessment=hash_of("it drips and holds"), tell=tell)
    again = {"warning": "boiler-2", "body": "root", "topic": "boiler", "report": hash_of("it leaks more")}
    on.do("give-warning", "m008", **again, tell="m008 warns again: it is the second on this topic")
