"""The substance of an act: what a body resolves or members petition for, apart from who signs it and when."""

from __future__ import annotations

import msgspec

from bylaw.acts.act import Act
from bylaw.record.encoding import encode

ENVELOPE = frozenset(("org", "nonce", "seen", "until", "by"))


def substance(act: Act) -> str:
    """Give the act without its envelope, in the record's encoding, as text."""
    fields = {k: v for k, v in msgspec.to_builtins(act).items() if k not in ENVELOPE}
    return encode(fields).decode()
