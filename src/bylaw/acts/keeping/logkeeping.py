"""Acts about the log itself: its witnesses, their cosigned heads, and its successor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from bylaw.acts.act import Act, Count, Evidence, Stamp
from bylaw.acts.keeping.witnesses import Vkey, Vkeys, fit_log, fit_witnesses
from bylaw.record.broken import Broken
from bylaw.record.clock import instant, rfc3339
from bylaw.record.entry import LATEST
from bylaw.record.log.checkpoint import cosigned_at, open_checkpoint
from bylaw.record.log.note import VerifierKey, parse_vkey
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.witnesses import Bracket

Line = Annotated[str, Meta(max_length=400)]
DRIFT = 120
"""Seconds by which the clocks of the operator and of honest witnesses may differ."""


class SetWitnesses(Act, frozen=True, kw_only=True, tag="set-witnesses/1"):
    """Name the witnesses of the log, and how many of them must sign its state for it to count.

    ``quorum`` is how many must cosign a head. ``captive`` declares those of them that the operator of the log
    runs, or that depend on it.
    """

    witnesses: Vkeys
    quorum: Count
    captive: Vkeys = ()

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse keys that are none, and a quorum that cannot be had; flag one that the operator reaches alone."""
        facts = state.identity
        logs = (facts.log_key, *facts.former)
        yield from fit_witnesses(self.witnesses, self.quorum, self.captive, facts.origin, logs)

    def apply(self, state: State, at: int) -> None:
        """Change the witnesses."""
        facts = state.identity
        facts.witnesses, facts.quorum, facts.captive = self.witnesses, self.quorum, self.captive


class Cosigned(Struct, frozen=True):
    """A head: when the witnesses of the record cosigned it, and whose lines are not theirs."""

    size: int
    root: bytes
    times: list[int]
    forged: list[str]


class Witnessed(Act, frozen=True, kw_only=True, tag="witnessed/1"):
    """Enter what the witnesses signed: that the record stood so at that time; nobody else need sign it.

    ``lines`` are the cosigned head of this log, line by line; it proves itself.
    """

    proves_itself: ClassVar[bool] = True
    lines: Annotated[tuple[Line, ...], Meta(min_length=5, max_length=80)]

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a head that is not of this log, has too few or false cosignatures, lies in time, or is old."""
        head = self._head(state)
        if isinstance(head, str):
            yield own(16, head, "enter the head as the log and its witnesses signed it")
            return
        if head.size > state.size or state.log.root(head.size) != head.root:
            yield own(
                16, f"the head of {head.size} entries is not one of this log", "enter a head of this log"
            )
        if head.forged:
            found = f"the cosignature by {head.forged[0]} does not verify"
            yield own(16, found, "enter the line as the witness signed it, or leave it out")
        if len(head.times) < max(1, state.identity.quorum):
            found = f"witnesses that cosigned: {len(head.times)}; needed: {max(1, state.identity.quorum)}"
            yield own(16, found, "ask the other witnesses")
        last = state.witnesses.last
        if last and head.size <= last.size:
            yield own(16, f"a head of {last.size} entries is entered already", "enter a newer one")
        if state.identity.clock == "real" and head.times and 0 < head.size <= state.size:
            yield from _in_time(state, head, at)

    def apply(self, state: State, at: int) -> None:
        """Remember the bracket that the head closes."""
        head = self._head(state)
        assert not isinstance(head, str)
        state.witnesses.add(Bracket(head.size, min(head.times), max(head.times), state.size))

    def _head(self, state: State) -> Cosigned | str:
        key = parse_vkey(state.identity.log_key)
        if isinstance(key, Broken):
            return f"the log's key: {key}"
        opened = open_checkpoint(("\n".join(self.lines) + "\n").encode(), key)
        if isinstance(opened, Broken):
            return str(opened)
        names = dict.fromkeys(state.identity.witnesses)
        keys = [k for text in names if isinstance(k := parse_vkey(text), VerifierKey)]
        signed = {k.name: cosigned_at(opened.note, k) for k in keys if opened.note.of(k)}
        times = [t for t in signed.values() if isinstance(t, int)]
        forged = [name for name, t in signed.items() if isinstance(t, Broken)]
        return Cosigned(opened.checkpoint.size, opened.checkpoint.root, times, forged)


def _in_time(state: State, head: Cosigned, at: int) -> Iterator[Finding]:
    """Compare a cosigned head with the entries around it: those in it came before, those after it later.

    Heads (n1, T1) and (n2, T2): an entry in [n1, n2) was logged after T1 and before T2. Times never fall, so the
    last entry of the head and the first after it speak for all.
    """
    first, last = min(head.times), max(head.times)
    if state.times[head.size - 1] > first + DRIFT:
        found = f"entry {head.size - 1} says {rfc3339(state.times[head.size - 1])}; cosigned at {told(first)}"
        yield own(6, found, "set the clock of the log right; a head is older than its cosignatures")
    after = state.times[head.size] if head.size < state.size else at
    if after < last - DRIFT:
        found = f"the entry after this head says {rfc3339(after)}; it was cosigned at {told(last)}"
        yield own(6, found, "enter the lines that witnesses gave while the head was the newest")


def told(at: int) -> str:
    """Write a time that a witness named, which can be any number."""
    return rfc3339(at) if at <= LATEST else f"second {at}"


class OpenSuccessor(Act, frozen=True, kw_only=True, tag="open-successor/1"):
    """Move the record to a new log (key lost, domain changed, operator gone); the organisation stays the same."""

    origin: Annotated[str, Meta(pattern="^[!-*,-~]{1,200}$")]
    log_key: Vkey
    size: Count
    closes: Stamp

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a key that is none, a head that is not the last cosigned one, or a log that it is already."""
        yield from fit_log(self.origin, self.log_key)
        if self.log_key in (state.identity.log_key, *state.identity.former):
            yield own(16, "that is the log as it is, or was", "name a new key")
        last = state.witnesses.last
        if last and self.size < last.size:
            yield own(16, f"witnesses cosigned {last.size} entries", "begin at that head or a later one")
        if self.size > state.size:
            yield own(16, f"there are {state.size} entries before this one", "begin at a head that there is")
        if (instant(self.closes) or 0) < at:
            yield own(14, f"the old log closes on {self.closes}", "close it at or after this entry")

    def apply(self, state: State, at: int) -> None:
        """Go on under the new key; heads by the old one still count as far as they go."""
        facts = state.identity
        facts.former = (*facts.former, facts.log_key)
        facts.origin, facts.log_key = self.origin, self.log_key
