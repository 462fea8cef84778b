"""An emergency with its powers by name, and a stop order, both of which nobody confirms: they lapse by themselves."""

from __future__ import annotations

from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.rehearsal.local import Local, hash_of

PRESIDENT = "m020"


def play(local: Local) -> None:
    """Declare for too long in vain, then for thirty days; after them everything is as it was."""
    on = local.on
    both = on.as_office(PRESIDENT, "president"), local.secretary()
    told = {
        "emergency": "fire",
        "body": "root",
        "powers": ("meeting-notice",),
        "reasons": hash_of("the hall burns"),
    }
    tell = "after a fire president and secretary declare an emergency for half a year"
    on.refused("declare-emergency", *both, **told, last=on.day(180), tell=tell)
    tell = "for thirty days, naming one power: a meeting about it at shorter notice"
    on.do("declare-emergency", *both, **told, last=on.day(30), tell=tell)
    _stop(local)
    _meetings(local)
    on.wait(31)
    tell = "no meeting confirmed it: emergency and stop order are over, and are not renewed"
    again = {"last": on.day(20), "reasons": hash_of("the hall smokes")}
    on.refused("renew-emergency", *both, emergency="fire", **again, tell=tell)


def _stop(local: Local) -> None:
    on = local.on
    both = on.as_office(PRESIDENT, "president"), local.secretary()
    order = {"stop": "strike-cases", "body": "root", "ground": "strike-work", "last": on.day(60)}
    tell = "they stop all cases about work during the strike, until the members have talked"
    on.do("order-stop", *both, **order, reasons=hash_of("the strike is over"), tell=tell)
    charge = {"charged": on.member("m008"), "clause": "6.2", "ground": "strike-work", "deed": on.day(-20)}
    tell = "m007 charges m008 all the same"
    on.refused(
        "bring-charge", "m007", case="strike-1", body="root", **charge, facts=hash_of("a shift"), tell=tell
    )


def _meetings(local: Local) -> None:
    on = local.on
    about = AgendaItem("fire", "Confirm the emergency", ("confirm-emergency",))
    bylaws = AgendaItem("bylaws", "Change the bylaws", ("amend-bylaws",))
    called = {"body": "root", "begins": on.day(4)}
    tell = "the secretary calls a meeting four days ahead, about the emergency and the bylaws"
    on.refused("call-meeting", local.secretary(), name="m-fire", **called, items=(about, bylaws), tell=tell)
    tell = "about the emergency alone it may be called so; too few come, and it is never opened"
    on.do("call-meeting", local.secretary(), name="m-fire", **called, items=(about,), tell=tell)
