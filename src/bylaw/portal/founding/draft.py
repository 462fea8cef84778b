"""A founding that is under way: who takes part, who has made her key, who has signed; and the act that follows."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bylaw.acts.law.beginning import Beginning, found
from bylaw.acts.law.founding import Founder
from bylaw.record.encoding import UNREAD, encode
from bylaw.record.entry import PasskeySignature
from bylaw.record.keys import Key
from bylaw.rules.load import Profile

MOST = 60
"""Founders; who comes later applies like anybody."""


class Person(Struct, frozen=True):
    """A founder: the secret part of her link, her id in the record, her key and her signature once she gave them."""

    token: str
    member: str
    name: str
    email: str
    key: Key | None = None
    signature: PasskeySignature | None = None


class Draft(Struct, frozen=True):
    """A founding: ``token`` opens the page of whoever prepares it, ``act`` are the bytes that all sign."""

    token: str
    url: str
    profile: str = ""
    name: str = ""
    people: tuple[Person, ...] = ()
    holders: tuple[str, ...] = ()
    """The members who hold the interim seats, in the profile's order."""
    act: bytes = b""

    def person(self, token: str) -> Person | None:
        """Give the founder whom a link belongs to."""
        same = (one for one in self.people if hmac.compare_digest(one.token.encode(), token.encode()))
        return next(same, None)

    def prepares(self, token: str) -> bool:
        """Whether a link is that of whoever prepares the founding."""
        return hmac.compare_digest(self.token.encode(), token.encode())

    @property
    def keyless(self) -> tuple[Person, ...]:
        """Those who have made no key yet."""
        return tuple(one for one in self.people if one.key is None)

    @property
    def unsigned(self) -> tuple[Person, ...]:
        """Those who have not signed yet."""
        return tuple(one for one in self.people if one.signature is None)


def begun(draft: Draft, profile: str, name: str, people: Sequence[tuple[str, str]]) -> Draft:
    """Begin again with a profile, a name, and the founders' names and addresses; everybody gets a new link."""
    founders = tuple(
        Person(secrets.token_urlsafe(16), secrets.token_hex(16), who, email) for who, email in people
    )
    return Draft(draft.token, draft.url, profile, name, founders)


def with_person(draft: Draft, changed: Person) -> Draft:
    """Put a founder's key or signature in."""
    people = tuple(changed if one.member == changed.member else one for one in draft.people)
    return replace(draft, people=people)


def written(draft: Draft, book: Profile, begins: Beginning) -> bytes:
    """Write the act that all founders will sign."""
    founders = [Founder(one.member, one.key, "ordinary") for one in draft.people if one.key]
    return encode(found(book, begins, founders, draft.holders))


def unwritten(draft: Draft) -> Draft:
    """Take an act that cannot be entered back, with the signatures under it; the keys stay."""
    return replace(draft, act=b"", people=tuple(replace(one, signature=None) for one in draft.people))


def read(raw: bytes) -> Draft | None:
    """Read a draft from its file."""
    try:
        return msgspec.json.decode(raw, type=Draft)
    except UNREAD:
        return None
