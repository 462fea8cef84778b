"""Which text the record takes in: what a reader sees is what was signed, today and in thirty years.

Text is in NFC, and holds only characters of Unicode 14.0: whether a text of those is in NFC never changes again, so
every verifier, whatever its Unicode, answers alike. It holds no control characters (category Cc) and none of the nine
bidirectional embeddings, overrides and isolates, which can show a sentence in another order than it was signed in.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from bylaw.record.broken import Broken
from bylaw.record.unassigned import UNASSIGNED

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def text_flaw(text: str) -> Broken | None:
    """Say what the record refuses in a text, or None."""
    if found := _CONTROL.search(text):
        return _named(found, "a control character")
    if text.isascii():
        return None
    if found := _BIDI.search(text):
        return _named(found, "a bidirectional control")
    if mark := _unassigned(text):
        return Broken("canonical", f"a character that Unicode 14.0 does not have, U+{ord(mark):04X}")
    if not unicodedata.is_normalized("NFC", text):
        return Broken("canonical", "text that is not in NFC")
    return None


@lru_cache(maxsize=1)
def _bounds() -> list[int]:
    """Where runs of unassigned code points begin and end, in turn."""
    ends = [one.split("-") for one in UNASSIGNED.split()]
    return [bound for one in ends for bound in (int(one[0], 16), int(one[-1], 16) + 1)]


def _unassigned(text: str) -> str | None:
    """The first of the text's characters, by code point, that Unicode 14.0 does not have."""
    bounds = _bounds()
    return next((mark for mark in sorted(set(text)) if bisect_right(bounds, ord(mark)) % 2), None)


def _named(found: re.Match[str], what: str) -> Broken:
    return Broken("canonical", f"{what}, U+{ord(found[0]):04X}, at character {found.start()}")
