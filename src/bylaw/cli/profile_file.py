"""Reading bylaws that somebody names on the command line: a shipped profile, or a file and what is wrong with it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from msgspec.inspect import DictType, LiteralType, StructType, Type, UnionType, VarTupleType, type_info
from msgspec.structs import replace

from bylaw.cli.shell import REFUSED, USAGE, fail
from bylaw.rules.clause import Clause
from bylaw.rules.load import LIMIT, NoBylaws, Profile, load
from bylaw.store.profiles import profiles


def named_profile(name: str) -> Profile:
    """Give the shipped profile of this name, or else the file's; or end with what there is."""
    shipped = profiles()
    if name not in shipped:
        if not Path(name).exists():
            fail(f"no file and no profile '{name}'; shipped profiles: {', '.join(shipped)}")
        return read_profile(Path(name))
    book = load(shipped[name])
    assert isinstance(book, Profile), book
    return book


def read_profile(file: Path) -> Profile:
    """Read a file of bylaws, or end with what is wrong with it."""
    try:
        with file.open("rb") as source:
            raw = source.read(LIMIT + 1)
    except OSError as fault:
        fail(f"{file}: {fault.strerror}", USAGE)
    profile = load(raw)
    if isinstance(profile, NoBylaws):
        fail(f"{file}: {replace(profile, why=plainly(profile.why))}", REFUSED)
    return profile


def plainly(fault: str) -> str:
    """Say what the decoder found in the words of a file: what cannot stand there, what can, and where."""
    what, _, where = fault.partition(" - at `$.")
    where = where.rstrip("`")
    what = re.sub(r"^Object contains unknown field `(.*)`$", lambda found: _unknown(found[1], where), what)
    what = re.sub(r"^Invalid enum value (.*)$", lambda found: _no_choice(found[1], where), what)
    what = re.sub(r"^Object missing required field `(.*)`$", r"'\1' is missing", what)
    what = re.sub(r"^Expected (.*), got (.*)$", r"expected \1, found \2", what)
    what = re.sub(r"`([\w |]+)`", lambda found: _type(found[1]), what)
    what = what[:1].lower() + what[1:]
    return f"{what} (at {where})" if where else what


_TYPES = {
    "str": "text",
    "int": "a whole number",
    "float": "a number with a point",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
"""What the decoder's names for types are in a file."""


def _type(name: str) -> str:
    """Say a type, or one of several; TOML cannot write null."""
    return " or ".join(_TYPES.get(each, f"'{each}'") for each in name.split(" | ") if each != "null")


def _unknown(word: str, where: str) -> str:
    """Name the word that cannot stand there, and the one that it resembles, or else, inside a meaning, all that can."""
    words = [field.name for kind in _kinds(where) if isinstance(kind, StructType) for field in kind.fields]
    near = get_close_matches(word, words, 1)
    told = f"write '{near[0]}'" if near else f"it can have: {', '.join(words)}" if where else ""
    return f"unknown word '{word}'" + (f"; {told}" if told else "")


def _no_choice(value: str, where: str) -> str:
    """Name the value that cannot stand there, and those that can."""
    values = [each for kind in _kinds(where) if isinstance(kind, LiteralType) for each in kind.values]
    return f"{value} is none of: {', '.join(str(each) for each in values if each)}"


def _kinds(where: str) -> list[Type]:
    """Give what can stand at a place such as ``classes.names[0]``, in a clause or around the clauses."""
    found = [type_info(kind) for kind in (Clause, Profile)]
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
