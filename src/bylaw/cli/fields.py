"""From an act's class to command-line options."""

from __future__ import annotations

from collections.abc import Collection
from typing import get_type_hints

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
