"""A clause as a file of bylaws writes it: what is written here, ``load.py`` reads back the same."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from bylaw.rules.clause import Clause
from bylaw.rules.meanings import KEYS

HEAD = ("words", "of", "body", "office", "layer", "on_breach", "source", "evidence")
"""What stands before the meanings."""
BARE = re.compile(r"[A-Za-z0-9_-]+")


def written(clause: Clause) -> str:
    """Give a clause as TOML: its number in brackets, then a line for each thing that it says."""
    said = msgspec.to_builtins(clause)
    lines = [f"{name} = {_value(_shortly(name, said[name]))}" for name in (*HEAD, *KEYS) if name in said]
    return "\n".join([heading(clause.no), *lines])


def heading(number: str) -> str:
    """Give the line under which a clause stands."""
    return f"[clauses.{_text(number)}]"


def _shortly(name: str, value: Any) -> Any:
    """Leave out what a file leaves out: the brackets around one name, and *any_of* under *may*."""
    if name in ("of", "body", "office") and len(value) == 1:
        return value[0]
    return value["any_of"] if name == "may" else value


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        inner = ", ".join(f"{_name(name)} = {_value(each)}" for name, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return _text(value) if isinstance(value, str) else str(value)


def _name(name: str) -> str:
    return name if BARE.fullmatch(name) else _text(name)


def _text(text: str) -> str:
    """Quote a text; TOML allows what JSON writes, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
