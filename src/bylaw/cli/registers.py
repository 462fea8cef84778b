"""What the commands on the private register share: its folder, and opening it with a sentence where it cannot be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bylaw.cli.shell import REFUSED, fail
from bylaw.people.files import FOLDER, NoRegister
from bylaw.people.register import Register
from bylaw.people.sealing import Damaged


@contextmanager
def opened(folder: Path, member: str = "") -> Iterator[Register]:
    """Open the register of an organisation; end the command with a sentence when it, or the member, is not there."""
    try:
        with Register.open(folder / FOLDER) as register:
            if member and register.person(member) is None:
                fail(f"no member '{member}' in the register of {folder}; it may have been erased", REFUSED)
            yield register
    except (NoRegister, Damaged, sqlite3.Error, OSError) as error:
        fail(str(error))
