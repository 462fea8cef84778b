"""Somebody found by her name: whoever fills in a form types a name that she may know, and the act gets the id.

A search tells no more than a page does: it finds whom the reader may know by name (``readers.py``), and by number those
alone whose register she keeps, and herself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from bylaw.people.person import Person
from bylaw.portal.indexed import MEMBER
from bylaw.portal.readers import Reader, folded, reader


def matching(people: Iterable[tuple[str, Person]], typed: str) -> list[str]:
    """Give those of these people whose name, number or id this is, whatever its case and spaces."""
    wanted = folded(typed)
    return [m for m, p in people if wanted and wanted in (m, folded(p.number), folded(p.name))]


def only(found: Sequence[str]) -> str:
    """Give the one that was found; empty for none, and for several."""
    return found[0] if len(found) == 1 else ""


def meant(typed: str) -> str:
    """Give the id of the one member whom the reader means. Raises `ValueError` for nobody, and for several."""
    if MEMBER.fullmatch(typed):
        return typed
    found = _known(reader(), typed)
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(_("several members are called this: give the id, from the page of the one you mean"))
    raise ValueError(_("nobody whom you may know by name is called this: give the id"))


def _known(who: Reader, typed: str) -> list[str]:
    wanted = folded(typed)
    found = who.handles.get(wanted, ())
    return [m for m in found if who.counts(m) or folded(who.name(m)) == wanted]
