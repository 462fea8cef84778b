"""The state of a copy after each entry, without its signatures: for views of a record that was audited before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from bylaw.audit.copy import NO_OPENINGS, Attached, Copy
from bylaw.ledger import consider, fold
from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import parse_checkpoint
from bylaw.record.log.note import parse_note
from bylaw.state import State


def replay(
    copy: Copy, until: Callable[[State], int | None], openings: Mapping[str, object] = NO_OPENINGS
) -> Iterator[State]:
    """Fold a copy without verifying signatures: for views at a moment, on a record audited before.

    Gives the one state after each entry. ``until`` is asked once, after the founding, for the time after
    which no entry is folded any more; None folds them all.
    """
    state, evidence = State(), Attached(copy, openings)
    note = parse_note(copy.checkpoint())
    head = note if isinstance(note, Broken) else parse_checkpoint(note.text)
    if isinstance(head, Broken):
        return
    last: int | None = None
    for raw in copy.entries(head.size):
        if isinstance(raw, Broken):
            return
        taken = consider(state, raw, evidence)
        if taken.refusals or taken.entry is None or (last is not None and taken.entry.at > last):
            return
        fold(state, taken, raw)
        if state.size == 1:
            last = until(state)
        yield state
