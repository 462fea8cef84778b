"""From an act's class to what its fields are, and from people's texts to the act's fields."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from bylaw.acts.act import Act, Digest, Fingerprint, Id, Name, Stamp
from bylaw.record.encoding import UNREAD
from bylaw.record.keys import Key

Reader = Callable[[str, Any], Any]
"""Turns one field's text into a builtin value for a field of this type."""


def fields(act: type[Act], given: Mapping[str, Any], read: Reader) -> dict[str, Any]:
    """Give the builtin fields of an act from what was typed; fields not given are left out."""
    hints = get_type_hints(act, include_extras=True)
    found: dict[str, Any] = {}
    for name, text in given.items():
        if text is None or text == ():
            continue
        if is_many(hints[name]):
            found[name] = [read(each, inner(hints[name])) for each in text]
        else:
            found[name] = read(text, hints[name])
    return found


def read_builtin(text: str, hint: Any) -> Any:
    """Read a text by its type alone: numbers, true and false, JSON for what has fields of its own.

    Raises `ValueError` for what is none of its type.
    """
    kind = bare(hint)
    if kind is int:
        if not re.fullmatch("-?[0-9]{1,16}", text):
            raise ValueError(f"'{text}' is no whole number")
        return int(text)
    if kind is bool:
        if text not in _SAID:
            raise ValueError(f"'{text}' is neither yes nor no")
        return _SAID[text]
    if kind is Key or is_struct(kind) or get_origin(kind) in (tuple, dict):
        return _json(text)
    return text


def _json(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except UNREAD as fault:
        raise ValueError(f"'{text[:40]}' is no JSON") from fault


_SAID = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}


def is_many(hint: Any) -> bool:
    """Whether a field holds any number of things."""
    kind = bare(hint)
    return get_origin(kind) is tuple and get_args(kind)[-1] is Ellipsis


def inner(hint: Any) -> Any:
    """Give the type of one of the things that a field holds."""
    return get_args(bare(hint))[0]


def bare(hint: Any) -> Any:
    """Take the constraints off a type, and `UNSET` or None out of a union."""
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [k for k in get_args(hint) if k not in (msgspec.UnsetType, type(None))]
        return bare(kinds[0]) if len(kinds) == 1 else hint
    return hint


def is_struct(kind: Any) -> bool:
    """Whether a type has fields of its own."""
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def only_needed(kind: Any) -> str:
    """Give the one field without which a struct cannot be, if there is just one: its value may stand alone."""
    if not is_struct(kind) or kind is Key:
        return ""
    needed = [field.name for field in msgspec.structs.fields(kind) if field.required]
    return needed[0] if len(needed) == 1 else ""


def marks(hint: Any) -> dict[str, str]:
    """Give what a type says about the names in it: ``ref``, ``new``."""
    found: dict[str, str] = {}
    while get_origin(hint) is Annotated:
        hint, *metas = get_args(hint)
        for meta in metas:
            if isinstance(meta, msgspec.Meta) and meta.extra:
                found.update(meta.extra)
    return found


def is_time(hint: Any) -> bool:
    """Whether a field is a time."""
    return bool(hint == Stamp)


def describe(hint: Any) -> str:
    """Say in a word what goes into a field."""
    known = marks(hint) or (marks(inner(hint)) if is_many(hint) else {})
    if known:
        mark, table = next(iter(known.items()))
        return f"a new {table}" if mark == "new" else f"an existing {table}"
    kind = bare(hint)
    if is_time(hint):
        return "a day or time: 2025-05-17, '2025-05-17 18:00' (local), 2025-05-17T16:00:00Z"
    if get_origin(kind) is Literal:
        return f"one of: {', '.join(str(choice) for choice in get_args(kind))}"
    if kind is Key:
        return "a public key file (.pub), or JSON: kind, public"
    if is_many(hint):
        return f"{describe(inner(hint)) or 'JSON'}; may be given several times"
    if is_struct(kind):
        return "JSON: " + ", ".join(kind.__struct_fields__)
    return _TEXTS.get(hint) or _PLAIN.get(kind, "")


_TEXTS = {
    Digest: "a SHA-256, or a file that has it",
    Fingerprint: "a SHA-256 (64 hexadecimal digits)",
    Id: "an id (32 hexadecimal digits)",
    Name: "a name",
}
_PLAIN = {int: "a number", str: "text", bool: "yes or no"}
