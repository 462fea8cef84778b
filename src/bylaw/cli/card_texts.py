"""What a door reads: the text of a card, files of bounded size, times."""

from __future__ import annotations

import sys
from pathlib import Path

from bylaw.cards import card as cards
from bylaw.cli.shell import fail
from bylaw.record.clock import instant
from bylaw.store.files import read_bounded


def read_file(path: Path, limit: int) -> bytes:
    """Read a file; end the command with a sentence where it is not there, cannot be read or is too long."""
    try:
        found = read_bounded(path, limit)
    except OSError as fault:
        fail(f"{path}: {fault}")
    return fail(f"{path} is not there; run 'bylaw card sync'") if found is None else found


def card_text(text: str) -> str:
    """Give the text of a card: as it is, from a file that has it, or from the scanner."""
    if text == "-":
        return sys.stdin.readline(4 * cards.LIMIT).strip("\r\n")
    if not text.startswith(cards.PREFIX) and len(text) < 1000 and Path(text).is_file():
        return read_file(Path(text), 4 * cards.LIMIT).decode("latin-1").strip("\r\n")
    return text


def instant_of(moment: str) -> int:
    """Read a time; end the command with a sentence where it is none."""
    at = instant(moment)
    return fail(f"'{moment}' is no time; write 2025-05-17T16:00:00Z") if at is None else at
