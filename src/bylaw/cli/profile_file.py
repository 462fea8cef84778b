"""Reading bylaws that somebody names on the command line: a shipped profile, or a file and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from bylaw.cli.shell import REFUSED, USAGE, fail
from bylaw.rules.clause import Clause
from bylaw.rules.load import LIMIT, NoBylaws, Profile, load
from bylaw.rules.plainly import plainly
from bylaw.store.profiles import profiles


def named_profile(name: str) -> Profile:
    """Give the shipped profile of this name, or else the file's; or end with what there is."""
    shipped = profiles()
    if name not in shipped:
        if not Path(name).exists():
            fail(f"no file and no profile '{name}'; shipped profiles: {', '.join(shipped)}")
        return read_profile(Path(name))
    book = load(shipped[name])
    assert isinstance(book, Profile), book
    return book


def read_profile(file: Path) -> Profile:
    """Read a file of bylaws, or end with what is wrong with it."""
    try:
        with file.open("rb") as source:
            raw = source.read(LIMIT + 1)
    except OSError as fault:
        fail(f"{file}: {fault.strerror}", USAGE)
    profile = load(raw)
    if isinstance(profile, NoBylaws):
        fail(f"{file}: {told(profile)}", REFUSED)
    return profile


def told(fault: NoBylaws) -> str:
    """Say what is wrong with a file of bylaws, and where."""
    return str(replace(fault, why=plainly(fault.why, (Clause, Profile), "a table")))
