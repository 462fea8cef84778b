"""Receipts from the log on disk: what a submitter keeps."""

from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import OpenedCheckpoint, open_checkpoint
from bylaw.record.log.note import VerifierKey
from bylaw.record.log.proof import Receipt
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
