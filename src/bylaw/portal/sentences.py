"""What the core says, in the reader's language.

The core is pure and speaks one language: a finding, a duty, a step of a lineage is an English sentence with its facts
filled in. ``scripts/messages`` lists the shapes of all these sentences ("notice {days} days before; …") from the
source, and each shape has its translation. Here a sentence is recognised by its shape, its facts are taken out, and
they are put into the translated shape. A sentence without a shape stays as it is, and is marked as English.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from pathlib import Path

from django.utils.translation import get_language, pgettext
from msgspec import Struct

CONTEXT = "sentence"
SHAPES = Path(__file__).parent / "locale" / "shapes.json"
DEPTH = 3
"""How deep a fact may be a sentence of its own."""
LONGEST = 4000
"""Of a sentence that is looked for, in characters."""
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
    inner = {name: (depth and _translated(fact, language, depth - 1)) or fact for name, fact in facts.items()}
    return FACT.sub(lambda hole: inner.get(hole[1], hole[0]), said)


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
    weight = sum(char.isalpha() for part in fixed for char in part)
    return Shape(text, max(fixed, key=len), weight, re.compile(pattern, re.DOTALL))
