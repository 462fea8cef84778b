"""The tables of a state as bytes, and back: for the account that wrote them, once they are known to be its own.

Python's pickle keeps what the tables share with each other, and any Python object; so it is given nothing that is not
authenticated, and beside that it makes objects of the classes of state, rules and record alone.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from bylaw.state import State

OURS = ("bylaw.state", "bylaw.rules", "bylaw.record")
"""The packages whose classes stand in a state."""
BUILT = frozenset({
    ("array", "array"), ("array", "_array_reconstructor"),
    ("msgspec._core", "UNSET"), ("msgspec._utils", "rebuild"),
})  # fmt: skip
"""What else a state is made of, beside what pickle has signs of its own for."""


class _Reader(pickle.Unpickler):
    """Reads objects of the named classes, and finds nothing else."""

    def find_class(self, module: str, name: str) -> object:
        """Give a class by its module and name. Raises UnpicklingError for anything else."""
        if (module, name) in BUILT:
            return super().find_class(module, name)
        if "." not in name and any(f"{module}.".startswith(f"{ours}.") for ours in OURS):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} stands in no state")


def write_tables(state: State) -> bytes:
    """Give a state as bytes; the state stays as it is."""
    with _uncollected():
        return pickle.dumps(state, protocol=5)


def read_tables(raw: bytes) -> State | None:
    """Give the state that these bytes hold; None where they hold none that can be read."""
    try:
        with _uncollected():
            found = _Reader(BytesIO(raw)).load()
    except Exception:  # noqa: BLE001 - pickle raises anything; whatever it is, the record is folded instead
        return None
    return found if isinstance(found, State) else None


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let no cycles be looked for meanwhile: all that is made is kept, and looking costs more than making."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
