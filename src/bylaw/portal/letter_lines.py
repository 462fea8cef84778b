"""The lines of a letter that went to many: one for each member, with what became of hers."""

from __future__ import annotations

from collections.abc import Iterable

from bylaw.portal.models import LetterLine, LetterRun

STATES = ("sent", "delivered", "returned")
"""What becomes of a letter."""


def note(run: LetterRun, members: Iterable[str], at: int) -> None:
    """Add a line for each of these members who has none yet."""
    noted = set(LetterLine.objects.filter(run=run).values_list("member", flat=True))
    new = (LetterLine(run=run, member=member, at=at) for member in members if member not in noted)
    LetterLine.objects.bulk_create(new)


def counts(run: LetterRun) -> list[tuple[str, int]]:
    """Count the letters of a run by what became of them."""
    lines = LetterLine.objects.filter(run=run)
    return [(state, lines.filter(state=state).count()) for state in STATES]
