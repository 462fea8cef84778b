"""What doors fetch: the list signed, and beside the record the two files, laid after the act that publishes it."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from bylaw.acts.members.card_status import bits, list_uri
from bylaw.audit.door import PROOF, STATUS, write_proof
from bylaw.cards import status
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.store.card_key import kid
from bylaw.store.files import write_whole
from bylaw.store.organisation import Organisation
from bylaw.store.receipts import receipt


def signed_list(state: State, key: EllipticCurvePrivateKey, at: int, expires: int) -> bytes:
    """Sign what became of cards by ``at``, for doors to go by until ``expires``."""
    told = status.StatusList(list_uri(state), at, expires, bits(state, at))
    return status.sign(told, key, kid(key))


def list_fields(state: State, raw: bytes, at: int, expires: int) -> dict[str, Any]:
    """Give the fields of the act that publishes a list."""
    keys = tuple(held.key for held in state.cards.keys_at(at))
    digest = sha256(raw).hexdigest()
    return {"list": digest, "issued": rfc3339(at), "expires": rfc3339(expires), "keys": keys}


def lay(office: Organisation, raw: bytes, index: int) -> Broken | None:
    """Publish the head, and the list with the proof that entry ``index`` is about it."""
    head = office.publish()
    return head if isinstance(head, Broken) else lay_under(office, head, raw, index)


def lay_under(office: Organisation, head: bytes, raw: bytes, index: int) -> Broken | None:
    """Lay the list beside the record, and before it the proof under a published head that covers its entry."""
    proof = receipt(office.store, head, office.vkey, index)
    if isinstance(proof, Broken):
        return proof
    entry = next(iter(office.raw_entries(index, index + 1)))
    folder = office.folder / "record"
    try:
        write_whole(folder, f"cards/{PROOF}", write_proof(entry, proof.write()))
        write_whole(folder, f"cards/{STATUS}", raw)
    except OSError as fault:
        return Broken("storage", str(fault))
    return None
