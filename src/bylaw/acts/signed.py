"""Who signed: the keys under an entry against the signers that its act names.

The judge needs to know only that each signature *claims* a key that is the signer's at that moment; the
mathematics of the signatures is checked beside the fold, one by one on admission, in parallel in an audit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bylaw.acts.act import Act
from bylaw.record.entry import Entry, Signature
from bylaw.record.keys import Key, key_flaw
from bylaw.record.signing import message
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.keys import HeldKey

Check = tuple[Key, Signature, bytes]
"""One signature to check: with which key, and over which message."""


def keys_under(act: Act, entry: Entry, keys: Sequence[HeldKey | None]) -> Iterable[Finding]:
    """Give a finding for each signature by no key of a signer, and for each signer without a signature."""
    return () if _one_by_one(act, entry, keys) else _each_key(act, entry, keys)


def _one_by_one(act: Act, entry: Entry, keys: Sequence[HeldKey | None]) -> bool:
    """Whether the only signer signed with a key of hers, and no key is brought: the usual case, asked by itself."""
    return (
        len(act.by) == len(keys) == 1
        and (key := keys[0]) is not None
        and key.member == act.by[0].member
        and not _unfit(key, entry.signatures[0], entry.at)
        and not act.brings(entry.at)
    )


def _each_key(act: Act, entry: Entry, keys: Sequence[HeldKey | None]) -> Iterator[Finding]:
    unsigned = {signer.member for signer in act.by}
    brought = {key.thumbprint for key in act.brings(entry.at)}
    for key, signature in zip(keys, entry.signatures, strict=True):
        if key is None:
            yield own(7, f"no key {signature.key} is registered", "register the key first")
        elif why := _unfit(key, signature, entry.at):
            yield own(7, why, "sign with the current key")
        elif key.thumbprint in brought and not act.brought_keys_sign:
            continue
        elif key.member not in unsigned:
            yield own(7, f"the signature by {key.member} belongs to no signer of the act", "leave it out")
        else:
            unsigned.remove(key.member)
    if unsigned or brought:
        yield from _unsigned(unsigned, brought, entry)


def _unsigned(members: set[str], brought: set[str], entry: Entry) -> Iterator[Finding]:
    for member in sorted(members):
        yield own(
            7, f"{member} is named as a signer and did not sign", f"have {member} sign, or leave her out"
        )
    for thumbprint in sorted(brought.difference(signature.key for signature in entry.signatures)):
        yield own(
            7, f"the new key {thumbprint} did not sign", "sign with it too, to show that its holder has it"
        )


def _unfit(key: HeldKey, signature: Signature, at: int) -> str:
    if not key.holds(at):
        return f"key {key.thumbprint} of {key.member} is not in force"
    if key.key.kind != signature.__struct_config__.tag:
        return f"key {key.thumbprint} is for {key.key.kind} signatures"
    return ""


def checks(entry: Entry, keys: Sequence[HeldKey | None]) -> tuple[Check, ...]:
    """Give the signatures of a permitted entry with their keys."""
    signed = message(entry.act)
    pairs = zip(keys, entry.signatures, strict=True)
    return tuple([(key.key, signature, signed) for key, signature in pairs if key is not None])


def keys_named(state: State, act: Act, entry: Entry) -> list[HeldKey | None]:
    """Give the key of each signature in turn: one that is registered, or one that this act itself brings."""
    return [
        state.keys.all.get(signature.key) or _brought(act, signature.key, entry.at)
        for signature in entry.signatures
    ]


def _brought(act: Act, thumbprint: str, at: int) -> HeldKey | None:
    return next((key for key in act.brings(at) if key.thumbprint == thumbprint), None)


def fit_key(state: State, key: Key) -> Iterator[Finding]:
    """Yield a finding for a key that is none, or that somebody has or had."""
    broken = key_flaw(key)
    if broken is not None:
        yield own(7, f"the new key is none: {broken}", "make a key with ssh-keygen -t ed25519, or a passkey")
    elif key.thumbprint in state.keys.all:
        yield own(7, f"key {key.thumbprint} was registered before", "make a new key")
