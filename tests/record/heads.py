"""A log of eleven entries, its witnesses, and what they sign."""

from bylaw.record.log import checkpoint, note, tree
from bylaw.record.log.signer import Signer

LOG = Signer("bylaw.example/org1", note.ED25519, bytes(range(32)))
WITNESSES = [Signer(f"witness.example/w{n}", note.COSIGNATURE, bytes([n]) * 32) for n in range(1, 5)]
ENTRIES = [f"entry {n}".encode() for n in range(11)]
WHOLE = tree.Tree(map(tree.leaf_hash, ENTRIES))


def head(size: int = 11) -> checkpoint.Checkpoint:
    return checkpoint.Checkpoint(LOG.name, size, WHOLE.root(size))


def read(raw: bytes) -> note.Note:
    found = note.parse_note(raw)
    assert isinstance(found, note.Note)
    return found


def cosigned(*signers: Signer, at: int = 1000) -> note.Note:
    return read(LOG.sign(head()) + b"".join(one.cosign(head(), at).line().encode() for one in signers))
