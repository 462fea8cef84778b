"""OpenSSH signatures (PROTOCOL.sshsig; SPEC.md, part 1), checked with PyNaCl alone."""

from __future__ import annotations

from base64 import b64decode
from hashlib import sha256, sha512

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from bylaw.rehearsal.oracle.law import Json


def _text(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


def good(public: str, sheet: Json) -> bool:
    """Whether a signature on an act is by this public key, given as the base64 of its wire form."""
    key = b64decode(public)
    blob = b64decode(sheet["signature"]["signature"])
    if sha256(key).hexdigest() != sheet["signature"]["key"] or not key:
        return False
    message = b"bylaw-act-v1\n" + sheet["act"].encode()
    signed = b"SSHSIG" + _text(b"bylaw-act") + _text(b"") + _text(b"sha512") + _text(sha512(message).digest())
    try:
        VerifyKey(key[-32:]).verify(signed, blob[-64:])
    except BadSignatureError:
        return False
    return True
