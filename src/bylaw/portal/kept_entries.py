"""Whom an office means by what it types, and whose entry in the register is an office's to keep."""

from __future__ import annotations

from django.http import HttpRequest

from bylaw.portal import by_letter, officers
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of
from bylaw.portal.naming import found, only
from bylaw.portal.readers import KEEPS


def in_reach(request: HttpRequest, typed: str) -> str:
    """Give the one member within reach whom a name, a number or an id means; empty for none, or for several."""
    reach = officers.reach(desk(), member_of(request), KEEPS)

    def hers(member: str) -> bool:
        return officers.among(desk(), member, reach) or by_letter.waits(desk(), member, reach)

    return only(found(typed, hers, hers))


def keeps_entry(request: HttpRequest, member: str) -> bool:
    """Whether the entry of somebody is hers to keep who asks.

    That is of whoever is, or was last, on the roll of her units, and of those who never were and applied there.
    """
    reach, state = officers.reach(desk(), member_of(request), KEEPS), desk().state
    if state.members.roll.spells.get(member):
        return officers.within(desk(), member, reach)
    application = state.members.applications.get(member)
    return application is not None and application.body in reach
