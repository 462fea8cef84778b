"""Which text the record takes in: what a reader sees is what was signed, today and in thirty years.

Text is in NFC, holds no control characters (Unicode category Cc) and none of the nine bidirectional
embeddings, overrides and isolates, which can show a sentence in another order than it was signed in.
"""

import re
import unicodedata

from bylaw.record.broken import Broken

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def text_flaw(text: str) -> Broken | None:
    """Say what the record refuses in a text, or None."""
    if text.isascii():
        control = _CONTROL.search(text)
        return _named(control, "a control character") if control else None
    if found := _CONTROL.search(text):
        return _named(found, "a control character")
    if found := _BIDI.search(text):
        return _named(found, "a bidirectional control")
    if not unicodedata.is_normalized("NFC", text):
        return Broken("canonical", "text that is not in NFC")
    return None


def _named(found: re.Match[str], what: str) -> Broken:
    return Broken("canonical", f"{what}, U+{ord(found[0]):04X}, at character {found.start()}")
