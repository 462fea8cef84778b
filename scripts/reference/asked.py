"""Which meanings an act asks the law for: read off its code, and off the code of what it calls."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from types import FunctionType
from typing import Any

from bylaw.acts.act import Act
from bylaw.rules.meanings import KEYS

ANSWERS = {"own", "breach"}
"""Calls whose words are for people: a remedy that says 'appeal' asks nothing."""


def asked(act: type[Act]) -> list[str]:
    """Give the meanings that an act's own code can ask for, in the order of the printed book."""
    found = set(act.asks) | ({"may"} if act.kind() != "found" else set())
    for _, call in reached(act, ("findings", "apply", "due")):
        found.update(_keys(call))
    return [key for key in KEYS if key in found]


def reached(act: type[Act], methods: Iterable[str]) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Give every call in these methods of an act, and in what they call, with the function in which it stands."""
    seen: set[FunctionType] = set()
    for method in methods:
        function = getattr(act, method)
        if function is not getattr(Act, method):
            yield from _follow(function, act, seen)


def _follow(
    function: FunctionType, act: type[Act], seen: set[FunctionType]
) -> Iterator[tuple[ast.AST, ast.Call]]:
    if function in seen or not function.__module__.startswith("bylaw.acts."):
        return
    seen.add(function)
    for call in _calls(function):
        yield _tree(function), call
        target = _target(call.func, function, act)
        if isinstance(target, FunctionType):
            yield from _follow(target, act, seen)


def _keys(call: ast.Call) -> Iterator[str]:
    """Give the meanings that a call names; a helper that is handed a meaning's name asks for it."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    for argument in () if name in ANSWERS else call.args:
        if isinstance(argument, ast.Constant) and argument.value in KEYS and len(call.args) > 1:
            yield str(argument.value)


def _target(called: ast.expr, function: FunctionType, act: type[Act]) -> Any:
    if isinstance(called, ast.Name):
        return function.__globals__.get(called.id)
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        if called.value.id == "self":
            return inspect.getattr_static(act, called.attr, None)
        return getattr(function.__globals__.get(called.value.id), called.attr, None)
    return None


@cache
def _tree(function: FunctionType) -> ast.Module:
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


@cache
def _calls(function: FunctionType) -> tuple[ast.Call, ...]:
    tree = _tree(function)
    looped = [node for node in ast.walk(tree) if isinstance(node, ast.comprehension) and _names(node.iter)]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return (*calls, *(_as_call(node) for node in looped))


def _names(node: ast.expr) -> bool:
    return isinstance(node, ast.Tuple) and all(
        isinstance(e, ast.Constant) and e.value in KEYS for e in node.elts
    )


def _as_call(node: ast.comprehension) -> ast.Call:
    assert isinstance(node.iter, ast.Tuple)
    return ast.Call(ast.Name("asked"), list(node.iter.elts), [])
