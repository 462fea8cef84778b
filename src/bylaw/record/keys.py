"""Public keys of signers: OpenSSH keys and passkeys, each in the one form of its kind.

An `ssh` key is the OpenSSH wire form (RFC 4253 section 6.6, what the base64 in a `.pub` file holds), so
that its thumbprint is the SHA-256 fingerprint that `ssh-keygen -l` prints, here in hexadecimal. A `passkey`
is the COSE_Key (RFC 9053) that authenticators give, in its one deterministic encoding.
"""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from struct import pack
from typing import Annotated, Literal

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from msgspec import Meta, Struct
from nacl.bindings import crypto_core_ed25519_is_valid_point

from bylaw.record.broken import Broken
from bylaw.record.log.note import strict_base64

SSH_ED25519 = b"ssh-ed25519"
"""An Ed25519 key in software."""
SK_SSH_ED25519 = b"sk-ssh-ed25519@openssh.com"
"""An Ed25519 key in a security key that wants a touch."""

_OTHERS = ("ssh-", "ecdsa-", "sk-")
"""How the kinds of OpenSSH's keys begin, those too that sign nothing here."""
_ES256 = bytes.fromhex("a5010203262001215820"), bytes.fromhex("225820")
_EDDSA = bytes.fromhex("a4010103272006215820")


class Key(Struct, frozen=True, forbid_unknown_fields=True):
    """A public key as an act registers it; `key_flaw` says whether it may be."""

    kind: Literal["ssh", "passkey"]
    public: Annotated[bytes, Meta(min_length=1, max_length=300)]

    @property
    def thumbprint(self) -> str:
        """SHA-256 of the public bytes in lower-case hexadecimal: the key's name in every entry."""
        return _thumbprint(self.public)


class OpenedKey(Struct, frozen=True):
    """A key whose bytes have been checked.

    `raw` is the Ed25519 point (empty for ES256), `curve` the ES256 key, `application` what a security key
    binds its signatures to.
    """

    kind: Literal["ssh-ed25519", "sk-ssh-ed25519", "es256", "eddsa"]
    raw: bytes = b""
    application: bytes | None = None
    curve: EllipticCurvePublicKey | None = None


def key_flaw(key: Key) -> Broken | None:
    """Say why a key may not be registered, or None."""
    found = open_key(key)
    return found if isinstance(found, Broken) else None


@lru_cache(maxsize=65_536)
def _thumbprint(public: bytes) -> str:
    return sha256(public).hexdigest()


@lru_cache(maxsize=65_536)
def open_key(key: Key) -> OpenedKey | Broken:
    """Check a key's bytes: its one encoding, a point of the right group."""
    return _open_ssh(key.public) if key.kind == "ssh" else _open_passkey(key.public)


def ssh_key(line: str) -> Key | Broken:
    """Read a line of a `.pub` file or of `authorized_keys` without options; the comment is dropped."""
    kind, _, rest = line.strip().partition(" ")
    if kind.startswith(_OTHERS) and kind.encode() not in (SSH_ED25519, SK_SSH_ED25519):
        return Broken(
            "signer", f"public key is {kind[:60]}, not Ed25519; make one with ssh-keygen -t ed25519"
        )
    public = strict_base64(rest.partition(" ")[0])
    if public is None or not 0 < len(public) <= 300 or not public.startswith(wire(kind.encode())):
        return Broken("shape", f"not an OpenSSH public key: {line[:60]!r}")
    key = Key("ssh", public)
    return key_flaw(key) or key


def ssh_line(key: Key) -> str:
    """Write an ssh key as a line of a `.pub` file, without a comment."""
    length = int.from_bytes(key.public[:4], "big")
    return f"{key.public[4 : 4 + length].decode()} {b64encode(key.public).decode()}"


def ssh_public(raw: bytes) -> bytes:
    """The wire form of an Ed25519 key."""
    return wire(SSH_ED25519) + wire(raw)


def es256_public(x: bytes, y: bytes) -> bytes:
    """The COSE_Key of a P-256 point for ES256."""
    return _ES256[0] + x + _ES256[1] + y


def eddsa_public(raw: bytes) -> bytes:
    """The COSE_Key of an Ed25519 point for EdDSA."""
    return _EDDSA + raw


def wire(value: bytes) -> bytes:
    """An SSH `string` (RFC 4251 section 5): four bytes of length, then the bytes."""
    return pack(">I", len(value)) + value


def _open_ssh(public: bytes) -> OpenedKey | Broken:
    plain, secure = wire(SSH_ED25519) + pack(">I", 32), wire(SK_SSH_ED25519) + pack(">I", 32)
    if public.startswith(plain) and len(public) == len(plain) + 32:
        return _checked(OpenedKey("ssh-ed25519", public[-32:]))
    raw, rest = public[len(secure) : len(secure) + 32], public[len(secure) + 32 :]
    application = rest[4:]
    if public.startswith(secure) and rest == wire(application) and application.startswith(b"ssh:"):
        return _checked(OpenedKey("sk-ssh-ed25519", raw, application))
    return Broken("signer", "not an ssh-ed25519 or sk-ssh-ed25519@openssh.com key in its one form")


def _open_passkey(public: bytes) -> OpenedKey | Broken:
    if len(public) == 42 and public.startswith(_EDDSA):
        return _checked(OpenedKey("eddsa", public[10:]))
    if len(public) != 77 or not public.startswith(_ES256[0]) or public[42:45] != _ES256[1]:
        return Broken("signer", "not an ES256 or EdDSA COSE key in its one form")
    try:
        curve = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), b"\x04" + public[10:42] + public[45:])
    except ValueError:
        return Broken("signer", "not a point of P-256")
    return OpenedKey("es256", curve=curve)


def _checked(key: OpenedKey) -> OpenedKey | Broken:
    """Refuse points of small or mixed order and second encodings: verifiers differ on them."""
    good = len(key.raw) == 32 and crypto_core_ed25519_is_valid_point(key.raw)
    return (
        key if good else Broken("signer", "not a point of the prime-order group of Ed25519 in its one form")
    )
