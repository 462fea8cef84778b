"""Whom an office means by what it types, and whose entry in the register is an office's to keep."""

from __future__ import annotations

from django.http import HttpRequest

from bylaw.portal import officers, registry
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of
from bylaw.portal.readers import KEEPS


def meant(request: HttpRequest, typed: str) -> str:
    """Give the one member within reach whom a name, a number or an id means; empty for none, or for several."""
    wanted = " ".join(typed.split()).casefold()
    people = (*registry.people_of(request), *registry.applicants_of(request))
    found = [m for m, p in people if wanted and wanted in (m, p.number.casefold(), p.name.casefold())]
    return found[0] if len(found) == 1 else ""


def keeps_entry(request: HttpRequest, member: str) -> bool:
    """Whether the entry of somebody is hers to keep who asks.

    That is of whoever is, or was last, on the roll of her units, and of those who never were and applied there.
    """
    reach, state = officers.reach(desk(), member_of(request), KEEPS), desk().state
    if state.members.roll.spells.get(member):
        return officers.within(desk(), member, reach)
    application = state.members.applications.get(member)
    return application is not None and application.body in reach
