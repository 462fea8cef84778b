"""Times as people type them, read in the organisation's zone; local times that name no instant are refused."""

from __future__ import annotations

from datetime import date, datetime

from bylaw.record import clock
from bylaw.rules import instants, zones

FORMS = "2025-05-17, '2025-05-17 18:00' or 2025-05-17T16:00:00Z"


def typed_moment(text: str, zone: str) -> int | str:
    """Read ``2025-05-17``, ``2025-05-17 18:00``, ``2025-05-17T18:00`` (all local) or ``2025-05-17T16:00:00Z``.

    Gives seconds since 1970 UTC, or in words why the text names no instant.
    """
    exact = clock.instant(text)
    if exact is not None:
        return exact
    place = zones.find(zone)
    if place is None:
        return f"there is no time zone '{zone}'"
    try:
        if len(text) <= len("2025-05-17"):
            return instants.begins(date.fromisoformat(text), place).at
        local = datetime.strptime(text.replace(" ", "T"), "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - local on purpose
    except ValueError:
        return f"'{text[:40]}' is no time; write {FORMS}"
    found = instants.instant(local, place)
    return found.words if isinstance(found, instants.Unclear) else found
