"""Slips put right: the new text beside the entry, which keeps the old one."""

from __future__ import annotations

from msgspec import Struct

from bylaw.record.clock import rfc3339
from bylaw.state import State


class SlipLine(Struct, frozen=True):
    """One text put right: in which entry, of which kind, in which field, what it ought to say, and since when."""

    entry: int
    act: str
    field: str
    text: str
    when: str


def slips(state: State, _body: str, at: int) -> tuple[SlipLine, ...]:
    """Give every slip that was put right by ``at``, by the entry in which it is."""
    told = state.corrections
    return tuple(
        SlipLine(entry, told.correctable[entry].kind, field, text, rfc3339(when))
        for entry in sorted(told.rectified)
        for when, field, text in told.rectified[entry]
        if when <= at
    )
