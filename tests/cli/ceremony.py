"""The walk-through of an election as lines to run, and one line run in a folder."""

import shlex
import subprocess
from pathlib import Path

import click
from click.testing import CliRunner

from bylaw.cli.main import main

PAGE = Path(__file__).parents[2] / "docs" / "elections-walk-through.md"
LINES = [line.removeprefix("    $ ") for line in PAGE.read_text().splitlines() if line.startswith("    $ ")]


def bylaw(line, folder, monkeypatch):
    """Run one line of the page; what it prints goes where the line says."""
    words = shlex.split(line)
    if words[0] != "bylaw":
        subprocess.run(line, shell=True, cwd=folder, check=True)
        return None
    target = None
    if ">" in words:
        words, target = words[: words.index(">")], folder / words[-1]
    with monkeypatch.context() as patch:
        patch.chdir(folder)
        done = CliRunner().invoke(main, words[1:])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    if target:
        target.write_text(done.stdout)
    return done


def commands_of(group):
    context = click.Context(group)
    return {name: group.get_command(context, name) for name in group.list_commands(context)}
