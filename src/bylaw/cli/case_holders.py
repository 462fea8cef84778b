"""Who is to hold halves of a case file's key, each by a key that can open; what to do for whoever has none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from bylaw.cli.shell import REFUSED, fail
from bylaw.people.shares import Holder, sealing_key
from bylaw.record.broken import Broken
from bylaw.record.keys import Key, OpenedKey, open_key
from bylaw.state import State
from bylaw.store.outside_key import read_public

SIGNS_ONLY = {"sk-ssh-ed25519": "a key in a security key", "es256": "a passkey", "eddsa": "a passkey"}
"""Kinds of keys that sign and open nothing, as people call them."""
MAKE = (
    "each of them makes a key of her own, 'ssh-keygen -t ed25519 -f KEY', and gives you KEY.pub; you compare its"
    " fingerprint with her, 'ssh-keygen -lf KEY.pub'. It needs no place in the record. Then name it:"
)
PAPER = (
    "who acts on paper and keeps no key is left out of that line: she reads beside two holders who open a document"
    " together, one of whom judges. 'bylaw case share' gives her a part later"
)


class Named(Struct, frozen=True):
    """A holder to be: her part (``judge`` or ``party``), her member id, and the file of a key if one was named."""

    part: str
    member: str
    path: str = ""

    @classmethod
    def read(cls, part: str, text: str) -> Named:
        """Read MEMBER, or MEMBER=KEY.pub."""
        member, _, path = text.partition("=")
        return cls(part, member, path)


def holder_key(state: State, at: int, member: str) -> bytes:
    """Give the key to which a half is lent to a member: one of hers in the record."""
    found = _key(state, at, Named("", member))
    return (
        found
        if isinstance(found, bytes)
        else fail(f"{member} {found}: she needs an ssh-ed25519 key", REFUSED)
    )


def holders(state: State, at: int, named: Iterable[Named], again: str) -> tuple[Holder, ...]:
    """Give the holders; or end with what to do for each who has no key that opens, and the line to type ``again``."""
    found = [(each, _key(state, at, each)) for each in named]
    if lacking := [f"{each.part} {each.member} {key}" for each, key in found if isinstance(key, str)]:
        line = " ".join(f"--{each.part} {each.member}{_file(each, key)}" for each, key in found)
        fail("\n".join((*lacking, MAKE, f"  {again} {line}", PAPER)), REFUSED)
    return tuple(
        Holder(each.member, key, each.part == "judge") for each, key in found if isinstance(key, bytes)
    )


def _file(named: Named, key: bytes | str) -> str:
    return "=KEY.pub" if isinstance(key, str) else f"={named.path}" if named.path else ""


def _key(state: State, at: int, named: Named) -> bytes | str:
    """Give the key to which halves of hers are sealed, or say what she has instead of one."""
    keys = list(_keys(state, at, named))
    if public := next((k for key in keys if (k := sealing_key(key))), None):
        return public
    if not keys:
        return "has no key in the record"
    kinds = dict.fromkeys(_called(key) for key in keys)
    return f"has only {' and '.join(kinds)}, which signs and opens nothing"


def _called(key: Key) -> str:
    opened = open_key(key)
    return SIGNS_ONLY.get(opened.kind, "another key") if isinstance(opened, OpenedKey) else "a damaged key"


def _keys(state: State, at: int, named: Named) -> Iterator[Key]:
    """Give the keys of hers that are in force, or that of the file that was named: nobody else's."""
    if not named.path:
        yield from (held.key for held in state.keys.of(named.member, at))
        return
    key = read_public(Path(named.path))
    if isinstance(key, Broken):
        fail(key.detail)
    held = state.keys.all.get(key.thumbprint)
    if held is not None and held.member != named.member:
        fail(
            f"{named.path}: this is a key of {held.member}, not of {named.member}; ask her for hers", REFUSED
        )
    yield key
