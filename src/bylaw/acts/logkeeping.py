"""Acts about the log itself: its witnesses, their cosigned heads, and its successor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from bylaw.acts.act import Act, Count, Evidence, Stamp
from bylaw.record.broken import Broken
from bylaw.record.clock import instant
from bylaw.record.log.checkpoint import cosigned_at, open_checkpoint
from bylaw.record.log.note import VerifierKey, parse_vkey
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.witnesses import Bracket

Vkey = Annotated[str, Meta(max_length=300)]
Line = Annotated[str, Meta(max_length=400)]


class SetWitnesses(Act, frozen=True, kw_only=True, tag="set-witnesses/1"):
    """Name the witnesses of the log and how many of them must cosign a head."""

    witnesses: tuple[Vkey, ...]
    quorum: Count

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse keys that are none, and a quorum that cannot be had."""
        for text in self.witnesses:
            if isinstance(parse_vkey(text), Broken):
                yield own(16, f"'{text}' is no verifier key", "name each witness by its vkey")
        if len(set(self.witnesses)) != len(self.witnesses):
            yield own(16, "a witness is named twice", "name each witness once")
        if self.quorum > len(self.witnesses):
            yield own(
                16,
                f"{self.quorum} of {len(self.witnesses)} witnesses",
                "ask for at most as many as there are",
            )

    def apply(self, state: State, at: int) -> None:
        """Change the witnesses."""
        state.identity.witnesses, state.identity.quorum = self.witnesses, self.quorum


class Witnessed(Act, frozen=True, kw_only=True, tag="witnessed/1"):
    """Enter a cosigned head of this log, line by line; it proves itself, so nobody need sign."""

    proves_itself: ClassVar[bool] = True
    lines: Annotated[tuple[Line, ...], Meta(min_length=5, max_length=80)]

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a head that is not of this log, has too few good cosignatures, or does not advance."""
        head = self._head(state)
        if isinstance(head, str):
            yield own(16, head, "enter the head as the log and its witnesses signed it")
            return
        size, root, times = head
        if size > state.size or state.log.root(size) != root:
            yield own(16, f"the head of {size} entries is not one of this log", "enter a head of this log")
        if len(times) < max(1, state.identity.quorum):
            found = f"{len(times)} of the witnesses cosigned; {max(1, state.identity.quorum)} must"
            yield own(16, found, "ask the other witnesses")
        last = state.witnesses.last
        if last and size <= last.size:
            yield own(16, f"a head of {last.size} entries is entered already", "enter a newer one")

    def apply(self, state: State, at: int) -> None:
        """Remember the bracket that the head closes."""
        head = self._head(state)
        assert not isinstance(head, str)
        state.witnesses.add(Bracket(head[0], min(head[2]), max(head[2]), state.size))

    def _head(self, state: State) -> tuple[int, bytes, list[int]] | str:
        key = parse_vkey(state.identity.log_key)
        if isinstance(key, Broken):
            return f"the log's key: {key}"
        opened = open_checkpoint(("\n".join(self.lines) + "\n").encode(), key)
        if isinstance(opened, Broken):
            return str(opened)
        names = dict.fromkeys(state.identity.witnesses)
        keys = [k for text in names if isinstance(k := parse_vkey(text), VerifierKey)]
        times = [t for k in keys if isinstance(t := cosigned_at(opened.note, k), int)]
        return opened.checkpoint.size, opened.checkpoint.root, times


class OpenSuccessor(Act, frozen=True, kw_only=True, tag="open-successor/1"):
    """Move the record to a new log (key lost, domain changed, operator gone); the organisation stays the same."""

    origin: Annotated[str, Meta(pattern="^[!-*,-~]{1,200}$")]
    log_key: Vkey
    size: Count
    closes: Stamp

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a key that is none, a head that is not the last cosigned one, or a log that it is already."""
        if isinstance(parse_vkey(self.log_key), Broken):
            yield own(16, f"'{self.log_key}' is no verifier key", "name the new log by its vkey")
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
