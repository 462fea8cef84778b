"""Heads against each other: cosignatures by witnesses, and an older head as a prefix of this one."""

from __future__ import annotations

from msgspec import Struct

from bylaw.audit.receipts import open_head
from bylaw.audit.report import Fault
from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import cosigned_at
from bylaw.record.log.note import Note, VerifierKey, parse_vkey
from bylaw.record.log.policy import TrustPolicy
from bylaw.state import State


class Witnessing(Struct, frozen=True):
    """Whether enough witnesses stand behind a head; ``forged`` when a line claims a witness and fails."""

    met: bool
    words: str
    forged: bool = False


def check_witnesses(state: State, note: Note, policy: TrustPolicy | None) -> Witnessing:
    """Ask the reader's policy, or where she has none the witnesses that the record names."""
    if policy is not None:
        found = policy.evaluate(note)
        if isinstance(found, Broken):
            return Witnessing(met=False, words=str(found), forged=True)
        words = f"{len(found.times)} witnesses of your policy cosigned" if found.met else "unwitnessed: "
        return Witnessing(met=found.met, words=words + "; ".join(found.missing))
    names = state.identity.witnesses
    keys = [key for text in dict.fromkeys(names) if isinstance(key := parse_vkey(text), VerifierKey)]
    seen = [cosigned_at(note, key) for key in keys]
    good = sum(1 for at in seen if isinstance(at, int))
    if not state.identity.quorum:
        return Witnessing(
            met=False, words="unwitnessed: another history may exist; the record names no witnesses"
        )
    if good < state.identity.quorum:
        words = f"unwitnessed: {good} of {len(keys)} witnesses cosigned, {state.identity.quorum} must"
        return Witnessing(met=False, words=f"{words}; another history may exist")
    return Witnessing(
        met=True, words=f"{good} of the {len(keys)} witnesses that the record names cosigned the head"
    )


def check_history(state: State, older: bytes) -> Fault | None:
    """Say why an older head of the reader's is not a prefix of this record; it may be of a log before this one."""
    opened = open_head(state, older)
    if isinstance(opened, Broken):
        return Fault("checkpoint", f"the older head: {opened.detail}")
    head = opened.checkpoint
    if head.size > state.size:
        return Fault("rollback", f"you have seen {head.size} entries; this copy has {state.size}")
    if state.log.root(head.size) != head.root:
        detail = f"the head of {head.size} entries that you have seen is signed by the same log and differs"
        return Fault("fork", f"{detail}: keep both heads, they convict the log")
    return None
