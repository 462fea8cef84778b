"""What is undone about ballot boxes: before the poll, while votes arrive, and until the result is filed."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.secret_ballots.box import head_due
from bylaw.acts.secret_ballots.trustees import not_rehearsed
from bylaw.projections.undone import Open
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.ballots import Box
from bylaw.state.elections import Election


def box_undone(state: State, at: int) -> Iterator[Open]:
    """Give what is to be done next about each box, or instead of one, of the elections that run."""
    told: set[str] = set()
    for election in state.elections.all.values():
        if election.means != "box" or not election.runs(at) or election.name not in state.elections.papers:
            continue
        for unit in election.units:
            box = state.boxes.of(election.name, unit)
            if unit in election.voided or unit in election.by_hand or (box is not None and box.name in told):
                continue
            if box is not None:
                told.add(box.name)
            next_step = _next(state, election, unit, box)
            if next_step is not None:
                act, by, why = next_step
                yield Open(act, election.unit, box.name if box else election.name, by, why, election.office)


def _next(state: State, election: Election, unit: str, box: Box | None) -> tuple[str, int, str] | None:
    if election.opened == FOREVER:
        if box is None:
            return "set-up-ballot", election.opens, f"no box is set up for {unit}"
        missing = not_rehearsed(state, box)
        if missing:
            return "rehearse-trustees", election.opens, f"trustees {missing} have not rehearsed their keys"
        return None
    assert box is not None
    if box.name not in state.boxes.closing:
        return _head(state, election, box)
    return _unsealing(state, election, box)


def _head(state: State, election: Election, box: Box) -> tuple[str, int, str]:
    by, heads = head_due(state, box), state.boxes.heads[box.name]
    if election.closed < FOREVER:
        return "close-box", by, f"the poll closed at {rfc3339(election.closed)}"
    if not heads:
        return "box-head", by, f"no head since the poll opened at {rfc3339(election.opened)}"
    return "box-head", by, f"the last head is of {rfc3339(heads[-1].at)}; its ballots: {heads[-1].ballots}"


def _unsealing(state: State, election: Election, box: Box) -> tuple[str, int, str] | None:
    boxes = state.boxes
    if box.name not in boxes.tallied:
        return "file-tally", election.begins, "the box is closed"
    if box.name not in boxes.decrypted:
        shuffles, factors = len(boxes.shuffles[box.name]), len(boxes.factors[box.name])
        why = f"filed: shuffles: {shuffles}; factors of trustees: {factors} of {len(box.trustees)}"
        return "file-result", election.begins, why
    return None
