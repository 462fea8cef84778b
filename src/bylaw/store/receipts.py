"""Receipts from the log on disk, and refusals: what a submitter keeps."""

from collections.abc import Iterable
from hashlib import sha256

from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.log.checkpoint import OpenedCheckpoint, open_checkpoint
from bylaw.record.log.note import VerifierKey
from bylaw.record.log.proof import Receipt
from bylaw.record.log.refusal import MAX_FINDINGS, Reason, Refusal
from bylaw.rules.finding import Finding
from bylaw.state import State
from bylaw.store.database import StorageError
from bylaw.store.log_store import LogStore


def receipt(store: LogStore, checkpoint: bytes, key: VerifierKey, index: int) -> Receipt | Broken:
    """Show an entry to be in the log under a published checkpoint, with the cosignatures that it has by now."""
    opened = open_checkpoint(checkpoint, key)
    if not isinstance(opened, OpenedCheckpoint):
        return opened
    size = opened.checkpoint.size
    problem = store.guard(opened.checkpoint)
    if problem or not 0 <= index < size:
        return problem or Broken("checkpoint", f"entry {index} is not under the head of {size} entries yet")
    try:
        return Receipt(index, tuple(store.inclusion(index, size)), checkpoint)
    except StorageError as fault:
        return fault.broken


def refusal(act: bytes, at: int, findings: Iterable[Finding], state: State) -> Refusal:
    """Say why an act is not in the log, at the head on which it was judged; the log signs it."""
    reasons = tuple(Reason(f.clause, f.found[:1000], f.remedy[:1000]) for f in findings if f.refuses)
    head = (state.root(state.size), state.size)
    return Refusal(sha256(act).hexdigest(), rfc3339(at), reasons[:MAX_FINDINGS], state.identity.org, *head)
