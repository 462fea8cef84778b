"""What the pages share: headings, tables, docstrings as Markdown, types in words."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from bylaw.acts.fields import bare, describe, inner, is_many, is_struct

MADE = "<!-- Written by scripts/reference from the code: change the code, then `make reference`. -->"


def page(title: str, about: str, parts: Iterable[str]) -> str:
    """Give a whole page."""
    return "\n\n".join([f"# {title}", MADE, about, *parts]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table; empty when it has no rows."""
    lines = ["| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |" for row in rows]
    if not lines:
        return ""
    return "\n".join(["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *lines])


def doc(thing: Any) -> str:
    """Give a docstring as Markdown on one line."""
    return " ".join(line.strip() for line in marked(inspect.getdoc(thing) or "").splitlines() if line.strip())


def marked(text: str) -> str:
    """Give a docstring's text with Markdown's quotes around code."""
    return re.sub(r"``(.+?)``", r"`\1`", text)


def fields(kind: type[msgspec.Struct], leave: Iterable[str] = ()) -> list[tuple[str, str, str]]:
    """Give name, type in words and default of each field of a struct."""
    hints = get_type_hints(kind, include_extras=True)
    return [
        (f"`{field.name}`", words(hints[field.name]), default(field))
        for field in msgspec.structs.fields(kind)
        if field.name not in leave
    ]


def words(hint: Any) -> str:
    """Say what goes into a field."""
    kind = bare(hint)
    if is_many(hint):
        return f"any number: {words(inner(hint))}"
    if get_origin(kind) is tuple:
        return ", ".join(words(part) for part in get_args(kind))
    if is_struct(kind) and kind.__name__ not in {"Clause", "Key"}:
        return f"{kind.__name__} ({', '.join(kind.__struct_fields__)})"
    if is_struct(kind) and kind.__name__ == "Clause":
        return "a clause ([rules](../spec/rules.md))"
    return describe(hint).partition(": 2025")[0] or getattr(kind, "__name__", str(kind))


def default(field: msgspec.structs.FieldInfo) -> str:
    """Say what a field is when it is left out."""
    if field.required:
        return "needed"
    value = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
    if value in ("", (), None) or value is msgspec.UNSET:
        return "may be left out"
    return f"`{msgspec.json.encode(value).decode()}`"
