"""What the core says, in the reader's language.

The core is pure and speaks one language: a finding, a duty, a step of a lineage is an English sentence with its facts
filled in. ``scripts/messages`` lists the shapes of all these sentences ("notice {days} days before; …") from the
source, and each shape has its translation. Here a sentence is recognised by its shape, its facts are taken out, and
they are put into the translated shape. A sentence without a shape stays as it is, and is marked as English.
"""

from __future__ import annotations

import json
import re
from calendar import month_name
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from msgspec import Struct

from bylaw.acts.registry import BY_KIND
from bylaw.portal import words
from bylaw.portal.dates import written
from bylaw.record.clock import instant
from bylaw.rules.who import BadPhrase

CONTEXT = "sentence"
SHAPES = Path(__file__).parent / "locale" / "shapes.json"
DEPTH = 3
"""How deep a fact may be a sentence of its own."""
RIVALS = 4
"""How many shapes that fit one sentence are weighed, the one with most fixed letters first."""
LONGEST = 2000
"""Of a sentence that is looked for, in characters."""
MONTHS = {name: number for number, name in enumerate(month_name) if name}
MONTH = "|".join(MONTHS)
DAY = re.compile(rf"\b(\d{{1,2}}) ({MONTH}) (\d{{4}})\b")
PHRASES = re.compile(r"'[a-z][^']*'(?: or '[^']*')*")
"""Phrases of the grammar of persons in a sentence: 'office secretary here' or 'petition'."""
PLACED = re.compile(r" (?:here|root|parent|above|due)\b")
"""A place of that grammar: a quoted word without one may as well be the name of a class or a motion."""
KEYS = (
    "office ",
    "resolution ",
    "member",
    "petition",
    "subject",
    "applicant",
    "panel",
    "founder",
    "anyone",
    "holder ",
)
COUNT = re.compile(r"[1-9]\d{4,8}")
"""A number that is written in groups."""
ONE = r"(?:\d+ )?[a-z0-9][a-z0-9.-]*"
LIST = re.compile(rf"{ONE}(?:(?:, | and | or ){ONE})*")
PIECE = re.compile(r" and | or |(?<![a-z0-9.-])[a-z][a-z0-9.-]*")
SCANT = 2
"""So few fixed letters tell no sentence from a name: *secretary of root*, but not *Board of Trustees*."""
SINGLE = re.compile(rf"\d{{1,2}} (?:{MONTH}) \d{{4}}|[a-z0-9][A-Za-z0-9.:_-]*")
FACT = re.compile(r"\{(\w+)\}")


class Shape(Struct, frozen=True):
    """A sentence with holes: its text, its fixed parts, what its holes are called, how many letters are fixed."""

    text: str
    fixed: tuple[str, ...]
    names: tuple[str, ...]
    weight: int
    scant: bool


def marked(text: str) -> str:
    """Mark a text that is put into the reader's language when it is shown, not here."""
    return text


def translated(text: str) -> str | None:
    """Give a sentence of the core in the language that is active; None where it has no shape with a translation."""
    return PHRASES.sub(_who, text) if _english() else _translated(text, get_language() or "en", DEPTH)


def _who(found: re.Match[str]) -> str:
    """Say phrases of the grammar of persons in words; what only looks like one, or may be a plain name, stays."""
    phrases = found[0].replace("'", "")
    try:
        return words.who(phrases) if phrases.startswith(KEYS) and PLACED.search(phrases) else found[0]
    except BadPhrase:
        return found[0]


def _english() -> bool:
    return (get_language() or "en") == "en"


@lru_cache(maxsize=4096)
def _translated(text: str, language: str, depth: int) -> str | None:
    """``language`` is only a key: what was translated into one language is no answer in another."""
    shape, facts = recognised(text[:LONGEST])
    said = pgettext(CONTEXT, shape) if shape else None
    if said is None or said == shape:
        return _framed(text, language, depth) or _word(text)
    inner = {name: _fact(fact, language, depth) for name, fact in facts.items()}
    return _dated(FACT.sub(lambda hole: inner.get(hole[1], hole[0]), said))


def _framed(text: str, language: str, depth: int) -> str | None:
    """Give a sentence that was written out with a capital letter and a full stop."""
    if not depth or text[:1].islower() or not text.endswith("."):
        return None
    said = _translated(text[:1].lower() + text[1:-1], language, depth - 1)
    return f"{said[:1].upper()}{said[1:]}." if said else None


