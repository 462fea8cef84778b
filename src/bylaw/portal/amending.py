"""Clauses in a form: taken from the bylaws as they are, and changed as text.

Nobody writes a clause from nothing: its present text is put into the form, as a file of bylaws writes it, and what the
change would do is shown before anybody signs (``changes.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.acts.law.amendment import AmendBylaws
from bylaw.acts.matter import FIELD, leaf_in, read_matter
from bylaw.portal import forms, words
from bylaw.portal.carriers import MOTION, PETITION, carriable
from bylaw.portal.desk import Desk
from bylaw.portal.mistakes import Mistake
from bylaw.portal.officers import open_to_member, serves_in
from bylaw.portal.stray import PRESENT, TAKE
from bylaw.rules.writing import heading, written
from bylaw.state.bodies import ROOT

CLAUSES = "clauses"
"""The field of an amendment that the clauses are written into."""
TOLD = (CLAUSES, "repeals")
"""Its fields that are shown as what changes."""


class Asked(Struct, frozen=True):
    """An act that is asked for inside another, in words, and what it would change if it amends the bylaws."""

    act: Act
    said: tuple[words.Said, ...]


def taken(
    where: Desk, kind: type[Act], given: Mapping[str, str], part: str = ""
) -> tuple[dict[str, str], str] | None:
    """Put the text of the present clause that was chosen below what was typed, or say why not; None if nobody asks."""
    number, place = given.get(PRESENT, ""), part + CLAUSES
    if kind is not AmendBylaws or TAKE not in given or not number:
        return None
    clause = next((each for each in where.state.bylaws.in_force(where.now()) if each.no == number), None)
    if clause is None:
        return dict(given), Mistake(_("There is no clause {no} now.").format(no=number[:40]), PRESENT)
    typed = given.get(place, "").rstrip()
    if heading(number) in typed:
        return dict(given), Mistake(_("Clause {no} stands there already.").format(no=number), place)
    text = "\n\n".join(filter(None, (typed, written(clause))))
    return {**given, place: text + "\n", PRESENT: ""}, ""


def ways(where: Desk, member: str) -> tuple[tuple[str, str], ...]:
    """Give the forms in which a member can change clauses, or ask for it, by the clauses in force: each with its words.

    An officer whom they name amends the bylaws herself; a member moves or petitions for it.
    """
    kind = AmendBylaws.kind()
    if not where.belongs(member):
        return ()
    by_herself = serves_in(where, member, kind, ROOT) or open_to_member(where, member, kind, ROOT)
    found = (
        (by_herself, f"/act/{kind}/", _("Change")),
        (kind in carriable(where, MOTION), MOTION.address(kind), _("Move a change")),
        (kind in carriable(where, PETITION), PETITION.address(kind), _("Petition for a change")),
    )
    return tuple((address, words) for is_open, address, words in found if is_open)


def took(given: Mapping[str, str]) -> bool:
    """Whether a clause was just put into the form: whoever did it goes on to write there."""
    return TAKE in given


def asked_for(act: Act, zone: str) -> Asked | None:
    """Give the act that this one asks for, in words, where it is in clear."""
    inner = within(act)
    return Asked(inner, tuple(said(inner, zone))) if inner else None


def said(act: Act, zone: str) -> Iterator[words.Said]:
    """Give the fields of an act in words, without those that are shown better beside them."""
    hidden = {forms.label(name) for name in TOLD} if isinstance(act, AmendBylaws) else set()
    if within(act):
        hidden = {forms.label(FIELD)}
    return (each for each in words.said(act, zone) if each.name not in hidden)


def within(act: Act) -> Act | None:
    """Give the act that a motion or a petition carries in clear."""
    matter = act.carries()
    inner = read_matter(matter, ()) if matter and leaf_in(matter) is None else None
    return inner if isinstance(inner, Act) else None
