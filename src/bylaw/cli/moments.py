"""Times as people type them on the command line."""

from __future__ import annotations

from bylaw.cli.shell import fail
from bylaw.rules.typed import typed_moment


def read_moment(text: str, zone: str) -> int:
    """Read ``2025-05-17``, ``2025-05-17 18:00`` (both local) or ``2025-05-17T16:00:00Z``; ends with usage if none."""
    found = typed_moment(text, zone)
    return found if isinstance(found, int) else fail(found)
