"""What the benches and the scripts take from the package is there: they are run by hand, and nobody should find out then."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(
    str(path.relative_to(ROOT))
    for folder in ("bench", "scripts")
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and (path.suffix == ".py" or path.read_bytes().startswith(b"#!/usr/bin/env python"))
)


def taken(code: str) -> Iterator[tuple[str, str]]:
    """Give what code imports from the package, as modules and names, wherever it does."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == "bylaw":
            yield from ((node.module, name.name) for name in node.names)


def there(module: str, name: str) -> bool:
    found = import_module(module)
    return hasattr(found, name) or (hasattr(found, "__path__") and find_spec(f"{module}.{name}") is not None)


@pytest.mark.parametrize("file", FILES)
def test_what_is_taken_is_there(file):
    missing = [each for each in taken((ROOT / file).read_text("utf-8")) if not there(*each)]
    assert missing == []


def test_what_is_not_there_is_seen():
    wrong = list(taken("from bylaw.acts.organisation.offices import DeclareAffiliation"))
    assert wrong
    assert not there(*wrong[0])
