"""What all sub-commands share: exit codes, the console, and how refusals are shown."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, NoReturn

import click
import msgspec

from bylaw.rules.finding import Finding

if TYPE_CHECKING:
    from rich.console import Console

WIDE = 240
"""Columns of a table in a pipe, where nothing may be cut off."""

VALID, REFUSED, INCOMPLETE, USAGE = 0, 1, 2, 3
"""Exit codes, the same for every sub-command."""


def lenient() -> None:
    """Let a terminal that cannot write a character show its code in place of it, so that no name ends a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def console() -> Console:
    """Give the console for this run: plain text in a pipe, no markup read from data."""
    from rich.console import Console  # noqa: PLC0415 - so that commands without tables start faster

    width = None if sys.stdout.isatty() else WIDE
    return Console(highlight=False, markup=False, emoji=False, width=width)


def put(text: str = "") -> None:
    """Print a line."""
    click.echo(text)


def put_json(value: object) -> None:
    """Print a value as JSON, one line, keys as in its struct; always in UTF-8, whatever the terminal writes in."""
    click.echo(msgspec.json.encode(value))


def put_csv(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print rows as CSV, each cell so that no spreadsheet takes it for a formula."""
    from bylaw.people.export import escaped  # noqa: PLC0415 - so that commands without tables start faster

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(headings)
    out.writerows([escaped(str(cell)) for cell in row] for row in rows)


def this_command() -> str:
    """Give what the reader types to run bylaw: its name where her shell finds it by that, else the file that runs."""
    typed = sys.argv[0]
    return typed if Path(typed).name == "bylaw" and which("bylaw") != typed else "bylaw"


def fail(message: str, code: int = USAGE) -> NoReturn:
    """End with a message on the error stream that says what to do."""
    click.echo(f"bylaw: {message}", err=True)
    raise SystemExit(code)


def number(count: int, thing: str, several: str = "") -> str:
    """Give a number with its thing: *1 member*, *2 members*; ``several`` where an s alone does not do."""
    return f"{count} {thing if count == 1 else several or thing + 's'}"


def read_file(path: Path) -> bytes:
    """Give a file's bytes, or end with why it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        fail(f"{path}: {fault.strerror}")


def put_findings(findings: Iterable[Finding]) -> None:
    """Print findings as people read them: clause, fact, remedy."""
    for finding in findings:
        put(str(finding))
