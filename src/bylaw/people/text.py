"""Names and other words about persons: what is kept, what is refused, what is flagged.

Names are kept as their bearers write them, in any script and of any shape: one word or eight, with diacritics,
apostrophes or none. Refused is only what makes a reader see something else than what is stored: control characters
and invisible ones, above all those that turn the direction of writing. Letters of two scripts in one name are
honest here and there (and let somebody pass as somebody else elsewhere), so they are kept and flagged.
"""

import re
import unicodedata
from functools import cache

LONGEST = 200
"""Characters of a name, number, phone or e-mail address."""
LONGEST_ADDRESS = 1000

_SINGLE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
"""Kana and Han, which put no spaces between words: each character is looked for by itself."""
_WORD = re.compile(rf"[{_SINGLE}]|[^\W{_SINGLE}]+")
_BARRED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe"})
"""Letters with a stroke, or two in one, which Unicode takes for letters of their own and keyboards often lack."""
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>.]+(\.[^@\s<>.]+)+")
_JOINERS = "\u200c\u200d"  # Persian and Indic names need them
_TOGETHER = (
    frozenset({"CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"CJK", "HANGUL"}),
    frozenset({"CJK", "BOPOMOFO"}),
)
"""Scripts that are written together in one language, so that mixing them confuses nobody."""


def tidy(text: str) -> str:
    """Return the text in NFC, with each run of white space as one blank and none at the ends."""
    if text.isascii() and "  " not in text and text.strip() == text and text.isprintable():
        return text
    return " ".join(unicodedata.normalize("NFC", text).split())


def words_of(text: str) -> list[str]:
    """Give the words of a text as they are looked for: without case and accents."""
    if text.isascii():
        return _WORD.findall(text.casefold())
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return _WORD.findall(plain.casefold().translate(_BARRED))


def flaw(text: str, longest: int = LONGEST) -> str:
    """Say why a tidied text is refused, or nothing."""
    if len(text) > longest:
        return f"{len(text)} characters; at most {longest}"
    if text.isascii() and text.isprintable():
        return ""
    for place, character in enumerate(text, start=1):
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"} and character not in _JOINERS:
            name = unicodedata.name(character, "control character").lower()
            return f"U+{ord(character):04X} ({name}) at character {place}; write the text without it"
    return ""


def email_flaw(text: str) -> str:
    """Say why a text is no e-mail address, or nothing."""
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        return f"'{text[:60]}' is no e-mail address"
    return ""


def scripts(name: str) -> frozenset[str]:
    """Return the scripts of a name's letters where they are a mixture, and nothing where they are not."""
    if name.isascii():
        return frozenset()
    found = frozenset(script for letter in name if (script := _script(letter)))
    return frozenset() if len(found) < 2 or any(found <= group for group in _TOGETHER) else found


@cache
def _script(letter: str) -> str:
    """Return the script of a letter by the first word of its Unicode name; nothing for marks and the like."""
    if not letter.isalpha():
        return ""
    script = unicodedata.name(letter, "UNKNOWN").split(maxsplit=1)[0]
    return "" if script in {"MODIFIER", "FEMININE", "MASCULINE"} else script
