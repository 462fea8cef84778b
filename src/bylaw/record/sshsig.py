"""OpenSSH signatures: PROTOCOL.sshsig version 1, namespace `bylaw-act`.

For a key, a hash and a namespace the blob is a fixed prefix followed by the signature, so checking one is
comparing the prefix: nothing that an attacker writes is parsed. `ssh-keygen -Y sign -n bylaw-act` makes
them, with `-Y verify` anyone checks them.
"""

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from functools import lru_cache
from hashlib import sha256, sha512
from textwrap import wrap

import nacl.signing
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_ssh_private_key,
)
from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.keys import SK_SSH_ED25519, SSH_ED25519, Key, OpenedKey, key_flaw, ssh_public, wire
from bylaw.record.log.note import ed25519_verifies

NAMESPACE = b"bylaw-act"
"""Keeps a signature on an act from being one on anything else, and the reverse."""

LOCKED = "private key has a passphrase"
"""Why a key is not read without one."""

_MAGIC = b"SSHSIG"
_HASHES = {b"sha512": sha512, b"sha256": sha256}
_TOUCHED = 0x01
_FORMS = (
    (wire(wire(SSH_ED25519) + wire(bytes(64)))[:-64], 0),
    (wire(wire(SK_SSH_ED25519) + wire(bytes(64)) + bytes(5))[:-69], 5),
)
"""What comes before and how many bytes after the 64 of a signature: by a key in software, and by a security key."""

Bare = tuple[bytes, bytes, bytes]
"""One Ed25519 check: public key, signature, the bytes signed."""
Blob = tuple[bytes, bytes, bytes]
"""One signature by a key in software as it was read: public key, blob, message."""
_ARMOUR = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"


class SshSigner(Struct, frozen=True):
    """A private Ed25519 key in memory."""

    seed: bytes

    @property
    def key(self) -> Key:
        """Its public key."""
        return Key("ssh", ssh_public(nacl.signing.SigningKey(self.seed).verify_key.encode()))

    def sign(self, message: bytes, namespace: bytes = NAMESPACE) -> bytes:
        """The blob that `ssh-keygen -Y sign -n bylaw-act` would make, or in another namespace."""
        data = _signed_data(b"sha512", message, namespace)
        signed = nacl.signing.SigningKey(self.seed).sign(data).signature
        return _prefix(self.key.public, b"sha512", namespace) + wire(wire(SSH_ED25519) + wire(signed))


def sshsig_flaw(
    blob: bytes, key: Key, opened: OpenedKey, message: bytes, namespace: bytes = NAMESPACE
) -> Broken | None:
    """Say why a blob is not this key's signature on the message, or None if it is."""
    claim = bare(blob, key, opened, message, namespace)
    if claim is not None and ed25519_verifies(*claim):
        return None
    if not any(blob.startswith(_prefix(key.public, name, namespace)) for name in _HASHES):
        return Broken("context", f"not an SSHSIG of key {key.thumbprint} in namespace {namespace.decode()}")
    return Broken("signature", f"ssh signature of {key.thumbprint} does not verify")


def bare(
    blob: bytes, key: Key, opened: OpenedKey, message: bytes, namespace: bytes = NAMESPACE
) -> Bare | None:
    """Give the Ed25519 signature that a blob comes down to, or None if its form is not that of this key."""
    for name in _HASHES:
        prefix = _prefix(key.public, name, namespace)
        if blob.startswith(prefix):
            return _bare(blob[len(prefix) :], opened, _signed_data(name, message, namespace))
    return None


def form() -> tuple[bytes, bytes, bytes]:
    """Give what stands before and after the key in the blob of a key in software, and before the hash that it signs.

    So it is with SHA-512 in our namespace, as ssh-keygen writes it; who compares with this need not read blobs.
    """
    public, signed = ssh_public(bytes(32)), _signed_data(b"sha512", b"", NAMESPACE)
    before, after = _prefix(public, b"sha512", NAMESPACE).split(bytes(32))
    return before, after + _FORMS[0][0], signed[:-64]


def key_in(blob: bytes) -> Key | Broken:
    """Give the public key that a blob says it is by; whether it is, `sshsig_flaw` says. Never raises."""
    start = len(_MAGIC) + 4
    size = int.from_bytes(blob[start : start + 4], "big")
    public = blob[start + 4 : start + 4 + size]
    if not blob.startswith(_MAGIC) or not public or len(public) != size:
        return Broken("shape", "an OpenSSH signature begins with its kind and its key")
    key = Key("ssh", public)
    return key_flaw(key) or key


def _bare(rest: bytes, opened: OpenedKey, data: bytes) -> Bare | None:
    head, tail = _FORMS[opened.application is not None]
    if len(rest) != len(head) + 64 + tail or not rest.startswith(head):
        return None
    signature, flags = rest[len(head) : len(head) + 64], rest[len(head) + 64 :]
    if opened.application is None:
        return opened.raw, signature, data
    signed = sha256(opened.application).digest() + flags + sha256(data).digest()
    return (opened.raw, signature, signed) if flags[0] & _TOUCHED else None


def open_private_key(raw: bytes, passphrase: bytes | None = None) -> SshSigner | Broken:
    """Read an OpenSSH private key file that holds an Ed25519 key; the passphrase only if it has one."""
    try:
        private = load_ssh_private_key(raw, passphrase)
    except TypeError:  # what is raised where a passphrase is wanted, or is given and not wanted
        return Broken("signer", LOCKED if passphrase is None else "private key has no passphrase; give none")
    except (ValueError, UnsupportedAlgorithm) as fault:
        return Broken("signer", f"private key cannot be read: {fault}")
    if not isinstance(private, Ed25519PrivateKey):
        return Broken("signer", "private key is not Ed25519; make one with ssh-keygen -t ed25519")
    return SshSigner(private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))


def write_private_key(signer: SshSigner) -> bytes:
    """Write an OpenSSH private key file without a passphrase."""
    private = Ed25519PrivateKey.from_private_bytes(signer.seed)
    return private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def armour(blob: bytes) -> str:
    """Write a blob as the `.sig` file that ssh-keygen writes and reads."""
    return "\n".join([_ARMOUR[0], *wrap(b64encode(blob).decode(), 70), _ARMOUR[1], ""])


def unarmour(text: str) -> bytes | Broken:
    """Read the `.sig` file that ssh-keygen wrote."""
    lines = text.strip().split("\n")
    if len(text) > 10_000 or (lines[0], lines[-1]) != _ARMOUR:
        return Broken("shape", "not an armoured ssh signature")
    try:
        return b64decode("".join(lines[1:-1]), validate=True)
    except (Base64Error, ValueError):
        return Broken("encoding", "armoured ssh signature is not base64")


@lru_cache(maxsize=65_536)
def _prefix(public: bytes, hash_name: bytes, namespace: bytes) -> bytes:
    return _MAGIC + b"\x00\x00\x00\x01" + wire(public) + wire(namespace) + wire(b"") + wire(hash_name)


def _signed_data(hash_name: bytes, message: bytes, namespace: bytes) -> bytes:
    digest = _HASHES[hash_name](message).digest()
    return _MAGIC + wire(namespace) + wire(b"") + wire(hash_name) + wire(digest)
