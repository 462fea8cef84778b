"""Opening a record to look at it, at its end or at a moment before."""

from __future__ import annotations

from pathlib import Path

from bylaw.audit.replay import replay
from bylaw.cli.moments import read_moment
from bylaw.cli.shell import fail
from bylaw.record.broken import Broken
from bylaw.state import State
from bylaw.store.copies import open_published
from bylaw.store.openings import Openings


def folded(place: Path | str, moment: str = "") -> tuple[State, int]:
    """Fold the record at ``place`` up to a moment; gives the state and the time asked for.

    Sealed steps are opened where their openings lie in the folder.
    """
    copy = open_published(str(place))
    if isinstance(copy, Broken):
        fail(copy.detail)
    state, until = None, None
    for each in replay(copy, lambda first: _until(first, moment), Openings(Path(place))):
        state = each
    if state is None:
        fail(f"{place}: the record cannot be read; see 'bylaw verify {place}'")
    until = read_moment(moment, state.identity.zone) if moment else state.at
    return state, until


def _until(first: State, moment: str) -> int | None:
    return read_moment(moment, first.identity.zone) if moment else None
