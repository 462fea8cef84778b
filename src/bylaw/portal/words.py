"""Acts, clauses and moments in words that people read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from bylaw.acts.act import Act, Signer
from bylaw.acts.substance import ENVELOPE
from bylaw.projections.timetable import Date
from bylaw.record.clock import instant
from bylaw.rules import zones
from bylaw.rules.clause import FOREVER, Clause
from bylaw.rules.meanings import KEYS
from bylaw.rules.who import Who, parse_phrase
from bylaw.state import State

MANY = 12
"""How many of a long list are written out; the exact bytes hold them all."""

EVIDENCE = {
    "read": "text read",
    "secondary": "from a secondary source",
    "memory": "from memory: read the source before you rely on it",
    "": "how well it was checked is not stated",
}
LAYERS = {
    "floor": "Floor: bylaws may be stricter, never laxer",
    "default": "Default of the law",
    "choice": "",
}


class Said(Struct, frozen=True):
    """One field of an act in words: its name, and its values; ``many`` when they are a list."""

    name: str
    values: tuple[str, ...]
    more: int = 0


def title(kind: str) -> str:
    """Give an act's kind as a heading: ``call-election`` is *Call election*."""
    return kind.replace("-", " ").capitalize()


def meaning(act: type[Act]) -> str:
    """Give what an act does, in the first sentence of its description."""
    return (act.__doc__ or "").split("\n\n")[0].replace("\n    ", " ").strip().replace("``", "")


def said(act: Act, zone: str) -> tuple[Said, ...]:
    """Give every field of an act in words, the envelope left out."""
    fields = {k: v for k, v in msgspec.to_builtins(act).items() if k not in ENVELOPE and k != "act"}
    return tuple(_said(name.replace("_", " "), value, zone) for name, value in fields.items())


def _said(name: str, value: Any, zone: str) -> Said:
    items = value if isinstance(value, list) else [value]
    return Said(name, tuple(text(item, zone) for item in items[:MANY]), max(0, len(items) - MANY))


def text(value: Any, zone: str = "UTC") -> str:
    """Give one value in words; times in the organisation's zone."""
    if isinstance(value, dict):
        return "; ".join(f"{key.replace('_', ' ')}: {text(each, zone)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        whole = ", ".join(text(each, zone) for each in value[:MANY])
        return f"{whole} and {len(value) - MANY} more" if len(value) > MANY else whole
    if isinstance(value, bool):
        return "yes" if value else "no"
    at = instant(value) if isinstance(value, str) else None
    return str(value) if at is None else moment(at, zone)


def moment(at: int, zone: str) -> str:
    """Give a moment as people write it where the organisation is: *17 May 2025, 18:00 EDT*."""
    if at >= FOREVER:
        return "without end"
    local = _local(at, zone)
    return f"{local.day} {local:%B %Y, %H:%M %Z}"


def day(at: int, zone: str) -> str:
    """Give the day of a moment where the organisation is: *17 May 2025*."""
    if at >= FOREVER:
        return "without end"
    local = _local(at, zone)
    return f"{local.day} {local:%B %Y}"


def _local(at: int, zone: str) -> datetime:
    return datetime.fromtimestamp(at, zones.find(zone) or zones.find("UTC"))


def right(state: State, signer: Signer) -> str:
    """Say by which right somebody signs: *as president*, *as member*, *under resolution …*."""
    mandate = state.offices.mandates.get(signer.ref)
    if signer.right == "office" and mandate:
        return f"as {mandate.office}"
    if signer.right == "warrant":
        return f"under {signer.ref}"
    if signer.right == "subject":
        return "as the person concerned"
    return f"as {signer.right}"


_WHERE = {"here": "", "due": "", "root": "", "parent": " of the body above", "above": " of a body above"}


def who(phrases: str) -> str:
    """Say whom a clause names: *the secretary or any member once it is due*."""
    if phrases.startswith("nobody"):
        return phrases
    said = [" and ".join(_key(key) for key in parse_phrase(phrase)) for phrase in phrases.split(" or ")]
    return f"{', '.join(said[:-1])} or {said[-1]}" if len(said) > 1 else said[0]


def _key(key: Who) -> str:
    """Say one key of the grammar of persons."""
    names = {
        "office": f"the {key.name.replace('-', ' ')}",
        "holder": f"the {key.name.replace('-', ' ')}",
        "resolution": f"a resolution of the {key.name.replace('-', ' ')}",
        "member": "any member",
        "petition": "a petition",
        "subject": "the person concerned",
        "applicant": "the applicant",
        "panel": "the panel",
        "founder": "the founders",
        "anyone": "anyone",
    }
    return names[key.kind] + _WHERE[key.place] + (" once it is due" if key.place == "due" else "")


def dated(date: Date) -> tuple[int, str, str]:
    """Give a date of the timetable as its moment, what happens then, and about what."""
    return instant(date.at) or 0, date.what, date.about


def anchor(number: str) -> str:
    """Give the place of a clause on the page of bylaws: ``c-4.5``, ``c-bylaw-7``."""
    return "c-" + re.sub(r"[^0-9A-Za-z.]+", "-", number)


class Page(Struct, frozen=True):
    """One clause as the book shows it."""

    no: str
    words: str
    rules: tuple[tuple[str, str], ...]
    where: tuple[tuple[str, str], ...]
    layer: str
    source: str
    evidence: str


def page(clause: Clause) -> Page:
    """Give a clause with its numbers in words, its source, and how well that was checked."""
    where = (("acts", clause.of), ("bodies", clause.body), ("offices", clause.office))
    return Page(
        no=clause.no,
        words=clause.words,
        rules=tuple(_rules(clause)),
        where=tuple(
            (label, ", ".join(n.replace("-", " ") for n in names)) for label, names in where if names
        ),
        layer=LAYERS[clause.layer],
        source=clause.source,
        evidence=EVIDENCE[clause.evidence],
    )


def _rules(clause: Clause) -> Iterator[tuple[str, str]]:
    for key in KEYS:
        rule = getattr(clause, key)
        if rule is not msgspec.UNSET:
            values = msgspec.to_builtins(rule)
            yield key, "; ".join(filter(None, (_number(name, value) for name, value in values.items())))


_PLAIN = {"any_of": "{}", "days": "{} days", "months": "{} months", "share": "{}", "at_least": "at least {}"}
_PLAIN |= {"item_days": "items of the agenda {} days", "most_days": "at most {} days ahead", "count": "{}"}
_PLAIN |= {"member_days": "a member for {} days", "closes_days": "the roll closes {} days before"}
_PLAIN |= {
    "objection_days": "{} days to object",
    "sponsors": "{} sponsors",
    "calendar_years": "{} calendar years",
}


def _number(name: str, value: Any) -> str:
    if name in {"measure", "majority"}:
        return "; ".join(filter(None, (_number(n, v) for n, v in value.items())))
    if name == "any_of":
        return " or ".join(f"“{phrase}”" for phrase in value)
    if isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) for n in value):
        value = f"{value[0]}/{value[1]}"
    shape = _PLAIN.get(name)
    return shape.format(text(value)) if shape else f"{name.replace('_', ' ')}: {text(value)}"


def order(number: str) -> tuple[tuple[int, str], ...]:
    """Give the place of a clause's number in the book: 4.10 after 4.9, words after numbers."""
    return tuple((int(part) if part.isdigit() else 10_000, part) for part in number.split("."))
