"""The seam for faster arithmetic: whatever decides statements in bulk.

A backend may refuse to accept, never accept what the reference refuses: what it does not accept the reference
decides again, and every finding comes from the reference.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from bylaw.belenios.findings import Refused
from bylaw.belenios.group import Group
from bylaw.belenios.verifier.reference import Reference
from bylaw.belenios.verifier.statement import Statement


class Backend(Protocol):
    """Decides statements over one group and one election key; `name` is printed."""

    name: str

    def verify_bulk(self, statements: Sequence[Statement]) -> Iterable[list[Any] | Refused]:
        """Yield for each statement its points, generator and key first, or why it does not hold."""
        ...


def backend(group: Group, key: Any) -> Backend:
    """Return the fastest backend that is installed."""
    return Reference(group, key)
