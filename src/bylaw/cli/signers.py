"""Who signs: keys by name or file, and the rights under which their holders may do an act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from bylaw.acts.act import Act, Signer
from bylaw.acts.references import references
from bylaw.acts.rights import fitting, rights
from bylaw.cli.shell import fail
from bylaw.record.broken import Broken
from bylaw.record.entry import Signature, SshSignature
from bylaw.record.signing import message
from bylaw.record.sshsig import LOCKED, SshSigner
from bylaw.state import State
from bylaw.store.authenticator import SOFT, SoftPasskey, read_signer, sign_act
from bylaw.store.outside_key import PUBLIC, OutsideKey, outside_key

SigningKey = SshSigner | SoftPasskey | OutsideKey
"""What signs an act: a key that is read here, a demo's passkey, or a key that OpenSSH uses for us."""

PLAIN = ("member", "subject", "applicant", "founder", "panel")
"""Rights that need no mandate and no warrant to be named."""


class Hand(NamedTuple):
    """A key that will sign, whose it is, and the right that was asked for (empty: find one that fits)."""

    key: SigningKey
    member: str
    right: str

    def sign(self, act: bytes) -> Signature:
        """Sign an act's bytes; ends with why where no signature comes."""
        return signed_by(self.key, act)

    def claim(self, act: bytes) -> Signature:
        """Stand for the signature where nothing is recorded: nobody is asked for a passphrase or a touch."""
        outside = isinstance(self.key, OutsideKey)
        return SshSignature(self.key.key.thumbprint, b"-") if outside else self.sign(act)


def signed_by(key: SigningKey, act: bytes) -> Signature:
    """Sign an act's bytes with a key of any kind; ends with why where no signature comes."""
    if not isinstance(key, OutsideKey):
        return sign_act(key, act)
    found = key.sign(message(act))
    return fail(found.detail) if isinstance(found, Broken) else found


def hand(folder: Path, state: State, text: str, brought: dict[str, str]) -> Hand:
    """Read ``KEY`` or ``KEY:RIGHT``: a name in the folder's keys, or a file; a mandate, an office or a warrant.

    Where the clock is not real the invented people sign here with their passkeys too; in life only a browser does.
    """
    name, _, right = text.partition(":")
    soft = folder / "keys" / f"{name}{SOFT}"
    demo = state.identity.clock != "real" and soft.is_file()
    key = _read(soft) if demo else signing_key(folder, name)
    thumbprint = key.key.thumbprint
    held = state.keys.all.get(thumbprint)
    member = held.member if held else brought.get(thumbprint, "")
    if not member:
        fail(
            f"key {name} ({thumbprint[:16]}…) is not registered to any member here; sign with a registered key"
        )
    return Hand(key, member, right)


def signing_key(folder: Path, name: str) -> SshSigner | OutsideKey:
    """Read a key that signs: by its name in ``keys/``, or from a file; of one in an agent the public half is enough."""
    path = _path(folder, name)
    found = _read(path)
    if isinstance(found, SoftPasskey):
        fail(f"{path} holds a passkey, and what is asked for is signed with an OpenSSH key")
    return found


def read_key(folder: Path, name: str) -> SshSigner:
    """Read a private key whose bytes are needed here: by its name in ``keys/``, or from a file."""
    path = _path(folder, name)
    found = read_signer(path)
    if isinstance(found, Broken):
        bare = "; its bytes are needed here: take it off a copy with 'ssh-keygen -p'"
        fail(f"{path}: {found.detail}{bare if found.detail == LOCKED else ''}")
    if not isinstance(found, SshSigner):
        fail(f"{path} holds a passkey, and what is asked for needs an OpenSSH key")
    return found


def _path(folder: Path, name: str) -> Path:
    path = next((p for p in (folder / "keys" / name, Path(name)) if p.is_file()), None)
    if path is None:
        fail(f"no key '{name}': neither {folder / 'keys' / name} nor a file of that name")
    return path


def _read(path: Path) -> SigningKey:
    outside = outside_key(path)
    if path.name.endswith(PUBLIC):
        return fail(outside.detail) if isinstance(outside, Broken) else outside
    found = read_signer(path)
    if not isinstance(found, Broken):
        return found
    asks = f"; put its public half beside it, {path.name}{PUBLIC}, and ssh-keygen asks for it"
    unread = f"{path}: {found.detail}{asks if found.detail == LOCKED else ''}"
    return fail(unread) if isinstance(outside, Broken) else outside


def with_rights(state: State, act: Act, at: int, hands: tuple[Hand, ...]) -> Act:
    """Give the act with signers and rights that its clause accepts; if none fit, the plainest, to be refused."""
    if any(references(state, act)):
        return replace(act, by=tuple(Signer(one.member, "member") for one in hands))
    return fitting(state, act, at, [_rights(state, act, at, one) for one in hands])


def _rights(state: State, act: Act, at: int, one: Hand) -> Iterator[Signer]:
    if one.right:
        yield _asked(state, at, one)
        return
    yield from rights(state, act, at, one.member)


def _asked(state: State, at: int, one: Hand) -> Signer:
    if one.right in PLAIN:
        return Signer(one.member, one.right)  # type: ignore[arg-type]
    if one.right in state.warrants.all:
        return Signer(one.member, "warrant", one.right)
    held = [m for m in state.offices.of_member(one.member) if m.holds(at)]
    mandate = next((m for m in held if one.right in (m.name, m.office)), None)
    if mandate is None:
        hers = ", ".join(dict.fromkeys(m.office for m in held)) or "none"
        fail(f"{one.member} holds no office, mandate or warrant '{one.right}' now; her offices: {hers}")
    return Signer(one.member, "office", mandate.name)
