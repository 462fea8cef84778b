"""What an amendment changes, shown before it is signed and after: each clause in words and as text."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from msgspec import Struct
from msgspec.structs import replace

from bylaw.acts.act import Act
from bylaw.acts.law.amendment import AmendBylaws
from bylaw.portal import book
from bylaw.portal.amending import within
from bylaw.portal.desk import Desk, Line
from bylaw.projections.amending import Amending, Change, Stage, amending, asked, entered, is_open
from bylaw.rules.clause import Clause
from bylaw.rules.finding import Finding
from bylaw.rules.writing import written

PAST = ("entered", "annulled", "asked")
"""How far an amendment came that changes nothing any more that it has not changed."""


class Row(Struct, frozen=True):
    """One thing that a clause says, before and after; ``law`` where these are words that were adopted."""

    label: str
    now: str
    then: str
    law: bool


class Changed(Struct, frozen=True):
    """One clause before and after, in words and as ``lines`` of text, each with what became of it: *del*, *ins*, or "".

    ``sort`` is *new*, *changed*, *repealed* or *as before*.
    """

    no: str
    sort: str
    rows: tuple[Row, ...]
    lines: tuple[tuple[str, str], ...]


class Preview(Struct, frozen=True):
    """What an amendment changes, how far it came, since when, and what stands in its way whoever signs.

    ``labels`` are what each clause said before and what it says after are called.
    """

    stage: Stage
    changed: tuple[Changed, ...]
    since: int
    labels: tuple[str, str]
    refusals: tuple[Finding, ...]
    idle: tuple[Finding, ...]


def preview(where: Desk, act: Act) -> Preview | None:
    """Give what an amendment changes, or the one that a motion or petition asks for; None for all else."""
    inner = amended(act)
    if inner is None:
        return None
    found = amending(where.state, inner, where.now())
    return _shown(found if inner is not act else replace(found, refusals=()))


def on_entry(where: Desk, line: Line) -> Preview | None:
    """Give what the amendment of an entry changed, or the one that it asks for; None for an entry of another kind."""
    inner, state, at = amended(line.act), where.state, where.now()
    if inner is None:
        return None
    found = entered(state, inner, at)
    if found is None and is_open(state, line.act.carries(), at):
        return preview(where, line.act)
    return _shown(found or asked(state, inner, line.entry.at))


def amended(act: Act) -> AmendBylaws | None:
    """Give the amendment that an act is, or that it carries in clear."""
    inner = act if isinstance(act, AmendBylaws) else within(act)
    return inner if isinstance(inner, AmendBylaws) else None


def _shown(found: Amending) -> Preview:
    """Put in words; what is past is told as *before* and *after*, and what is not, as *now* and *then*."""
    past = found.stage in PAST
    return Preview(
        found.stage,
        tuple(map(_changed, found.changes)),
        found.since,
        (_("Before:"), _("After:")) if past else (_("Now:"), _("Then:")),
        found.refusals,
        found.idle,
    )


def _changed(change: Change) -> Changed:
    now, then = _says(change.before), _says(change.after)
    rows = tuple(
        Row(label, now.get(label, ""), then.get(label, ""), label in (_("Words"), _("Source")))
        for label in dict.fromkeys((*now, *then))
    )
    return Changed(change.no, _sort(change), rows, tuple(_lines(change)))


def _lines(change: Change) -> Iterator[tuple[str, str]]:
    """Compare the texts line by line: each with *del*, *ins* or nothing."""
    before, after = (written(each).splitlines() if each else [] for each in (change.before, change.after))
    for what, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield from (("" if what == "equal" else "del", line) for line in before[i:j])
        yield from (("ins", line) for line in after[k:n] if what != "equal")


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
