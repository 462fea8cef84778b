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
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from msgspec import Struct

from bylaw.portal import words

CONTEXT = "sentence"
SHAPES = Path(__file__).parent / "locale" / "shapes.json"
DEPTH = 3
"""How deep a fact may be a sentence of its own."""
LONGEST = 4000
"""Of a sentence that is looked for, in characters."""
MONTHS = {name: number for number, name in enumerate(month_name) if name}
DAY = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")
PHRASES = re.compile(r"'[a-z][^']*'(?: or '[^']*')*")
"""Phrases of the grammar of persons in a sentence: 'office secretary here' or 'petition'."""
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
FACT = re.compile(r"\{(\w+)\}")


class Shape(Struct, frozen=True):
    """A sentence with holes: its text, its longest fixed part, how much of it is fixed, and how it is recognised."""

    text: str
    key: str
    weight: int
    found: re.Pattern[str]


def marked(text: str) -> str:
    """Mark a text that is put into the reader's language when it is shown, not here."""
    return text


def translated(text: str) -> str | None:
    """Give a sentence of the core in the language that is active; None where it has no shape with a translation."""
    return text if _english() else _translated(text, get_language() or "en", DEPTH)


def _english() -> bool:
    return (get_language() or "en") == "en"


@lru_cache(maxsize=4096)
def _translated(text: str, language: str, depth: int) -> str | None:
    """``language`` is only a key: what was translated into one language is no answer in another."""
    shape, facts = recognised(text[:LONGEST])
    if shape is None:
        return None
    said = pgettext(CONTEXT, shape)
    if said == shape:
        return None
    inner = {name: _fact(fact, language, depth) for name, fact in facts.items()}
    return _dated(FACT.sub(lambda hole: inner.get(hole[1], hole[0]), said))


def _dated(text: str) -> str:
    """Write the days in a sentence as the language does."""
    return DAY.sub(lambda d: date_format(date(int(d[3]), MONTHS[d[2]], int(d[1])), "DATE_FORMAT"), text)


def _fact(fact: str, language: str, depth: int) -> str:
    """Give a fact: a sentence or one of the core's own words in the language, anything else as it is."""
    if PHRASES.fullmatch(fact) and fact[1:].startswith(KEYS):
        return words.who(fact.replace("'", ""))
    return (depth and _translated(fact, language, depth - 1)) or _dated(pgettext("word", fact))


def recognised(text: str) -> tuple[str | None, dict[str, str]]:
    """Give the shape of a sentence, the one of which most is fixed, and the facts in its holes."""
    fixed, open_ones = _shapes()
    if text in fixed:
        return text, {}
    for shape in open_ones:
        if shape.key in text and (match := shape.found.fullmatch(text)):
            return shape.text, match.groupdict()
    return None, {}


@cache
def _shapes() -> tuple[frozenset[str], tuple[Shape, ...]]:
    texts = json.loads(SHAPES.read_text("utf-8"))
    shapes = [shape_of(text) for text in texts if FACT.search(text)]
    return frozenset(texts), tuple(sorted(shapes, key=lambda shape: -shape.weight))


def shape_of(text: str) -> Shape:
    """Give a sentence with holes as something that can be recognised."""
    parts = FACT.split(text)
    fixed, names = parts[::2], parts[1::2]
    pattern = re.escape(fixed[0]) + "".join(
        f"(?P<{name}>.*?){re.escape(part)}" for name, part in zip(names, fixed[1:], strict=True)
    )
    weight = sum(map(len, fixed))
    return Shape(text, max(fixed, key=len), weight, re.compile(pattern, re.DOTALL))
