"""Somebody found by her name: whoever fills in a form types a name that she may know, and the act gets the id.

A search tells no more than a page does: it finds whom the reader may know by name (``readers.py``), and by number those
alone whose register she keeps, and herself. A whole name means its bearer; the beginning of one means nobody, since an
act is about whoever was named, but the answer says who is called so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from django.utils.translation import gettext as _

from bylaw.people.files import FOLDER
from bylaw.people.names import May
from bylaw.people.register import Register
from bylaw.portal.desk import desk
from bylaw.portal.indexed import MEMBER
from bylaw.portal.readers import Reader, reader

SHOWN = 5
"""How many names that begin so an answer says."""


def found(typed: str, named: May, numbered: May) -> list[str]:
    """Give the ids of whom a name, a number or an id means, among those whom one may know by name or by number."""
    wanted = typed.strip().casefold()
    if not (desk().folder / FOLDER).is_dir():
        return []
    with Register.open(desk().folder / FOLDER) as register:
        if MEMBER.fullmatch(wanted):
            return [wanted] if numbered(wanted) and register.person(wanted) else []
        called = (*register.names.called(typed, named), *register.names.numbered(typed, numbered))
    return list(dict.fromkeys(member for member, _person in called))


def only(found: Sequence[str]) -> str:
    """Give the one that was found; empty for none, and for several."""
    return found[0] if len(found) == 1 else ""


def meant(typed: str) -> str:
    """Give the id of the one member whom the reader means. Raises `ValueError` for nobody, and for several."""
    if MEMBER.fullmatch(typed):
        return typed
    who = reader()
    members = found(typed, who.knows, who.counts)
    if len(members) == 1:
        return members[0]
    if members:
        raise ValueError(_("several members are called this: give the id, from the page of the one you mean"))
    if near := _beginning(typed, who):
        told = _("nobody whom you may know by name is called just this; write one of these in full: {names}")
        raise ValueError(told.format(names=" · ".join(near)))
    raise ValueError(_("nobody whom you may know by name is called this: give the id"))


def _beginning(typed: str, who: Reader) -> list[str]:
    """Give some names that the reader may know whose words begin as those that were typed."""
    if not (desk().folder / FOLDER).is_dir():
        return []
    with Register.open(desk().folder / FOLDER) as register:
        names = (person.name for _member, person in register.names.beginning(typed, who.knows))
        return sorted(islice(dict.fromkeys(islice(names, 4 * SHOWN)), SHOWN))
