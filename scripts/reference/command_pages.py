"""The page on commands: the help of every sub-command, as it prints itself."""

from __future__ import annotations

from collections.abc import Iterator

import click
from page import page

from bylaw.cli.act import ActGroup
from bylaw.cli.main import main

ABOUT = """What each command says with `--help`. Exit codes: 0 valid or done, 1 refused or invalid, 2
incomplete, 3 usage or I/O. `bylaw act DIR KIND`, `bylaw may DIR KIND` and their like take the fields of the
act as options; they are in [acts](acts.md)."""


def commands() -> str:
    """Give the page."""
    return page("Commands", ABOUT, _walk(main, click.Context(main, info_name="bylaw", max_content_width=100)))


def _walk(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"{'#' * min(4, 2 + context.command_path.count(' '))} {context.command_path}"
    yield f"```text\n{_help(command, context)}\n```"
    if isinstance(command, click.Group) and not isinstance(command, ActGroup):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _walk(below, click.Context(below, parent=context, info_name=name))


def _help(command: click.Command, context: click.Context) -> str:
    if isinstance(command, ActGroup):  # its commands are the acts, which have their own page
        return context.get_usage() + "\n\n  " + (command.help or "")
    context.terminal_width = 100
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
