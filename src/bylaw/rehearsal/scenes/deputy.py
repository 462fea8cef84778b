"""While the only secretary may not act the treasurer stands in, by the clause and without anybody's appointment."""

from __future__ import annotations

from typing import Any

from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.rehearsal.local import Local, hash_of
from bylaw.rehearsal.meeting import Sitting
from bylaw.rehearsal.scenes.suspension import ACCUSER
from bylaw.state.bodies import ROOT

DEPUTY = "carla"
CASE, GROUND = "doorway", {"clause": "6.2", "ground": "threats"}
CHARGED = "m027"
ITEM = AgendaItem("measure", "Rights that rest until a hearing", ("interim-measure",))


def sitting(local: Local) -> Sitting:
    """Give the meeting that the treasurer calls as the secretary's deputy."""
    on = local.on
    officers = on.as_office(DEPUTY, "treasurer"), on.as_office("m020", "president")
    return Sitting(local, "m-december", ITEM, *officers, days=8)


def play(local: Local) -> None:
    """Somebody is charged; the secretary may not serve it, nor who charged him; the treasurer may."""
    on = local.on
    charge: dict[str, Any] = {"case": CASE, "body": ROOT, "charged": on.member(CHARGED), **GROUND}
    tell = "a member charges another with threats at the door of the hall"
    on.do("bring-charge", "m026", **charge, deed=on.day(-2), facts=hash_of("he barred the door"), tell=tell)
    on.do("file-evidence", "m025", case=CASE, item="note", sort="statement", content=hash_of("I stood by"))
    served = {"case": CASE, "hearing": on.day(17), "record": hash_of("delivery at the door")}
    tell = "the suspended secretary serves it all the same"
    on.refused("serve-charge", local.secretary(), **served, tell=tell)
    tell = "the registrar would stand in for him; it was she who charged him"
    on.refused("serve-charge", on.as_office(ACCUSER, "registrar"), **served, tell=tell)
    tell = "the treasurer serves it: while no secretary may act, she stands in"
    on.do("serve-charge", on.as_office(DEPUTY, "treasurer"), **served, tell=tell)
    sitting(local).call("she calls a meeting too, eight days ahead, on what rests until the hearing")
