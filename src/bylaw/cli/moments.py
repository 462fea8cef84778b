"""Times as people type them, read in the organisation's zone; local times that name no instant are refused."""

from __future__ import annotations

from datetime import date, datetime

from bylaw.cli.shell import fail
from bylaw.record import clock
from bylaw.rules import instants, zones


def read_moment(text: str, zone: str) -> int:
    """Read ``2025-05-17``, ``2025-05-17 18:00`` (both local) or ``2025-05-17T16:00:00Z``; ends with usage if none."""
    exact = clock.instant(text)
    if exact is not None:
        return exact
    place = zones.find(zone)
    try:
        local = datetime.strptime(text, "%Y-%m-%d %H:%M") if " " in text else None  # noqa: DTZ007 - local on purpose
        day = date.fromisoformat(text) if local is None else None
    except ValueError:
        fail(f"'{text}' is no time; write 2025-05-17, '2025-05-17 18:00' or 2025-05-17T16:00:00Z")
    if place is None:
        fail(f"there is no time zone '{zone}'")
    if local is None:
        assert day is not None
        return instants.begins(day, place).at
    found = instants.instant(local, place)
    if isinstance(found, instants.Unclear):
        fail(found.words)
    return found
