"""Clauses in a form: taken from the bylaws as they are, changed as text, and shown as they were and would be.

Nobody writes a clause from nothing: its present text is put into the form, as a file of bylaws writes it, and what the
change would do is shown before anybody signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.acts.law.amendment import AmendBylaws
from bylaw.acts.matter import FIELD, leaf_in, read_matter
from bylaw.portal import book, forms, words
from bylaw.portal.desk import Desk
from bylaw.portal.mistakes import Mistake
from bylaw.portal.stray import PRESENT, TAKE
from bylaw.projections.amending import Amending, Change, amending
from bylaw.rules.clause import Clause
from bylaw.rules.finding import Finding
from bylaw.rules.writing import heading, written

CLAUSES = "clauses"
"""The field of an amendment that the clauses are written into."""
TOLD = (CLAUSES, "repeals")
"""Its fields that are shown as what changes."""


class Row(Struct, frozen=True):
    """One thing that a clause says, before and after; ``law`` where these are words that were adopted."""

    label: str
    now: str
    then: str
    law: bool


class Changed(Struct, frozen=True):
    """One clause before and after, in words; ``sort`` is *new*, *changed*, *repealed* or *as before*."""

    no: str
    sort: str
    rows: tuple[Row, ...]


class Asked(Struct, frozen=True):
    """An act that is asked for inside another, in words, and what it would change if it amends the bylaws."""

    act: Act
    said: tuple[words.Said, ...]


class Preview(Struct, frozen=True):
    """What an amendment would change, from when, and what stands in its way whoever signs."""

    changed: tuple[Changed, ...]
    since: int
    waits: bool
    refusals: tuple[Finding, ...]
    idle: tuple[Finding, ...]


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


def took(given: Mapping[str, str]) -> bool:
    """Whether a clause was just put into the form: whoever did it goes on to write there."""
    return TAKE in given


def preview(where: Desk, act: Act) -> Preview | None:
    """Give what an amendment changes, or the one that a motion or petition asks for; None for all else."""
    inner = act if isinstance(act, AmendBylaws) else within(act)
    if not isinstance(inner, AmendBylaws):
        return None
    found: Amending = amending(where.state, inner, where.now())
    changed = tuple(_changed(change) for change in found.changes)
    refusals = found.refusals if inner is not act else ()
    return Preview(changed, found.since, found.waits, refusals, found.idle)


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


def _changed(change: Change) -> Changed:
    now, then = _says(change.before), _says(change.after)
    rows = tuple(
        Row(label, now.get(label, ""), then.get(label, ""), label in (_("Words"), _("Source")))
        for label in dict.fromkeys((*now, *then))
    )
    return Changed(change.no, _sort(change), rows)


def _sort(change: Change) -> str:
    if change.after is None:
        return _("repealed")
    if change.before is None:
        return _("new")
    return _("as before") if change.before == change.after else _("changed")


def _says(clause: Clause | None) -> dict[str, str]:
    """Give everything that a clause says, each under its label."""
    if clause is None:
        return {}
    page = book.page(clause)
    rules = {key[:1].upper() + key[1:]: rule or _("as the words say") for key, rule in page.rules}
    source = f"{page.source} ({page.evidence})" if page.source else ""
    told = {
        _("Words"): page.words,
        **rules,
        **dict(page.where),
        _("Layer"): page.layer or _("Choice of the members"),
        _("If it is broken"): _breach(clause.on_breach),
        _("Source"): source,
    }
    return {label: text for label, text in told.items() if text}


def _breach(consequence: str) -> str:
    """Say what a breach does: *refuse*, or *voidable: 30 days*."""
    what, _colon, rest = consequence.partition(":")
    days = rest.partition(":")[0]
    said = pgettext("word", what)
    return _("{what}: {n} days").format(what=said, n=days) if days else said
