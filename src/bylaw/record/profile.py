"""Which types keep the profile by themselves, so that their bytes need no second look."""

import re
from collections.abc import Callable
from typing import Any

from msgspec import inspect

_NAME = re.compile("[a-z0-9_]+")


def keeps_profile(kind: Any, depth: int, bound: int) -> bool:
    """Say whether each value of a type is in the profile: bounded integers; no floats, nulls, free keys."""
    try:
        return _keeps(inspect.type_info(kind), depth, bound)
    except (TypeError, RecursionError):
        return False


def _keeps(kind: inspect.Type, depth: int, bound: int) -> bool:
    if depth < 0:
        return False
    test = _TESTS.get(type(kind))
    return test is not None and test(kind, depth, bound)


def _bounded(kind: Any, _depth: int, bound: int) -> bool:
    low, high = kind.ge if kind.ge is not None else kind.gt, kind.le if kind.le is not None else kind.lt
    return low is not None and high is not None and low >= -bound and high <= bound


def _every_field(kind: Any, depth: int, bound: int) -> bool:
    left_out = kind.cls.__struct_config__.omit_defaults
    return depth > 0 and all(
        _NAME.fullmatch(field.encode_name) is not None
        and _keeps(_written(field) if left_out else field.type, depth - 1, bound)
        for field in kind.fields
    )


def _written(field: inspect.Field) -> inspect.Type:
    """The type of what is written: a default None is left out, so the second encoding refuses any null."""
    if field.default is not None or not isinstance(field.type, inspect.UnionType):
        return field.type
    return inspect.UnionType(
        tuple(kind for kind in field.type.types if not isinstance(kind, inspect.NoneType))
    )


def _every_item(kind: Any, depth: int, bound: int) -> bool:
    return depth > 0 and _keeps(kind.item_type, depth - 1, bound)


def _every_place(kind: Any, depth: int, bound: int) -> bool:
    return depth > 0 and all(_keeps(item, depth - 1, bound) for item in kind.item_types)


def _every_choice(kind: Any, depth: int, bound: int) -> bool:
    return all(_keeps(choice, depth, bound) for choice in kind.types)


def _always(_kind: Any, _depth: int, _bound: int) -> bool:
    return True


_TESTS: dict[type, Callable[[Any, int, int], bool]] = {
    inspect.StrType: _always,
    inspect.BytesType: _always,
    inspect.BoolType: _always,
    inspect.LiteralType: lambda kind, _depth, _bound: all(isinstance(value, str) for value in kind.values),
    inspect.IntType: _bounded,
    inspect.StructType: _every_field,
    inspect.ListType: _every_item,
    inspect.VarTupleType: _every_item,
    inspect.TupleType: _every_place,
    inspect.UnionType: _every_choice,
    inspect.Metadata: lambda kind, depth, bound: _keeps(kind.type, depth, bound),
}
