"""An act inside an act: the substance that a motion, a petition or a paper carries, read back as an act."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from bylaw.acts.act import Act, Signer
from bylaw.record.broken import Broken
from bylaw.record.encoding import encode

Matter = Annotated[str, Meta(min_length=10, max_length=40_000)]
"""The substance of an act as text in the record's encoding (``substance.py``)."""

_PLACEHOLDER = {
    "nonce": "0" * 32,
    "seen": {"size": 0, "root": "0" * 64},
    "until": "1970-01-01T00:00:00Z",
}


def read_matter(matter: str, by: tuple[Signer, ...]) -> Act | Broken:
    """Read a substance as the act it is, signed as ``by`` claims. Never raises, whatever the text."""
    try:
        fields = msgspec.json.decode(matter)
        if not isinstance(fields, dict) or encode(fields).decode() != matter or fields.keys() & _ENVELOPE:
            return Broken("canonical", "not the one encoding of an act without its envelope")
        kind = _kinds().get(fields.pop("act", None))
        if kind is None:
            return Broken("shape", "there is no such act")
        return msgspec.convert(
            {**fields, **_PLACEHOLDER, "act": kind.__struct_config__.tag, "by": _builtin(by)}, kind
        )
    except (msgspec.MsgspecError, ValueError, RecursionError, TypeError) as fault:
        return Broken("shape", str(fault).splitlines()[0][:200])


_ENVELOPE = frozenset(("org", "nonce", "seen", "until", "by"))


def _builtin(by: tuple[Signer, ...]) -> object:
    return msgspec.to_builtins(by)


def _kinds() -> dict[str, type[Act]]:
    """Give every act by its tag; asked late, because acts that carry acts are acts themselves."""
    from bylaw.acts.registry import BY_TAG  # noqa: PLC0415 - the registry names this module's users

    return BY_TAG
