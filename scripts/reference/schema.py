"""The JSON Schema of all acts: what the decoder takes, with every limit and every default."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from bylaw.acts.registry import ACTS

ABOUT = """The acts of a bylaw record. Beyond this schema an act is in the strict encoding of docs/spec/record.md, and \
a field that has its default is left out. Written by scripts/reference from the code."""


def schema() -> str:
    """Give the schema, one definition a line."""
    acts, parts = msgspec.json.schema_components(ACTS, ref_template="#/$defs/{name}")
    book = [f"{_line(name)}: {_line(_plain(part))}" for name, part in parts.items()]
    return "\n".join(
        [
            '{"$schema": "https://json-schema.org/draft/2020-12/schema",',
            f'"$comment": {_line(ABOUT)},',
            '"oneOf": [',
            ",\n".join(map(_line, acts)),
            '], "$defs": {',
            ",\n".join(book),
            "}}\n",
        ]
    )


def _plain(part: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is in the page on acts: titles and sentences."""
    return {key: value for key, value in part.items() if key not in ("title", "description")}


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
