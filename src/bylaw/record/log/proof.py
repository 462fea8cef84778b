"""Receipts: c2sp.org/tlog-proof@v1. One file shows that an entry is in the log under a cosigned head.

c2sp.org/tlog-proof@v1
index 1
<hash, base64>            from the leaf's sibling up
<empty line>
<checkpoint with its signatures>
"""

from base64 import b64encode

from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import MAX_SIZE, OpenedCheckpoint, open_checkpoint
from bylaw.record.log.note import MAX_NOTE, VerifierKey, strict_base64
from bylaw.record.log.tree import HASH, check_inclusion, leaf_hash

HEADER = "c2sp.org/tlog-proof@v1"
MAX_RECEIPT = MAX_NOTE + 10_000
"""The longest receipt read, in bytes."""


class Receipt(Struct, frozen=True):
    """A receipt as read: the entry's index, its proof, the checkpoint's bytes. Nothing is checked yet."""

    index: int
    proof: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def write(self) -> bytes:
        """The receipt's bytes."""
        extra = [] if self.extra is None else [f"extra {b64encode(self.extra).decode()}"]
        hashes = [b64encode(hash_).decode() for hash_ in self.proof]
        return "\n".join([HEADER, *extra, f"index {self.index}", *hashes, "", ""]).encode() + self.checkpoint

    def flaw(self, entry: bytes, key: VerifierKey) -> Broken | None:
        """Say why this is no receipt for the entry in the log with this key, or None if it is one."""
        opened = open_checkpoint(self.checkpoint, key)
        if not isinstance(opened, OpenedCheckpoint):
            return opened
        head = opened.checkpoint
        if check_inclusion(leaf_hash(entry), self.index, head.size, list(self.proof), head.root):
            return None
        return Broken(
            "consistency", f"the proof does not show this entry at index {self.index} of {head.size}"
        )


def parse_receipt(raw: bytes) -> Receipt | Broken:
    """Read a receipt, each line in its one form."""
    if len(raw) > MAX_RECEIPT:
        return Broken("size", f"receipt of {len(raw)} bytes; {MAX_RECEIPT} at most")
    top, gap, checkpoint = raw.partition(b"\n\n")
    lines = top.decode("latin-1").split("\n")
    if not gap or lines[0] != HEADER or len(lines) < 2:
        return Broken("shape", f"a receipt begins with {HEADER}")
    extra = strict_base64(lines[1][6:]) if lines[1].startswith("extra ") else None
    rest = lines[1:] if extra is None else lines[2:]
    index = parse_decimal(rest[0][6:]) if rest and rest[0].startswith("index ") else None
    if index is None:
        return Broken("shape", "a receipt's index line is missing or not in its one form")
    proof = parse_hashes(rest[1:])
    return proof if isinstance(proof, Broken) else Receipt(index, proof, checkpoint, extra)


def parse_hashes(lines: list[str]) -> tuple[bytes, ...] | Broken:
    """Read hashes in base64, at most 63."""
    found = [strict_base64(line) for line in lines[:64]]
    hashes = tuple(hash_ for hash_ in found if hash_ is not None and len(hash_) == HASH)
    if len(lines) > 63 or len(hashes) != len(lines):
        return Broken("shape", "a proof is at most 63 lines, each the base64 of a hash")
    return hashes


def parse_decimal(text: str) -> int | None:
    """Read a decimal number without a sign or leading zeros, or None."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 16) or (text[0] == "0" and text != "0"):
        return None
    return int(text) if int(text) <= MAX_SIZE else None
