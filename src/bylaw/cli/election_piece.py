"""Pieces of an election on their way to the keeper of the archive: ballots, shuffles, factors with second proofs."""

from pathlib import Path

import msgspec
from msgspec import Raw, Struct

from bylaw.belenios.encoding import load
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import PartialDecryption
from bylaw.belenios.second_proof import SecondProofs
from bylaw.cli.election_step import MAX_FILE
from bylaw.record.encoding import UNREAD

SECTION = "archive"


class Shuffled(Struct, tag_field="kind", tag="shuffle", forbid_unknown_fields=True):
    """A shuffle by trustee number `owner`."""

    owner: int
    shuffle: Raw


class Factors(Struct, tag_field="kind", tag="factors", forbid_unknown_fields=True):
    """A partial decryption by trustee number `owner`, with its second proofs."""

    owner: int
    factors: Raw
    second: SecondProofs

    def decryption(self) -> PartialDecryption:
        """Return the partial decryption; Refused(shape | canonical)."""
        return load(bytes(self.factors), PartialDecryption, MAX_FILE)


def read_piece(path: Path) -> Shuffled | Factors | bytes:
    """Return the piece in a file; bytes are those of a ballot, which the verifier will judge; Refused(shape)."""
    data = path.read_bytes().rstrip(b"\n")
    if not data.startswith(b'{"kind":'):
        return data
    try:
        return msgspec.json.decode(data, type=Shuffled | Factors)
    except UNREAD as error:
        raise Refused(Reason.SHAPE, f"{path}: {error}", SECTION) from None
