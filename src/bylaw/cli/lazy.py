"""Groups of commands of which each is imported when it is used, so that every one starts fast."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from bylaw.cli.shell import USAGE


class Lazy(click.Group):
    """A group whose sub-commands stand in modules under ``bylaw.cli``: each name with ``module:attribute``."""

    def __init__(self, *args: Any, where: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.where = where

    def invoke(self, ctx: click.Context) -> Any:
        """Run the sub-command; where nobody reads its answer to the end, that is no verdict but a fault of the pipe."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(
                os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
            )  # what is still in the buffer goes nowhere
            ctx.exit(USAGE)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every sub-command, in the order of the help page."""
        return list(self.where)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one sub-command."""
        where = self.where.get(cmd_name)
        if where is None:
            return None
        module, _, name = where.partition(":")
        command = getattr(import_module(f"bylaw.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command


class Ordered(click.Group):
    """A group whose sub-commands are steps: its help page has them in their order."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every sub-command, the first step first."""
        return list(self.commands)
