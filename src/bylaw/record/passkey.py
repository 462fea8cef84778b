"""Passkey assertions, checked offline: WebAuthn Level 2 section 7.2; the challenge is the message's hash."""

import json
from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.entry import PasskeySignature
from bylaw.record.keys import OpenedKey
from bylaw.record.log.note import ed25519_verifies

PRESENT, VERIFIED, ATTESTED, EXTENDED = 0x01, 0x04, 0x40, 0x80
"""Flags of authenticatorData: user present, user verified, key data included, extensions included."""

_ES256 = ECDSA(SHA256())


class Policy(Struct, frozen=True, forbid_unknown_fields=True):
    """The relying party of an organisation, fixed at founding: its domain, and where members sign."""

    rp_id: str
    origins: tuple[str, ...]


def passkey_flaw(found: PasskeySignature, key: OpenedKey, message: bytes, policy: Policy) -> Broken | None:
    """Say why an assertion is not this key's consent to the message, or None if it is."""
    problem = _authenticator_flaw(found.authenticator, policy.rp_id) or _client_flaw(
        found.client, message, policy
    )
    if problem:
        return problem
    signed = found.authenticator + sha256(found.client).digest()
    good = (
        _es256(key, found.signature, signed) if key.kind == "es256" else _eddsa(key, found.signature, signed)
    )
    return None if good else Broken("signature", f"passkey signature of {found.key} does not verify")


def challenge(message: bytes) -> str:
    """The challenge that stands for a message: base64url of its SHA-256, without padding."""
    return urlsafe_b64encode(sha256(message).digest()).rstrip(b"=").decode()


def _authenticator_flaw(data: bytes, rp_id: str) -> Broken | None:
    """Check authenticatorData: relying party, flags, counter (not read: synced passkeys send 0)."""
    if len(data) < 37 or data[:32] != _rp_hash(rp_id):
        return Broken("context", f"assertion is not for relying party {rp_id}")
    flags = data[32]
    if not flags & PRESENT or not flags & VERIFIED:
        return Broken("signature", "assertion without the user's presence and verification")
    if flags & ATTESTED or bool(flags & EXTENDED) != (len(data) > 37):
        return Broken(
            "shape", f"authenticator data of {len(data)} bytes does not go with its flags {flags:02x}"
        )
    return None


def _client_flaw(client: bytes, message: bytes, policy: Policy) -> Broken | None:
    """Check clientDataJSON: as browsers write it (section 5.8.1.1), else as JSON without double names."""
    asked = challenge(message)
    start = f'{{"type":"webauthn.get","challenge":"{asked}","origin":"'.encode()
    if client.startswith(start) and client.endswith(b'","crossOrigin":false}'):
        origin = client[len(start) : -len(b'","crossOrigin":false}')]
        if any(origin == known.encode() for known in policy.origins):
            return None
    return _any_client_flaw(client, asked, policy)


def _any_client_flaw(client: bytes, asked: str, policy: Policy) -> Broken | None:
    try:
        fields = json.loads(client.decode(), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return Broken("shape", "client data is not JSON in UTF-8 without double names")
    if not isinstance(fields, dict) or fields.get("type") != "webauthn.get":
        return Broken("context", "client data is not of an assertion (webauthn.get)")
    if fields.get("challenge") != asked:
        return Broken("signature", "the passkey consented to another message")
    if fields.get("origin") not in policy.origins:
        return Broken(
            "context", f"signed on {str(fields.get('origin'))[:80]}; expected {', '.join(policy.origins)}"
        )
    if fields.get("crossOrigin", False) is not False or "topOrigin" in fields:
        return Broken("context", "signed inside a page of another origin")
    return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _es256(key: OpenedKey, signature: bytes, signed: bytes) -> bool:
    if key.curve is None:
        return False
    try:
        if encode_dss_signature(*decode_dss_signature(signature)) != signature:
            return False
        key.curve.verify(signature, signed, _ES256)
    except (InvalidSignature, ValueError):
        return False
    return True


def _eddsa(key: OpenedKey, signature: bytes, signed: bytes) -> bool:
    return key.kind == "eddsa" and ed25519_verifies(key.raw, signature, signed)


@lru_cache(maxsize=64)
def _rp_hash(rp_id: str) -> bytes:
    return sha256(rp_id.encode()).digest()
