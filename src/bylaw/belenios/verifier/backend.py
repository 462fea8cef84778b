"""The seam for faster arithmetic: whatever decides statements in bulk.

A backend may refuse to accept, never accept what the reference refuses: what it does not accept the reference
decides again, and every finding comes from the reference.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Protocol

from bylaw.belenios.group import Group
from bylaw.belenios.verifier.reference import Decided, Reference
from bylaw.belenios.verifier.statement import Statement


class Backend(Protocol):
    """Decides statements over one group and one election key; `name` is printed."""

    name: str
    batch: int  # how many statements it takes best at once

    def verify_bulk(self, statements: Sequence[Statement]) -> Decided:
        """Decide statements that are independent of each other."""
        ...


def backend(group: Group, key: Any) -> Backend:
    """Return the fastest backend that is installed: for Ed25519 the kernel where it is built, else libsodium."""
    if group.name != "Ed25519":
        return Reference(group, key)
    if find_spec("bylaw_kernel") is None:
        from bylaw.belenios.verifier.sodium import Sodium  # noqa: PLC0415 - PyNaCl is slow to import

        return Sodium(group, key)
    from bylaw.belenios.verifier.kernel import Kernel  # noqa: PLC0415 - optional

    return Kernel(group, key)
