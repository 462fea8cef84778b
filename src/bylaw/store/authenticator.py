"""A passkey in software: for the demo, rehearsals and tests; real members use their own device.

It answers as an authenticator and a browser do together: authenticatorData, clientDataJSON, ES256 signature.
"""

from hashlib import sha256
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.encoding import UNREAD
from bylaw.record.entry import PasskeySignature, Signature
from bylaw.record.keys import Key, es256_public
from bylaw.record.passkey import PRESENT, VERIFIED, challenge
from bylaw.record.signing import message, sign
from bylaw.record.sshsig import SshSigner, open_private_key

SOFT = ".passkey"
"""How the name of a file with a soft passkey ends."""
LARGEST = 10_000
"""More bytes than any key's file has."""

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_ES256 = ECDSA(SHA256(), deterministic_signing=True)


class SoftPasskey(Struct, frozen=True):
    """A P-256 key derived from a seed, bound to one relying party and used on one page (origin)."""

    seed: bytes
    rp_id: str
    origin: str

    @property
    def key(self) -> Key:
        """The public key that an act registers."""
        point = derive_private_key(self._scalar(), SECP256R1()).public_key().public_numbers()
        return Key("passkey", es256_public(point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")))

    def sign(self, message: bytes, flags: int = PRESENT | VERIFIED) -> PasskeySignature:
        """Consent to a message, with the flags of authenticatorData."""
        data = sha256(self.rp_id.encode()).digest() + bytes([flags]) + bytes(4)
        client = (
            f'{{"type":"webauthn.get","challenge":"{challenge(message)}",'
            f'"origin":"{self.origin}","crossOrigin":false}}'
        ).encode()
        return self.assert_over(data, client)

    def assert_over(self, authenticator: bytes, client: bytes) -> PasskeySignature:
        """Sign any authenticatorData and clientDataJSON."""
        private = derive_private_key(self._scalar(), SECP256R1())
        signature = private.sign(authenticator + sha256(client).digest(), _ES256)
        return PasskeySignature(self.key.thumbprint, authenticator, client, signature)

    @property
    def private(self) -> bytes:
        """The private key as PKCS #8 in DER, for a browser's virtual authenticator."""
        private = derive_private_key(self._scalar(), SECP256R1())
        return private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    def _scalar(self) -> int:
        return int.from_bytes(sha256(b"soft passkey" + self.seed).digest(), "big") % (_ORDER - 1) + 1


def encode_soft(key: SoftPasskey) -> bytes:
    """Write a soft passkey as a file holds it."""
    return msgspec.json.encode(key)


def decode_soft(raw: bytes) -> SoftPasskey:
    """Read a soft passkey's file. Raises `msgspec.MsgspecError` if it is none."""
    return msgspec.json.decode(raw, type=SoftPasskey)


def read_signer(path: Path) -> SshSigner | SoftPasskey | Broken:
    """Read a key that signs acts from its file: a soft passkey by the end of its name, or an OpenSSH key.

    Raises OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        raw = file.read(LARGEST)
    if not path.name.endswith(SOFT):
        return open_private_key(raw)
    try:
        return decode_soft(raw)
    except UNREAD as fault:
        return Broken("shape", f"it is no soft passkey: {fault}")


def sign_act(key: SshSigner | SoftPasskey, act: bytes) -> Signature:
    """Sign an act's bytes with a key of either kind."""
    return key.sign(message(act)) if isinstance(key, SoftPasskey) else sign(act, key)