def _dated(text: str) -> str:
    """Write the days in a sentence as the language does."""
    return DAY.sub(lambda d: _day(date(int(d[3]), MONTHS[d[2]], int(d[1]))), text)


def _day(day: date) -> str:
    return written(day)


def _fact(fact: str, language: str, depth: int) -> str:
    """Give a fact: a sentence, a day or some of the core's own words in the language, anything else as it is."""
    if PHRASES.fullmatch(fact) and fact[1:].startswith(KEYS):
        return words.who(fact.replace("'", ""))
    if COUNT.fullmatch(fact):
        return words.count(int(fact))
    said = depth and _translated(fact, language, depth - 1)
    return said or _moment(fact) or _listed(fact) or _dated(fact)


def _moment(fact: str) -> str | None:
    """Give a day, or a second of universal time, that stands as programs write it."""
    at = instant(fact if fact[10:] else f"{fact}T00:00:00Z")
    day = "" if at is None else _day(datetime.fromtimestamp(at, UTC).date())
    return f"{day}, {fact[11:19]} UTC" if day and fact[10:] else day or None


def _listed(fact: str) -> str | None:
    """Give a list of single words: *2 late, 1 doubled*, or *in-person or remote*."""
    return PIECE.sub(lambda piece: _piece(piece[0]), fact) if LIST.fullmatch(fact) else None


def _piece(piece: str) -> str:
    joined = {" and ": _(" and "), " or ": _(" or ")}
    return joined.get(piece) or _word(piece) or piece


def _word(text: str) -> str | None:
    """Give one of the core's own words, or an act by its kind."""
    said = pgettext("word", text)
    if said == text and "-" in text and text in BY_KIND:
        said = words.title(text)
    return said if said != text else None


def recognised(text: str) -> tuple[str | None, dict[str, str]]:
    """Give the shape of a sentence, and the facts in its holes; of many the one that leaves least unexplained."""
    found = _found(text, DEPTH)
    return (found.shape.text if found.shape else text if found.letters else None), found.facts


class _Found(Struct, frozen=True):
    """What a text was recognised as: its shape, if it has holes, its facts, and how many letters are explained."""

    letters: int
    facts: dict[str, str] = {}
    shape: Shape | None = None


@lru_cache(maxsize=4096)
def _found(text: str, depth: int) -> _Found:
    """Weigh the shapes that fit, with what is recognised in their holes: *clause 3 is less strict: …* holds another."""
    fixed, open_ones = _shapes()
    if text in fixed:
        return _Found(len(text))
    fit = ((shape, facts) for shape in open_ones if depth and (facts := facts_in(shape, text)) is not None)
    best = _Found(0)
    for shape, facts in islice(fit, RIVALS):
        letters = shape.weight + sum(_found(fact, depth - 1).letters for fact in facts.values())
        best = _Found(letters, facts, shape) if letters > best.letters else best
    return best


def facts_in(shape: Shape, text: str) -> dict[str, str] | None:
    """Give what stands in the holes of a sentence, None if it is another; in time that grows with its length."""
    first, *middle, last = shape.fixed
    end = len(text) - len(last)
    at, facts = len(first), []
    if not text.startswith(first) or not text.endswith(last) or at > end:
        return None
    for part in middle:
        found = text.find(part, at, end)
        if found < 0:
            return None
        facts.append(text[at:found])
        at = found + len(part)
    facts.append(text[at:end])
    if shape.scant and not all(map(SINGLE.fullmatch, facts)):
        return None
    return dict(zip(shape.names, facts, strict=True))


@cache
def _shapes() -> tuple[frozenset[str], tuple[Shape, ...]]:
    texts = json.loads(SHAPES.read_text("utf-8"))
    shapes = [shape_of(text) for text in texts if FACT.search(text)]
    return frozenset(texts), tuple(sorted(shapes, key=lambda shape: -shape.weight))


def shape_of(text: str) -> Shape:
    """Give a sentence with holes as something that can be recognised; where little is fixed, a hole holds one fact."""
    parts = FACT.split(text)
    fixed = tuple(parts[::2])
    letters = sum(map(str.isalpha, "".join(fixed)))
    return Shape(text, fixed, tuple(parts[1::2]), sum(map(len, fixed)), letters <= SCANT)
