"""What a decoder found wrong with what somebody wrote, in plain words: what cannot stand there, what can, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from msgspec.inspect import DictType, LiteralType, StructType, Type, UnionType, VarTupleType, type_info

_TYPES = {
    "str": "text",
    "int": "a whole number",
    "float": "a number with a point",
    "bool": "true or false",
    "array": "a list",
}
"""What the decoder's names for types are to whoever writes; what has fields is called otherwise in each language."""
NAMES = "small letters, digits, '.' and '-'"
"""Of what names are made, in place of the pattern that says so."""
_PATTERN = re.compile(r"matching regex '\^\(?\[a-z0-9\]\[a-z0-9\.-\][^']*'")


def plainly(fault: str, kinds: Sequence[type], fields: str) -> str:
    """Say what a decoder found in what is read as one of these kinds; ``fields`` is what has fields, in words."""
    what, _, where = fault.partition(" - at `$")
    where = where.removeprefix(".").rstrip("`")
    there = _kinds(where, kinds)
    what = re.sub(
        r"^Object contains unknown field `(.*)`$", lambda found: _unknown(found[1], there, where), what
    )
    what = re.sub(r"^Invalid enum value (.*)$", lambda found: _no_choice(found[1], there), what)
    what = re.sub(r"^Object missing required field `(.*)`$", r"'\1' is missing", what)
    what = _PATTERN.sub(f"of {NAMES}", what)
    what = re.sub(r"^Expected (.*), got (.*)$", r"expected \1, found \2", what)
    what = re.sub(r"`([\w |]+)`", lambda found: _type(found[1], fields), what)
    what = what[:1].lower() + what[1:]
    return f"{what} (at {where})" if where else what


def _type(name: str, fields: str) -> str:
    """Say a type, or one of several; nobody writes null."""
    names = {**_TYPES, "object": fields}
    return " or ".join(names.get(each, f"'{each}'") for each in name.split(" | ") if each != "null")


def _unknown(word: str, there: Sequence[Type], where: str) -> str:
    """Name the word that cannot stand there, and the one that it resembles, or else, further in, all that can."""
    words = [field.encode_name for kind in there if isinstance(kind, StructType) for field in kind.fields]
    near = get_close_matches(word, words, 1)
    told = f"write '{near[0]}'" if near else f"it can have: {', '.join(words)}" if where else ""
    return f"unknown word '{word}'" + (f"; {told}" if told else "")


def _no_choice(value: str, there: Sequence[Type]) -> str:
    """Name the value that cannot stand there, and those that can."""
    values = [each for kind in there if isinstance(kind, LiteralType) for each in kind.values]
    return f"{value} is none of: {', '.join(str(each) for each in values if each)}"


def _kinds(where: str, kinds: Sequence[type]) -> list[Type]:
    """Give what can stand at a place such as ``classes.names[0]``, in one of these kinds."""
    found = [type_info(kind) for kind in kinds]
    for step in re.findall(r"\w+(?![\w\]])|\[", where):
        found = [one for kind in found for one in _within(kind, step)]
    return found


def _within(kind: Type, step: str) -> list[Type]:
    """Give what stands one step further in: in the field of this name, or, at a bracket, in a list or table."""
    if isinstance(kind, UnionType):
        return [one for each in kind.types for one in _within(each, step)]
    if isinstance(kind, StructType):
        return [field.type for field in kind.fields if field.encode_name == step]
    if isinstance(kind, VarTupleType) and step == "[":
        return [kind.item_type]
    return [kind.value_type] if isinstance(kind, DictType) and step == "[" else []
