"""Whether what an act names exists and what it creates is new; read off the types of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct
from msgspec.structs import fields

from bylaw.acts.act import Act, Stamp
from bylaw.record.clock import instant
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State


class Field(NamedTuple):
    """One field that names things: where it is, which table, whether one or many, and whether it may be empty."""

    path: tuple[str, ...]
    mark: str
    table: str
    single: bool = False
    optional: bool = False

    def values(self, act: Act) -> Sequence[Any]:
        """Give what the field holds in one act: a name of its own, or each of many however deep."""
        return (getattr(act, self.path[0]),) if self.single else _values(act, self.path)


def references(state: State, act: Act) -> list[Finding]:
    """Give a finding for each name that should exist and does not, or should be new and is not."""
    broken = []
    for field in fields_of(type(act)):
        path, mark, table, single, optional = field
        for value in (getattr(act, path[0]),) if single else _values(act, path):
            if mark == "stamp":
                wrong = instant(value) is None
            else:
                wrong = (value in state.names[table]) is (mark == "new") and not (optional and not value)
            if wrong:
                broken.append(_wrong(field, value))
    return broken


def named(act: Act) -> frozenset[str]:
    """Give the names of everything that an act names, creates or is about."""
    marked = (field for field in fields_of(type(act)) if field.mark != "stamp")
    return frozenset(value for field in marked for value in field.values(act) if value)


def _wrong(field: Field, value: str) -> Finding:
    if field.mark == "stamp":
        return own(1, f"{field.path[0]} '{value}' is no day or time that exists", "correct the time")
    if field.mark == "new":
        return own(8, f"{field.table} '{value}' exists already", "choose a new name")
    return own(8, f"there is no {field.table} '{value}'", "name one that exists")


@cache
def fields_of(act: type[Struct]) -> tuple[Field, ...]:
    """Give the fields of a class whose types say that they name things or are times, nested structs included."""
    hints = get_type_hints(act, include_extras=True)
    flat = {name for name in act.__struct_fields__ if _bare(hints[name]) is str}
    empty = left_out(act)
    return tuple(
        f._replace(single=len(f.path) == 1 and f.path[0] in flat, optional=f.path in empty)
        for f in _scan(act, ())
    )


def _bare(hint: Any) -> Any:
    return _bare(get_args(hint)[0]) if get_origin(hint) is Annotated else hint


@cache
def left_out(act: type[Struct]) -> frozenset[tuple[str, ...]]:
    """Give the fields that may be left out, and are then empty."""
    return frozenset((field.name,) for field in fields(act) if field.default == "")


def _scan(struct: type[Struct], path: tuple[str, ...]) -> Iterator[Field]:
    hints = get_type_hints(struct, include_extras=True)
    for name in struct.__struct_fields__:
        yield from _marks(hints[name], (*path, name))


def _marks(hint: Any, path: tuple[str, ...]) -> Iterator[Field]:
    if hint == Stamp:
        if path != ("until",):
            yield Field(path, "stamp", "")
    elif get_origin(hint) is Annotated:
        inner, *metas = get_args(hint)
        yield from _marks(inner, path)
        for meta in metas:
            if isinstance(meta, Meta) and meta.extra:
                yield from (Field(path, mark, str(table)) for mark, table in meta.extra.items())
    elif isinstance(hint, type) and issubclass(hint, Struct):
        yield from _scan(hint, path)
    else:
        for inner in get_args(hint):
            if inner is not Ellipsis:
                yield from _marks(inner, path)


def _values(act: Act, path: tuple[str, ...]) -> list[str]:
    """Walk down the path level by level; what has no such field is another case of its union."""
    things: list[Any] = [act]
    for name in path:
        found: list[Any] = []
        for thing in things:
            value = getattr(thing, name, ()) if isinstance(thing, Struct) else ()
            if type(value) is tuple:
                found += _flat(value)
            else:
                found.append(value)
        things = found
    return [thing for thing in things if type(thing) is str]


def _flat(values: tuple[Any, ...]) -> Iterable[Any]:
    """Give the items of tuples within tuples."""
    if tuple in map(type, values):
        return [one for value in values for one in (_flat(value) if isinstance(value, tuple) else (value,))]
    return values
