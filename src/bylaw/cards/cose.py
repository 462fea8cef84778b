"""COSE_Sign1 (RFC 9052) with ES256 (RFC 9053): one signature over a payload, by a key that its header names.

What we write has `alg` and `kid` (and `typ`, RFC 9596) in the protected header and nothing outside it. From others we
also read a `kid` in the unprotected header, where some libraries put it; any other header is refused, so that nothing
that we do not understand can be critical.
"""

from __future__ import annotations

from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from msgspec import Struct

from bylaw.cards.cbor import Tag, decode, encode
from bylaw.cards.refused import Refused

ALG, KID, TYP = 1, 4, 16
ES256 = -7
SIGN1, CWT = 18, 61
"""The tags of COSE_Sign1, and of a CWT around it (optional, RFC 8392 section 6)."""


class Signed(Struct, frozen=True):
    """A message as read; its signature is not checked yet."""

    protected: bytes
    payload: bytes
    signature: bytes
    kid: bytes
    typ: str = ""


def sign(key: EllipticCurvePrivateKey, kid: bytes, payload: bytes, typ: str = "") -> bytes:
    """Sign a payload; the same payload gives the same bytes (RFC 6979)."""
    protected = encode({ALG: ES256, KID: kid} | ({TYP: typ} if typ else {}))
    der = key.sign(_message(protected, payload), ECDSA(SHA256(), deterministic_signing=True))
    raw = b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(der))
    return encode(Tag(SIGN1, [protected, {}, payload, raw]))


def read(raw: bytes, limit: int) -> Signed | Refused:
    """Read a message without checking its signature. Never raises, whatever the bytes."""
    found = decode(raw, limit)
    if isinstance(found, Tag) and found.number == CWT:
        found = found.value
    if isinstance(found, Refused):
        return found
    match found:
        case Tag(
            number=18, value=[bytes() as protected, dict() as rest, bytes() as payload, bytes() as signature]
        ) if len(signature) == 64:
            return _headed(protected, rest, payload, signature)
    return Refused("shape", "not a COSE_Sign1 message with ES256")


def verify(message: Signed, key: EllipticCurvePublicKey) -> bool:
    """Whether the signature is this key's over this payload and header."""
    r, s = (int.from_bytes(half, "big") for half in (message.signature[:32], message.signature[32:]))
    try:
        key.verify(encode_dss_signature(r, s), _message(message.protected, message.payload), ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _headed(protected: bytes, rest: dict[Any, Any], payload: bytes, signature: bytes) -> Signed | Refused:
    header = decode(protected, len(protected))
    if not isinstance(header, dict) or not header.keys() <= {ALG, KID, TYP} or not rest.keys() <= {KID}:
        return Refused("shape", "a header with more than alg, kid and typ")
    kid, typ = header.get(KID, rest.get(KID)), header.get(TYP, "")
    if header.get(ALG) != ES256 or not isinstance(kid, bytes) or not isinstance(typ, str):
        return Refused("shape", "a header without ES256 and the name of a key")
    return Signed(protected, payload, signature, kid, typ)


def _message(protected: bytes, payload: bytes) -> bytes:
    return encode(["Signature1", protected, b"", payload])
