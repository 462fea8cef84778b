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
from bylaw.rules.plainly import NAMES, plainly

_AT = re.compile(r" - at `\$\.([a-z_]+)(?:\[(\d+)\])?(.*)`$")
"""Where a decoder says that it stood: in a field, in which of its things, and where inside."""


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


def unfit(act: type[Act], given: Mapping[str, Any], fault: str) -> str:
    """Say which option holds what its field cannot, and what it takes or, inside JSON, what is wrong there."""
    at, why = _AT.search(fault), plainly(fault, (act,), "an object")
    if at is None or at[1] not in given:
        return why
    name, place, inside = at.groups()
    typed = given[name] if isinstance(given[name], str) else " ".join(given[name][_chosen(place)])
    option = f"--{name.replace('_', '-')} '{typed}'"
    if inside or fault.startswith("Object"):
        return f"{option}: {why}"
    told = describe(get_type_hints(act, include_extras=True)[name])
    small = f" ({NAMES})" if NAMES in why else ""
    return f"{option} is not what it takes: {told}{small}"


def _chosen(place: str | None) -> slice:
    """Give which of the texts of one option is meant: all of them, where the decoder names none."""
    return slice(int(place), int(place) + 1) if place else slice(None)
