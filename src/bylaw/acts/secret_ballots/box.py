"""The box while it fills: its heads, filed as the calendar says, and the head with which it closes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from bylaw.acts.act import Count, Digest, Evidence
from bylaw.acts.days import day
from bylaw.acts.secret_ballots.boxes import BoxStep
from bylaw.belenios import box_key
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.ballots import Box, Head

BUSY, QUIET = 300, 3600
"""Seconds after which the next head of a box is due: while ballots arrive, and otherwise."""
Signature = Annotated[str, Meta(pattern="^[0-9a-f]{128}$")]


class Heading(BoxStep, frozen=True, kw_only=True):
    """A head of a box, signed with its key: how many ballots, and the hash of the last event in the archive."""

    ballots: Count
    event: Digest
    signature: Signature

    def grows(self, state: State) -> Iterator[Finding]:
        """Refuse a foreign signature, a box that is not this election's any more, and a head that takes back."""
        box = self.it(state)
        told = box_key.Head(box.fingerprint, self.ballots, self.event).told()
        if not box_key.holds(box.key, told, self.signature):
            yield own(45, "the signature is not that of the box", "file the head that the box signed")
        if not state.boxes.current(box):
            yield own(15, f"another box has taken the place of {box.name}", "file the heads of the new one")
        if box.name in state.boxes.closing:
            yield own(45, f"box {box.name} has closed", "file its tally")
        last = next(reversed(state.boxes.heads[box.name]), None)
        if last is None:
            return
        if self.ballots < last.ballots or (self.ballots == last.ballots and self.event != last.event):
            found = f"ballots: {self.ballots}, after a head of {last.ballots}, or another last event"
            yield own(45, found, "have the election voided: the box took back what it had shown")

    def head(self, at: int) -> Head:
        """Give the head as the state keeps it."""
        return Head(self.ballots, self.event, at)


class BoxHead(Heading, frozen=True, kw_only=True, tag="box-head/1"):
    """File the state of a ballot box while the poll is open: a ballot that goes missing later shows."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a poll that is not open, and a head that does not follow."""
        election = self.first(state)
        if election.opened == FOREVER or election.closed < FOREVER or not election.runs(at):
            yield own(15, "the poll is not open", "file heads while votes arrive")
        yield from self.grows(state)

    def apply(self, state: State, at: int) -> None:
        """Keep the head."""
        state.boxes.heads[self.box].append(self.head(at))


class CloseBox(Heading, frozen=True, kw_only=True, tag="close-box/1"):
    """File the state in which a ballot box is closed: what comes after it does not count."""

    pointed_to: ClassVar[tuple[str, ...]] = ("box",)

    def due(self, state: State, at: int) -> str:
        """Say that the box should be closed."""
        closes = self.first(state).closes
        return f"the poll was to close on {day(state, closes)}" if at >= closes else ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before the poll has closed, and a head that does not follow."""
        election = self.first(state)
        if election.closed == FOREVER or not election.runs(at):
            yield own(15, "the poll has not closed, or the election is over", "close the poll first")
        yield from self.grows(state)

    def apply(self, state: State, at: int) -> None:
        """Keep the closing head."""
        state.boxes.closing[self.box] = self.head(at)


def head_due(state: State, box: Box) -> int:
    """Give the moment at which the next head of a box is due, its closing head once the poll is closed.

    A duty, never a ground of refusal: a late head shows itself by its entry time.
    """
    election = state.elections.all[box.elections[0]]
    if box.name in state.boxes.closing or election.opened == FOREVER:
        return FOREVER
    if election.closed < FOREVER:
        return election.closed + BUSY
    heads = state.boxes.heads[box.name]
    if not heads:
        return election.opened + BUSY
    before = heads[-2].ballots if len(heads) > 1 else 0
    return heads[-1].at + (BUSY if heads[-1].ballots > before else QUIET)
