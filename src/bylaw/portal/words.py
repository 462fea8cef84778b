"""Acts, clauses and moments in words that people read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from msgspec import Struct

from bylaw.acts.act import Act, Signer
from bylaw.acts.substance import ENVELOPE
from bylaw.portal.dates import written
from bylaw.portal.forms import label
from bylaw.projections.timetable import Date
from bylaw.record.clock import instant
from bylaw.record.keys import Key
from bylaw.rules import zones
from bylaw.rules.clause import FOREVER
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State

GROUPED = 10_000
MANY = 12
"""How many of a long list are written out; the exact bytes hold them all."""


class Said(Struct, frozen=True):
    """One field of an act in words: its name, and its values; ``many`` when they are a list."""

    name: str
    values: tuple[str, ...]
    more: int = 0


def title(kind: str) -> str:
    """Give an act's kind as a heading: ``call-election`` is *Call election*."""
    return pgettext("act", plainly(kind))


KEY = {"kind", "public"}
"""The fields of a key."""


def plainly(kind: str) -> str:
    """Give an act's kind as a heading in English, by which its translation is found."""
    return TITLES.get(kind) or kind.replace("-", " ").capitalize()


TITLES = {
    "attest": "Bring in a fact from before",
    "box-head": "Report the state of a ballot box",
    "claim-figure": "State a figure from outside",
    "file-coefficients": "Bind a trustee to her part of the key",
    "file-factors": "Open a part of the result",
    "file-result": "File the result of a ballot box",
    "file-shuffle": "Shuffle the ranked ballots",
    "file-tally": "Add up the encrypted ballots",
    "find-invalid": "Find a ground or a judge invalid",
    "fix-paper": "Fix the ballot paper and the roll",
    "fix-roll": "Fix the roll of voters",
    "import-chunk": "Take in a part of an old roll",
    "mandate-delegate": "Give a delegate her mandate",
    "open-import": "Attest an old roll",
    "record-access-head": "Report how often the register was looked into",
    "set-up-ballot": "Set up a ballot box",
    "tell-invalid": "Tell a member what was found invalid",
    "witnessed": "Enter what the witnesses signed",
}
"""Titles of acts whose kind says too little to people; of all others the kind is the title."""


def recall(office: str) -> str:
    """Give the name of a vote on a recall."""
    return _("Recall: {office}").format(office=office)


def meaning(act: type[Act]) -> str:
    """Give what an act does, in the first sentence of its description."""
    return pgettext("act", description(act))


def description(act: type[Act]) -> str:
    """Give it in English, by which its translation is found."""
    return (act.__doc__ or "").split("\n\n")[0].replace("\n    ", " ").strip().replace("``", "")


def said(act: Act, zone: str) -> tuple[Said, ...]:
    """Give every field of an act in words, the envelope left out."""
    fields = {k: v for k, v in msgspec.to_builtins(act).items() if k not in ENVELOPE and k != "act"}
    return tuple(_said(label(name), value, zone) for name, value in fields.items())


def _said(name: str, value: Any, zone: str) -> Said:
    items = value if isinstance(value, list) else [value]
    return Said(name, tuple(text(item, zone) for item in items[:MANY]), max(0, len(items) - MANY))


def text(value: Any, zone: str = "UTC") -> str:
    """Give one value in words; times in the organisation's zone."""
    if isinstance(value, dict):
        return _fields(value, zone)
    if isinstance(value, list | tuple):
        whole = ", ".join(text(each, zone) for each in value[:MANY])
        more = _("and {n} more").format(n=len(value) - MANY)
        return f"{whole} {more}" if len(value) > MANY else whole
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return count(value)
    at = instant(value) if isinstance(value, str) else None
    return str(value) if at is None else moment(at, zone)


def _fields(value: dict[str, Any], zone: str) -> str:
    """Give what has fields: a key by its thumbprint; all else by its name or number, if any, then the others."""
    if value.keys() == KEY:
        return f"{pgettext('word', value['kind'])} {msgspec.convert(value, Key).thumbprint}"
    goes_by = next((key for key in ("name", "no") if value.get(key)), "")
    name, rest = value.get(goes_by, ""), [(key, each) for key, each in value.items() if key != goes_by]
    told = "; ".join(f"{pgettext('field', label(key))}: {text(each, zone)}" for key, each in rest)
    return f"{name} ({told})" if name and told else f"{name}{told}"


def count(value: int) -> str:
    """Write a number as the language does; in groups from five digits on, so that a year stays a year."""
    return formats.number_format(value, force_grouping=abs(value) >= GROUPED)


def moment(at: int, zone: str) -> str:
    """Give a moment as people write it where the organisation is: *17 May 2025, 18:00 EDT*."""
    if at >= FOREVER:
        return _("without end")
    return written(_local(at, zone), "DATETIME_FORMAT")


def day(at: int, zone: str) -> str:
    """Give the day of a moment where the organisation is: *17 May 2025*."""
    if at >= FOREVER:
        return _("without end")
    return written(_local(at, zone))


def _local(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at, zones.find(zone) or zones.find("UTC"))


def right(state: State, signer: Signer) -> str:
    """Say by which right somebody signs: *as president*, *as member*, *under the resolution …*."""
    mandate = state.offices.mandates.get(signer.ref)
    if signer.right == "office" and mandate:
        return _("as {office}").format(office=mandate.office)
    if signer.right == "warrant":
        sort, _dot, name = signer.ref.partition(".")
        return str(WARRANTS.get(sort, "{name}")).format(name=name.replace("-", " "))
    if signer.right == "subject":
        return _("as the person concerned")
    return str(RIGHTS.get(signer.right) or _("as {office}").format(office=signer.right))


RIGHTS = {
    "member": gettext_lazy("as member"),
    "applicant": gettext_lazy("as applicant"),
    "founder": gettext_lazy("as founder"),
    "panel": gettext_lazy("as judge of the panel"),
    "petition": gettext_lazy("under a petition"),
    "anyone": gettext_lazy("as anyone may"),
    "holder": gettext_lazy("as holder"),
}
WARRANTS = {
    "resolution": gettext_lazy("under the resolution {name}"),
    "petition": gettext_lazy("under the petition {name}"),
}
_WHERE = {
    "parent": gettext_lazy(" of the body above"),
    "above": gettext_lazy(" of a body above"),
    "due": gettext_lazy(" once it is due"),
}


def who(phrases: str) -> str:
    """Say whom a clause names: *the secretary or any member once it is due*."""
    if phrases.startswith("nobody"):
        return phrases
    said = [_(" and ").join(_key(key) for key in parse_phrase(phrase)) for phrase in phrases.split(" or ")]
    return _("{some} or {last}").format(some=", ".join(said[:-1]), last=said[-1]) if said[1:] else said[0]


def _key(key: Who) -> str:
    """Say one key of the grammar of persons."""
    names = {
        "office": _("the {name}"),
        "holder": _("the {name}"),
        "resolution": _("a resolution of the {name}"),
        "member": _("any member"),
        "petition": _("a petition"),
        "subject": _("the person concerned"),
        "applicant": _("the applicant"),
        "panel": _("the panel"),
        "founder": _("the founders"),
        "anyone": _("anyone"),
    }
    said = names[key.kind].format(name=key.name.replace("-", " "))
    return f"{said}{_WHERE.get(key.place, '')}"


def dated(date: Date) -> tuple[int, str, str]:
    """Give a date of the timetable as its moment, what happens then, and about what."""
    return instant(date.at) or 0, date.what, date.about
