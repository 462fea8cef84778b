"""The reader of an act's bytes."""

from __future__ import annotations

from functools import cache

import msgspec

from bylaw.acts.act import Act
from bylaw.acts.registry import BY_TAG
from bylaw.record.broken import Broken
from bylaw.record.encoding import decode

_BY_TAG = {tag.encode(): act for tag, act in BY_TAG.items()}
_OPENING = b'{"act":"'
_LONGEST = len(_OPENING) + 60
"""Within so many bytes an act has said its kind."""


def read_act(raw: bytes) -> Act | Broken:
    """Read an act's bytes. Never raises, whatever the bytes.

    The tag is the first field of every act in the record's order of keys, so it selects the decoder.
    """
    if not raw.startswith(_OPENING):
        return Broken("shape", "an act begins with its kind")
    tag = raw[len(_OPENING) : max(raw.find(b'"', len(_OPENING), _LONGEST), 0)]
    kind = _BY_TAG.get(tag)
    if kind is None:
        told = tag or raw[len(_OPENING) : _LONGEST]
        return Broken("shape", f"there is no act '{told.decode('ascii', 'replace')}'")
    return decode(raw, _decoder(kind))


@cache
def _decoder(kind: type[Act]) -> msgspec.json.Decoder[Act]:
    return msgspec.json.Decoder(kind)
