"""The catalogues: one django.po for each language, and the django.mo that is made from it, both in the repository."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALE = Path(__file__).parents[2] / "src" / "bylaw" / "portal" / "locale"
LANGUAGES = ("de", "fr", "es")
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands in each compiled file, so that the same texts give the same bytes."""
CLASH = re.compile(
    rb"^<{7} [^\n]*\n(.*?)(?:^\|{7}[^\n]*\n.*?)?^={7}\n(.*?)^>{7} [^\n]*\n", re.DOTALL | re.MULTILINE
)
"""What a merge leaves where both sides changed the same lines."""
Key = tuple[str, str | tuple[str, str]]


def _file(language: str, ending: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"django.{ending}"


def read(language: str) -> Catalog:
    """Read a catalogue; an empty one where there is none yet, both sides of one where two people's work met."""
    path = _file(language, "po")
    return both_sides(path.read_bytes(), language) if path.exists() else _empty(language)


def both_sides(raw: bytes, language: str) -> Catalog:
    """Read a catalogue, also one with the marks of a merge: what either side translated, and of two the later."""
    found, *later = (read_po(io.BytesIO(CLASH.sub(side, raw)), locale=language) for side in _sides(raw))
    for message in (message for each in later for message in each if message.id):
        old = found.get(message.id, message.context)
        if old is None:
            found.add(message.id, message.string, context=message.context, flags=message.flags)
        elif all(_texts(message.string)):
            old.string, old.flags = message.string, message.flags
    return found


def _sides(raw: bytes) -> tuple[bytes, ...]:
    return (rb"\1", rb"\2") if CLASH.search(raw) else (b"",)


def _texts(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return said if isinstance(said, tuple) else (said,)


def _empty(language: str) -> Catalog:
    return Catalog(locale=language, charset="utf-8", header_comment="", fuzzy=False)


def merged(wanted: Sequence[Key], kept: Catalog, language: str) -> Catalog:
    """Give a catalogue of these texts, with the translations that there are."""
    found = _empty(language)
    for context, text in wanted:
        old = kept.get(text if isinstance(text, str) else text[0], context or None)
        same = old is not None and old.id == text
        found.add(
            text, old.string if old and same else "", context=context or None, flags=old.flags if old else ()
        )
    return found


def po(catalogue: Catalog) -> bytes:
    """Write a catalogue as people edit it: the same texts always give the same bytes."""
    out = io.BytesIO()
    write_po(out, catalogue, width=120, omit_header=True, no_location=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n'
    return head.format(catalogue.plural_forms).encode() + out.getvalue()


def mo(catalogue: Catalog) -> bytes:
    """Write a catalogue as programs read it."""
    out = io.BytesIO()
    catalogue.creation_date = catalogue.revision_date = NO_DATE
    write_mo(out, catalogue)
    return out.getvalue()


def write(language: str, catalogue: Catalog) -> None:
    """Write both files."""
    _file(language, "po").parent.mkdir(parents=True, exist_ok=True)
    _file(language, "po").write_bytes(po(catalogue))
    _file(language, "mo").write_bytes(mo(read(language)))


def compiled(language: str, catalogue: Catalog) -> bool:
    """Whether both files are what these texts and translations give."""
    fits = _file(language, "po").read_bytes() == po(catalogue)
    return fits and _file(language, "mo").read_bytes() == mo(read(language))
