"""What was typed for a field, read with what the organisation knows: its zone, its keys, the files beside it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec

from bylaw.acts import fields
from bylaw.acts.act import Digest
from bylaw.cli.moments import read_moment
from bylaw.cli.shell import fail
from bylaw.cli.signers import signing_key
from bylaw.record.broken import Broken
from bylaw.record.clock import rfc3339
from bylaw.record.keys import Key
from bylaw.store.organisation import Organisation
from bylaw.store.outside_key import read_public


def reader_for(organisation: Organisation) -> fields.Reader:
    """Read texts with what this organisation knows: its zone, its members by the names of their keys."""

    def read(text: str, hint: Any) -> Any:
        if fields.is_time(hint):
            return rfc3339(read_moment(text, organisation.state.identity.zone))
        kind = fields.bare(hint)
        if kind is Key:
            return _public_key(organisation.folder, text)
        if hint == Digest and len(text) != 64 and Path(text).is_file():
            return sha256(Path(text).read_bytes()).hexdigest()
        if kind is str and get_origin(kind) is not Literal:
            return _alias(organisation, text)
        if (name := fields.only_needed(kind)) and not text.startswith("{"):
            return {name: _alias(organisation, text)}
        if get_origin(kind) is Literal and text not in get_args(kind):
            raise ValueError(f"'{text}' is not one of {', '.join(map(str, get_args(kind)))}")
        return _aliases(organisation, fields.read_builtin(text, hint))

    return read


def _aliases(organisation: Organisation, value: Any) -> Any:
    """Read ``@name`` inside JSON too."""
    if isinstance(value, dict):
        return {name: _aliases(organisation, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_aliases(organisation, inner) for inner in value]
    return _alias(organisation, value) if isinstance(value, str) else value


def _alias(organisation: Organisation, text: str) -> str:
    """Give the member whose key in DIR/keys has this name when it is written ``@name``; else the text itself."""
    if not text.startswith("@"):
        return text
    thumbprint = signing_key(organisation.folder, text[1:]).key.thumbprint
    held = organisation.state.keys.all.get(thumbprint)
    return held.member if held else fail(f"key {text[1:]} is not registered here")


def _public_key(folder: Path, text: str) -> Any:
    """Read a key by the name of its private half in DIR/keys, from its file, or as the JSON that acts hold."""
    if text.startswith("{"):
        return fields.read_builtin(text, Key)
    if "/" not in text and (folder / "keys" / text).is_file():
        return msgspec.to_builtins(signing_key(folder, text).key)
    key = read_public(Path(text))
    return fail(key.detail) if isinstance(key, Broken) else msgspec.to_builtins(key)
