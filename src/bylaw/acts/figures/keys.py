"""Figures of keys: how often a lost one was replaced."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.figures.definition import Definition, Event, Subject
from bylaw.state import State
from bylaw.state.bodies import ROOT

FIGURES = (
    Definition("key-recoveries", "keys", "recoveries of lost keys begun by the body's officers"),
    Definition("key-recoveries-stopped", "keys", "of these, stopped by the old key", base="key-recoveries"),
)


def events(state: State, _at: int) -> Iterator[Event]:
    """Give every recovery, in the bodies of the officers who signed it."""
    for recovery in state.keys.recoveries.values():
        mandates = (state.offices.mandates[name] for name in recovery.by)
        lines = [state.bodies.line(mandate.body, recovery.start) for mandate in mandates]
        bodies = tuple(dict.fromkeys(body for line in lines for body in line)) or (ROOT,)
        yield Event("key-recoveries", recovery.start, bodies)
        if recovery.stopped:
            yield Event("key-recoveries-stopped", recovery.start, bodies)


SUBJECT = Subject("keys", FIGURES, events)
