"""A motion about a member who is charged: those with a vote read it, and the record does not say whom it is about."""

from __future__ import annotations

from typing import Any

from bylaw.acts.act import Signer
from bylaw.rehearsal import lots
from bylaw.rehearsal.local import Local, hash_of
from bylaw.rehearsal.meeting import MOVER
from bylaw.rehearsal.scenes import deputy
from bylaw.rehearsal.scenes.deputy import CASE, CHARGED, GROUND

MOTION = "until-the-hearing"


def play(local: Local) -> None:
    """Move it in the open in vain, then sealed; carry it out on nobody else; and what rests is given back by itself."""
    measure = _measure(local)
    _moved(local, measure)
    _entered(local, measure)
    _cleared(local)
    _back(local)


def _measure(local: Local) -> dict[str, Any]:
    """Give the measure that is moved; its last day is after the hearing."""
    on = local.on
    deputy.sitting(local).come(("ben",))
    told = {"case": CASE, "member": on.member(CHARGED), "last": on.day(28), "scope": ("card",)}
    return {**told, "reasons": hash_of("until both have been heard")}


def _moved(local: Local, measure: dict[str, Any]) -> None:
    on, sitting = local.on, deputy.sitting(local)
    motion = sitting.motion(MOTION, "interim-measure", **measure)
    tell = "a member moves that the charged member's card rests until the hearing, and names her in the open"
    on.refused("move", MOVER, **motion, tell=tell)
    tell = "he moves it sealed: the record shows the step and the case; who has a vote reads the words"
    on.do_sealed("move", MOVER, **motion, tell=tell)
    tell = "the suspended secretary seconds it, for his vote he has kept: 31 to 5, one blank"
    sitting.vote(MOTION, 31, 5, tell, second="ben")


def _entered(local: Local, measure: dict[str, Any]) -> None:
    on, sitting = local.on, deputy.sitting(local)
    right = sitting.president, sitting.warrant(MOTION)
    other = {**measure, "member": on.member("m026")}
    tell = "under that resolution another member's card is to rest"
    on.refused("interim-measure", *right, **other, tell=tell)
    tell = "word for word as resolved: her card rests; only now is she named, and she goes on voting"
    on.do("interim-measure", *right, **measure, tell=tell)
    sitting.close()


def _cleared(local: Local) -> None:
    on = local.on
    sit = lots.sit(local, CASE, "five members sit whom the lottery gave")
    on.wait(9)
    judges = tuple(Signer(on.member(name), "panel") for name in sit[:3])
    on.do("hold-hearing", *judges, case=CASE, record=hash_of("hearing of the doorway"))
    found: dict[str, Any] = {"outcome": "not-proven", **GROUND, "rests_on": ("note",), "yes": 5}
    tell = "both were heard: not proven; with that her card is good again, by nobody's act"
    on.do("decide-finding", *judges, case=CASE, **found, reasons=hash_of("word against word"), tell=tell)


def _back(local: Local) -> None:
    on, sitting = local.on, deputy.sitting(local)
    on.wait(5)
    minutes = {"meeting": sitting.name, "minutes": hash_of("minutes of december")}
    tell = "the secretary's three weeks are over; the treasurer would go on and file the minutes"
    on.refused("file-minutes", sitting.secretary, **minutes, tell=tell)
    on.do("file-minutes", local.secretary(), **minutes, tell="he files them himself")
