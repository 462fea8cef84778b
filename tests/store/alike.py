"""Whether two states are the same in everything, also in which of their tables are one object under two names."""

from array import array
from collections.abc import Iterator
from enum import Enum
from itertools import count

from msgspec import UNSET, Struct
from msgspec.structs import fields

from bylaw.record.log.tree import Tree

PLAIN = (str, bytes, bytearray, int, bool, type(None), array, set, frozenset, Enum)
"""Compared by value; the sets hold nothing but these."""
REMEMBERED = {
    "State": {"_roots"},
    "Bylaws": {"_edges", "_laws", "_latest"},
}
"""What is kept of answers that follow from the tables: it depends on who asked what, and says nothing new."""


def differing(one: object, other: object) -> list[str]:
    """Give the places in which two states differ: their values, the order of their tables, what they share."""
    return list(_differ(one, other, "state", {}, {}))


def _differ(one: object, other: object, where: str, met: dict, back: dict) -> Iterator[str]:
    if type(one) is not type(other):
        yield f"{where}: {type(one)} and {type(other)}"
    elif one is UNSET or isinstance(one, PLAIN):
        if one != other:
            yield f"{where}: {one!r:.80} and {other!r:.80}"
    elif id(one) in met or id(other) in back:
        if met.get(id(one)) != id(other) and not isinstance(one, tuple | Struct):
            yield f"{where}: shared by one and not by the other"
    else:
        if not isinstance(one, tuple | Struct):
            met[id(one)], back[id(other)] = id(other), id(one)
        for name, mine, theirs in _parts(one, other):
            yield from _differ(mine, theirs, f"{where}{name}", met, back)


def _parts(one: object, other: object) -> Iterator[tuple[str, object, object]]:
    if isinstance(one, dict):
        yield "'s keys", tuple(one), tuple(other)
        yield from ((f"[{key!r}]", value, other.get(key)) for key, value in one.items())
    elif isinstance(one, list | tuple):
        yield "'s length", len(one), len(other)
        yield from ((f"[{n}]", a, b) for n, a, b in zip(count(), one, other, strict=False))
    elif isinstance(one, Struct):
        yield from ((f".{f.name}", getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    elif isinstance(one, Tree):  # what stands above the leaves is hashed when it is asked for
        yield "'s leaves", one.levels[0], other.levels[0]
    else:
        names = getattr(type(one), "__slots__", None) or vars(one)
        assert names, f"what is a {type(one)}?"
        told = [name for name in names if name not in REMEMBERED.get(type(one).__name__, ())]
        yield from ((f".{name}", getattr(one, name), getattr(other, name)) for name in told)
