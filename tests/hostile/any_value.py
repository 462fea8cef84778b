"""Any value that a field of an act can hold, drawn at random from the field's type and aimed at what exists."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

from msgspec import inspect

from bylaw.acts.registry import ACTS
from bylaw.record.clock import rfc3339
from bylaw.state import State

DAY = 86_400
STEPS = (0, 0, 1, 7, 8, 14, 15, 16, 20, 30, 31, 60, 90, 366, 1000, -1, -30, 10**6, -(10**5))
"""Days from now to the times that acts name; most are near what clauses allow."""
WORDS = (
    "ordinary",
    "retired",
    "candidate",
    "secretary",
    "board",
    "assembly",
    "x",
    "Ünïcode",
    "\u0430dmin",
    "5.3",
    "a0001",
)
KINDS = tuple(act.kind() for act in ACTS)


def moment(random: Random, at: int) -> str:
    """A time near now as an act writes it; now and then one at the end of what can be written, or that never was."""
    if random.random() < 0.01:
        return random.choice(("1900-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2025-02-30T00:00:00Z"))
    then = at + random.choice(STEPS) * DAY + random.choice((-1, 0, 0, 1))
    return rfc3339(min(max(then, -2_208_988_800), 253_402_300_799))


def fits(kind: inspect.Type, value: Any) -> bool:
    """Whether a word of a pool can be a value of a field that has the pool's name."""
    match kind:
        case inspect.Metadata():
            return fits(kind.type, value)
        case inspect.StrType():
            return isinstance(value, str) and re.search(kind.pattern or "", value) is not None
        case inspect.IntType():
            return isinstance(value, int)
        case inspect.VarTupleType():
            return isinstance(value, list)
    return False


class Values:
    """Draws field values for one state at one time; ``pools`` are words for fields of certain names."""

    def __init__(self, random: Random, state: State, at: int, pools: dict[str, Callable[[], Any]]) -> None:
        self.random, self.state, self.at, self.pools = random, state, at, pools
        self.drawn = 0

    def field(self, name: str, kind: inspect.Type) -> Any:
        """A value for a field: from its pool, mostly, or from its type."""
        if name in self.pools and self.random.random() < 0.93:
            value = self.pools[name]()
            if fits(kind, value):
                return value
        return self.of(kind, name)

    def of(self, kind: inspect.Type, name: str = "") -> Any:  # noqa: C901 - one case for each kind of type
        """A value of a type."""
        random = self.random
        match kind:
            case inspect.Metadata():
                return self._named(kind, name)
            case inspect.StrType():
                return self._text(kind)
            case inspect.BytesType():
                return "AAAA"
            case inspect.IntType():
                return self._number(kind)
            case inspect.BoolType():
                return random.random() < 0.5
            case inspect.LiteralType():
                return random.choice(kind.values)
            case inspect.UnionType():
                picked = random.choice(kind.types)
                return None if isinstance(picked, inspect.NoneType) else self.of(picked, name)
            case inspect.VarTupleType():
                low = kind.min_length or 0
                count = max(low, random.choice((0, 1, 1, 2, 3)))
                return [self.of(kind.item_type, name) for _ in range(count)]
            case inspect.TupleType():
                return [self.of(item, name) for item in kind.item_types]
            case inspect.StructType():
                return self.struct(kind)
        raise AssertionError(f"no values for {kind}")

    def struct(self, kind: inspect.StructType) -> dict[str, Any] | list[Any]:
        """A value of a struct, as JSON has it."""
        if kind.array_like:
            return [self.field(field.name, field.type) for field in kind.fields]
        found = {}
        for field in kind.fields:
            optional = not field.required and self.random.random() < 0.4
            if not optional and (value := self.field(field.name, field.type)) is not None:
                found[field.encode_name] = value
        if kind.tag is not None:
            found[str(kind.tag_field)] = kind.tag
        return found

    def _named(self, kind: inspect.Metadata, name: str) -> Any:
        extra = kind.extra or {}
        if "ref" in extra and self.random.random() < 0.97:
            known = list(self.state.names[extra["ref"]])
            if known:
                return self.random.choice(known[-6:] if self.random.random() < 0.5 else known)
        if "new" in extra and self.random.random() < 0.95:
            return self.fresh(extra["new"])
        return self.of(kind.type, name)

    def fresh(self, table: str) -> str:
        """A name that nothing in the table has."""
        self.drawn += 1
        return f"{re.sub('[^a-z]', '', table)[:6]}{self.state.size}.{self.drawn}"

    def _text(self, kind: inspect.StrType) -> str:
        random, state = self.random, self.state
        pattern, low, high = kind.pattern or "", kind.min_length or 0, kind.max_length or 500
        if "T[0-9]" in pattern:
            return moment(random, self.at)
        pool = (
            *WORDS, *state.bodies.all, *state.offices.names, *list(state.members.roll.spells)[-9:],
            *list(state.offices.mandates)[-5:], random.choice(KINDS), f"{random.getrandbits(128):032x}",
            f"{random.getrandbits(256):064x}", f"{random.getrandbits(512):0128x}", str(random.getrandbits(250)), moment(random, self.at), "a" * min(high, 130),
        )  # fmt: skip
        fits = [t for t in pool if low <= len(t) <= high and re.search(pattern, t)]
        return random.choice(fits) if fits else "x" * low

    def _number(self, kind: inspect.IntType) -> int:
        low = kind.ge if kind.ge is not None else (kind.gt + 1 if kind.gt is not None else -(2**53) + 1)
        high = kind.le if kind.le is not None else (kind.lt - 1 if kind.lt is not None else 2**53 - 1)
        picked = self.random.choice((0, 1, 1, 2, 3, 5, 9, self.state.size, low, high))
        return int(min(max(picked, low), high))
