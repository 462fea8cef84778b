"""What a step of a case is called, what it says, and which papers it leaves to those who have a part."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.acts.discipline.appeals import DecideAppeal
from bylaw.acts.discipline.charges import InterimMeasure, ServeCharge
from bylaw.acts.discipline.decisions import DecideFinding, DecideSanction, Decision
from bylaw.acts.discipline.draws import AnnounceDraw
from bylaw.acts.discipline.evidence import FileEvidence
from bylaw.acts.discipline.inquiry import AppointInvestigator
from bylaw.acts.discipline.panels import Recuse, SeatPanel
from bylaw.portal import forms, words
from bylaw.portal.desk import Desk
from bylaw.record.clock import instant
from bylaw.rules.clause import FOREVER

TITLES = {
    "bring-charge": gettext_lazy("The charge was brought"),
    "serve-charge": gettext_lazy("The charge was served"),
    "interim-measure": gettext_lazy("Rights rest for the time being"),
    "appoint-investigator": gettext_lazy("An investigator was appointed"),
    "file-evidence": gettext_lazy("Evidence was put on the file"),
    "answer-evidence": gettext_lazy("Evidence was answered"),
    "announce-draw": gettext_lazy("A draw of the panel was announced"),
    "seat-panel": gettext_lazy("The panel was seated"),
    "recuse": gettext_lazy("A judge left the panel"),
    "hold-hearing": gettext_lazy("The hearing was held"),
    "waive-hearing": gettext_lazy("The hearing was waived"),
    "decide-finding": gettext_lazy("The panel decided whether it is proven"),
    "decide-sanction": gettext_lazy("The panel decided what follows"),
    "final": gettext_lazy("Nobody appealed in time: the decision is final"),
    "appeal": gettext_lazy("The member charged appealed"),
    "late": gettext_lazy("The time to decide on the appeal was over"),
    "decide-appeal": gettext_lazy("The appeal was decided"),
    "carry-out": gettext_lazy("The sanction was carried out"),
    "tell-invalid": gettext_lazy("It was told that what the decision rests on is invalid"),
    "reopen-case": gettext_lazy("The case was reopened"),
    "restore-member": gettext_lazy("What was taken was given back"),
}
"""What each step is called, by the kind of its act; two come by themselves."""
PAPERS = {
    "bring-charge": ("facts",),
    "file-evidence": ("content",),
    "answer-evidence": ("answer",),
    "interim-measure": ("reasons",),
    "decide-finding": ("reasons",),
    "decide-sanction": ("reasons", "lesser"),
    "appeal": ("grounds",),
    "decide-appeal": ("reasons",),
    "reopen-case": ("reasons",),
    "tell-invalid": ("record",),
}
"""Of each step the fields whose words the parties and the panel may read."""


class Leaf(Struct, frozen=True):
    """A paper of a step: its commitment, and what it is."""

    commitment: str
    what: str


def says(where: Desk, act: Act) -> Iterator[str]:
    """Give what a step says beside its papers, in words."""
    zone = where.state.identity.zone
    match act:
        case ServeCharge():
            yield _("to be heard on {when}").format(when=_moment(act.hearing, zone))
        case InterimMeasure():
            yield _("until {when}").format(when=_moment(act.last, zone))
        case FileEvidence():
            yield pgettext("word", act.sort)
        case AnnounceDraw():
            yield f"{act.source}, {_moment(act.published, zone)}"
        case SeatPanel():
            yield ", ".join(map(where.called, act.bench))
        case Recuse():
            yield where.called(act.judge)
        case AppointInvestigator():
            yield where.called(act.member)
        case Decision():
            yield from _decision(act)


def _moment(stamp: str, zone: str) -> str:
    return words.moment(instant(stamp) or FOREVER, zone)


def _decision(act: Decision) -> Iterator[str]:
    """Give what was decided, and with how many votes."""
    match act:
        case DecideFinding():
            yield pgettext("word", act.outcome.replace("-", " "))
        case DecideSanction():
            yield pgettext("word", act.sanction)
            if act.days:
                yield ngettext("{n} day", "{n} days", act.days).format(n=words.count(act.days))
        case DecideAppeal():
            yield pgettext("word", act.ruling)
    yield _("{yes} for, {no} against").format(yes=words.count(act.yes), no=words.count(act.no))


def papers(act: Act) -> Iterator[Leaf]:
    """Give the papers of a step that the parties and the panel may read."""
    for name in PAPERS.get(act.kind(), ()):
        if commitment := getattr(act, name):
            yield Leaf(commitment, paper_called(name, getattr(act, "item", "")))


def paper_called(field: str, item: str = "") -> str:
    """Say what a paper is, by the field that commits to it."""
    if field == "facts":
        return _("Facts of the charge")
    if field == "content":
        return _("Item: {name}").format(name=item)
    if field == "answer":
        return _("Answer to: {name}").format(name=item)
    if field == "lesser":
        return _("Why nothing less would do")
    return _("Reasons") if field == "reasons" else pgettext("field", forms.label(field))
