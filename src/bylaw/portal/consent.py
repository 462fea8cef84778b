"""What a passkey said in the browser, as the record's own verifier reads it.

One verifier serves log-in and acts. What is signed begins with words of its own for each, so that a log-in can never be
shown as an act: an act's message begins with ``bylaw-act-v1``.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error

from django.http import HttpRequest
from msgspec import Struct

from bylaw.portal.desk import Desk
from bylaw.record.entry import PasskeySignature, Signature
from bylaw.record.passkey import Policy
from bylaw.record.signing import verify
from bylaw.state.keys import HeldKey

LOG_IN = b"bylaw-portal-log-in-v1\n"
LONGEST = 8192
"""Of one part of an assertion, in characters."""
_MEMBER = re.compile(r"[0-9a-f]{32}", re.ASCII)


class Assertion(Struct, frozen=True):
    """One assertion: the member whom the passkey belongs to as it says itself, and its three parts."""

    member: str
    authenticator: bytes
    client: bytes
    signature: bytes

    def under(self, key: HeldKey) -> PasskeySignature:
        """Give it as a signature by a key."""
        return PasskeySignature(key.thumbprint, self.authenticator, self.client, self.signature)


def read(request: HttpRequest) -> Assertion | None:
    """Read the assertion that a form brought; None when it is none."""
    texts = [request.POST.get(name, "") for name in ("user", "authenticator", "client", "signature")]
    if any(not 0 < len(text) <= LONGEST for text in texts):
        return None
    try:
        user, authenticator, client, signature = (b64decode(text, validate=True) for text in texts)
    except (Error, ValueError):
        return None
    if _MEMBER.fullmatch(user.hex()) is None:
        return None
    return Assertion(user.hex(), authenticator, client, signature)


def key_for(desk: Desk, said: Assertion, message: bytes, brought: tuple[HeldKey, ...] = ()) -> HeldKey | None:
    """Give the key of that member whose consent to the message this is: in force now, or brought by the act itself."""
    identity = desk.state.identity
    policy = Policy(identity.rp_id, identity.origins)
    own = (key for key in brought if key.member == said.member)
    for held in (*desk.state.keys.of(said.member, desk.now()), *own):
        if held.key.kind == "passkey" and verify(said.under(held), held.key, message, policy):
            return held
    return None


def hers(
    desk: Desk, member: str, signature: Signature, message: bytes, brought: tuple[HeldKey, ...] = ()
) -> bool:
    """Whether a signature of any kind is a member's: by a key in force now, or brought by the act itself."""
    identity = desk.state.identity
    policy = Policy(identity.rp_id, identity.origins)
    own = (key for key in brought if key.member == member)
    return any(
        held.thumbprint == signature.key and verify(signature, held.key, message, policy)
        for held in (*desk.state.keys.of(member, desk.now()), *own)
    )
