"""The state after the entries of a copy, without its signatures: for views of a record that was audited before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bylaw.ledger import consider, fold
from bylaw.record.broken import Broken
from bylaw.state import State


def replay(
    entries: Iterable[bytes | Broken],
    until: Callable[[State], int | None],
    state: State,
    evidence: Mapping[str, object],
) -> None:
    """Fold onto a state the entries that follow it, without verifying signatures.

    ``until`` is asked once, as soon as there is a founding, for the time after which no entry is folded any more; None
    folds them all. The first that is refused or cannot be had ends it.
    """
    last = until(state) if state.size else None
    for raw in entries:
        if isinstance(raw, Broken):
            return
        taken = consider(state, raw, evidence)
        if taken.refusals or taken.entry is None or (last is not None and taken.entry.at > last):
            return
        fold(state, taken, raw)
        if state.size == 1:
            last = until(state)
