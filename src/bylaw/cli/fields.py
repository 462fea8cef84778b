"""From an act's class to command-line options."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, get_type_hints

import click
import msgspec

from bylaw.acts.act import Act
from bylaw.acts.fields import describe, is_many
from bylaw.acts.substance import ENVELOPE


def options(act: type[Act], known: Collection[str] = ()) -> list[click.Option]:
    """Give one option per field of the act, named and typed as the field is; ``known`` ones may be left out."""
    hints = get_type_hints(act, include_extras=True)
    infos = {field.name: field for field in msgspec.structs.fields(act)}
    return [
        click.Option(
            [f"--{name.replace('_', '-')}", name],
            required=infos[name].required and name not in known,
            multiple=is_many(hints[name]),
            help=describe(hints[name]),
        )
        for name in act.__struct_fields__
        if name not in ENVELOPE
    ]


def unfit(act: type[Act], given: Mapping[str, Any], fault: msgspec.ValidationError) -> str:
    """Say which option holds what its field cannot, and what it takes; else what the decoder says."""
    at = re.search(r"`\$\.([a-z_]+)(\[\.\.\.\])?`", str(fault))
    if at is None or at[1] not in given:
        return str(fault)
    value, told = given[at[1]], describe(get_type_hints(act, include_extras=True)[at[1]])
    if "^[a-z0-9][a-z0-9.-]" in str(fault):
        told += " (small letters, digits, '.' and '-')"
    shown = value if isinstance(value, str) else " ".join(map(str, value))
    return f"--{at[1].replace('_', '-')} '{shown}' is not what it takes: {told}"
