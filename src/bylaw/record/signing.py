r"""Signatures on acts: what is signed, and whether a signature is the named key's.

The message is `bylaw-act-v1\n` and the act's exact bytes. An OpenSSH key signs it in namespace `bylaw-act`
(`sshsig`); a passkey signs its SHA-256 as a challenge (`passkey`).
"""

from collections.abc import Iterable

from bylaw.record.broken import Broken
from bylaw.record.entry import PasskeySignature, Signature, SshSignature
from bylaw.record.keys import Key, OpenedKey, key_flaw, open_key, ssh_key, ssh_line
from bylaw.record.passkey import Policy, passkey_flaw
from bylaw.record.sshsig import Blob, SshSigner, open_private_key, sshsig_flaw

__all__ = [
    "Key",
    "PasskeySignature",
    "Policy",
    "Signature",
    "SshSignature",
    "SshSigner",
    "blob",
    "check_many",
    "flaw",
    "key_flaw",
    "message",
    "open_private_key",
    "sign",
    "ssh_key",
    "ssh_line",
    "verify",
]

PREFIX = b"bylaw-act-v1\n"
"""Keeps an act's signature from being one on anything else."""


def message(act: bytes) -> bytes:
    """The bytes that a signer of this act signs."""
    return PREFIX + act


def flaw(signature: Signature, key: Key, signed: bytes, policy: Policy) -> Broken | None:
    """Say why a signature is not this key's on the message, or None if it is. Never raises."""
    if signature.key != key.thumbprint:
        return Broken("signer", f"signature names key {signature.key}; expected {key.thumbprint}")
    opened = open_key(key)
    if isinstance(opened, Broken):
        return opened
    return _flaw(signature, key, opened, signed, policy)


def verify(signature: Signature, key: Key, signed: bytes, policy: Policy) -> bool:
    """Say whether a signature is this key's on the message."""
    return flaw(signature, key, signed, policy) is None


def check_many(items: Iterable[tuple[Key, Signature, bytes]], policy: Policy) -> list[bool]:
    """Verify (key, signature, message) each.

    Threads gain: the libraries below leave Python's lock while they work.
    """
    return [verify(signature, key, signed, policy) for key, signature, signed in items]


def blob(signature: Signature, key: Key, signed: bytes) -> Blob | None:
    """Give a signature by an Ed25519 key in software as `sshsig.form` speaks of it, None where it is any other."""
    opened = open_key(key)
    if (
        not isinstance(signature, SshSignature)
        or isinstance(opened, Broken)
        or opened.kind != "ssh-ed25519"
        or signature.key != key.thumbprint
    ):
        return None
    return opened.raw, signature.signature, signed


def sign(act: bytes, signer: SshSigner) -> SshSignature:
    """Sign an act with an OpenSSH key."""
    return SshSignature(signer.key.thumbprint, signer.sign(message(act)))


def _flaw(signature: Signature, key: Key, opened: OpenedKey, signed: bytes, policy: Policy) -> Broken | None:
    if isinstance(signature, SshSignature) and key.kind == "ssh":
        return sshsig_flaw(signature.signature, key, opened, signed)
    if isinstance(signature, PasskeySignature) and key.kind == "passkey":
        return passkey_flaw(signature, opened, signed, policy)
    return Broken("signer", f"key {key.thumbprint} is of kind {key.kind}; its signature is of another")
