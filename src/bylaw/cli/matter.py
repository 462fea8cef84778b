"""`bylaw matter`: an act as a motion, a petition or a paper carries it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from bylaw.acts.act import Act
from bylaw.acts.substance import substance
from bylaw.cli import fill
from bylaw.cli.act import ActGroup, draft
from bylaw.cli.fields import options
from bylaw.cli.shell import fail, put
from bylaw.record.broken import Broken
from bylaw.store.organisation import Organisation


class MatterGroup(ActGroup):
    """The same sub-commands, which print instead of signing."""

    def made(self, act: type[Act]) -> click.Command:
        """Give the command for one act."""

        def run(**given: Any) -> None:
            organisation = Organisation.open(click.get_current_context().obj)
            if isinstance(organisation, Broken):
                fail(organisation.detail)
            put(substance(draft(organisation, act, given, organisation.state.at)))

        params: list[click.Parameter] = [*options(act, fill.KNOWN.get(act.kind(), ()))]
        return click.Command(act.kind(), callback=run, params=params, help=act.__doc__)


@click.group("matter", cls=MatterGroup)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def matter_group(ctx: click.Context, folder: Path) -> None:
    """Print an act's substance, word for word what a motion or petition is about. Records nothing."""
    ctx.obj = folder
