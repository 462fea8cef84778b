"""Opening a record to look at it, at its end or at a moment before."""

from __future__ import annotations

import time
from pathlib import Path

from bylaw.audit.copy import Attached
from bylaw.audit.replay import replay
from bylaw.cli.moments import read_moment
from bylaw.cli.shell import fail
from bylaw.record.broken import Broken
from bylaw.state import State
from bylaw.store.beside import Beside
from bylaw.store.copies import PublishedCopy, open_published
from bylaw.store.openings import Openings
from bylaw.store.reader import Copy
from bylaw.store.saved import Begun, Log, Saved


def folded(place: Path | str, moment: str = "") -> tuple[State, int]:
    """Fold the record at ``place`` up to a moment; gives the state and the time asked for, else the present.

    Sealed steps are opened where their openings lie in the folder. In an organisation's own folder it begins with the
    state that was saved there, if that is not later than the moment.
    """
    published = open_published(str(place))
    copy = published if isinstance(published, Broken) else published.under()
    if isinstance(published, Broken):
        fail(published.detail)
    if isinstance(copy, Broken):
        fail(f"{place}: the record cannot be read; see 'bylaw verify {place}'")
    state = _fold(published, copy, place, moment)
    if not state.size:
        fail(f"{place}: the record cannot be read; see 'bylaw verify {place}'")
    return state, read_moment(moment, state.identity.zone) if moment else present(state)


def present(state: State) -> int:
    """Give the present of a record: under a real clock the machine's, since terms and deadlines end without any entry.

    A simulated or reconstructed clock stands where its last entry is.
    """
    return max(state.at, int(time.time())) if state.identity.clock == "real" else state.at


def _fold(published: PublishedCopy, copy: Copy, place: Path | str, moment: str) -> State:
    evidence = Attached(published, Openings(Path(place)))
    saved, log = Saved.of(place), Log(copy.head.origin, copy.head.size, copy.root)
    begun = saved.begin(log, evidence) if saved else _anew(evidence, place)
    if moment and begun.saved and begun.state.at > read_moment(moment, begun.state.identity.zone):
        begun = _anew(evidence, place)
    replay(copy.entries(begun.state.size), lambda first: _until(first, moment), begun.state, begun.beside)
    if saved:
        saved.keep(log, begun)
    return begun.state


def _anew(evidence: Attached, place: Path | str) -> Begun:
    return Begun(State(), Beside(evidence, Path(place)))


def _until(first: State, moment: str) -> int | None:
    return read_moment(moment, first.identity.zone) if moment else None
