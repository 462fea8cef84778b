"""A receipt or a signed refusal against a copy of the record: whether what was promised was done."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Literal

from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import Checkpoint, OpenedCheckpoint, open_checkpoint
from bylaw.record.log.note import VerifierKey, parse_vkey
from bylaw.record.log.proof import HEADER as PROOF
from bylaw.record.log.proof import Receipt, parse_receipt
from bylaw.record.log.refusal import Refusal, open_refusal
from bylaw.record.log.tree import HASH, check_inclusion
from bylaw.state import State

Verdict = Literal["included", "refused", "omitted", "forged"]


class Answer(Struct, frozen=True, omit_defaults=True):
    """What a receipt shows beside this copy; ``refusal`` is what the log signed instead of taking the act in."""

    verdict: Verdict
    words: str
    refusal: Refusal | None = None


def check_receipt(state: State, raw: bytes, entries: Iterable[bytes | Broken]) -> Answer:
    """Compare a submitter's receipt with a record that was folded; ``entries`` are its own. Never raises.

    Included: the entry is where the receipt says. Refused: the log signed that it did not take the act in.
    Omitted: the log signed a head over the entry, and this copy lacks it. Forged: no log of this record signed it.
    """
    return _proof(state, raw) if raw.startswith(PROOF.encode()) else _refusal(state, raw, entries)


def log_keys(state: State) -> list[VerifierKey]:
    """Give the keys of every log in which this record was kept, the newest first."""
    texts = (state.identity.log_key, *reversed(state.identity.former))
    return [key for text in texts if isinstance(key := parse_vkey(text), VerifierKey)]


def open_head(state: State, raw: bytes) -> OpenedCheckpoint | Broken:
    """Read a head of any log in which this record was kept."""
    tries = [open_checkpoint(raw, key) for key in log_keys(state)]
    good = next((one for one in tries if isinstance(one, OpenedCheckpoint)), None)
    return good or next(iter(tries), Broken("signer", "the record names no log key"))


def _proof(state: State, raw: bytes) -> Answer:
    receipt = parse_receipt(raw)
    if isinstance(receipt, Broken):
        return Answer("forged", str(receipt))
    opened = open_head(state, receipt.checkpoint)
    if isinstance(opened, Broken):
        return Answer("forged", f"its head is signed by no log of this record: {opened.detail}")
    head, leaf = opened.checkpoint, receipt.extra or b""
    if len(leaf) != HASH or not check_inclusion(
        leaf, receipt.index, head.size, list(receipt.proof), head.root
    ):
        return Answer("forged", f"its proof does not lead from an entry {receipt.index} to its head")
    return _kept(state, receipt, leaf, head)


def _kept(state: State, receipt: Receipt, leaf: bytes, head: Checkpoint) -> Answer:
    index = receipt.index
    if index < state.size and state.log.node(0, index) == leaf:
        return Answer("included", f"entry {index} of this copy is the one that the receipt is for")
    if head.size <= state.size:
        words = f"the log signed a head of {head.size} entries with another entry {index} than this copy has"
        return Answer("omitted", f"{words}: keep both heads, they convict the log")
    words = f"the log signed a head of {head.size} entries; this copy has {state.size}, without entry {index}"
    return Answer("omitted", f"{words}: ask for a newer copy, and show the receipt if there is none")


def _refusal(state: State, raw: bytes, entries: Iterable[bytes | Broken]) -> Answer:
    tries = [open_refusal(raw, key) for key in log_keys(state)]
    refusal = next((one for one in tries if isinstance(one, Refusal)), None)
    if refusal is None or refusal.org != state.identity.org:
        why = next((str(one) for one in tries if isinstance(one, Broken)), "it is of another organisation")
        return Answer("forged", f"neither a receipt nor a refusal by a log of this record: {why}")
    clauses = ", ".join(dict.fromkeys(reason.clause for reason in refusal.findings))
    words = f"refused at {refusal.at} under {clauses}"
    acts = (one.partition(b"\n")[2] for one in entries if not isinstance(one, Broken))
    if any(sha256(act).hexdigest() == refusal.act for act in acts):
        words += "; the same act was taken in at another time"
    return Answer("refused", words, refusal)
