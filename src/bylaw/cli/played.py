"""The folder of a play: made anew by the command that made it, and nothing else is ever removed."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from bylaw.cli.shell import fail


def make_room(folder: Path, origin: str) -> None:
    """Remove what an earlier play with a log of this origin left in a folder, or end with what is there instead."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if _origin(folder) != origin:
        fail(
            f"{folder} is there, and this command did not make it; name another folder, or remove it yourself"
        )
    try:
        shutil.rmtree(folder)
    except OSError as fault:
        fail(f"{folder}: {fault.strerror or fault}")


def _origin(folder: Path) -> str:
    """Give the name of the log in a folder, without touching it; empty where there is none."""
    place = f"{(folder / 'log.sqlite').absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(place, uri=True)) as log:
            (origin,) = log.execute("SELECT origin FROM about").fetchone()
    except (sqlite3.Error, TypeError):  # no file, none of SQLite, or without a line
        return ""
    return str(origin)
