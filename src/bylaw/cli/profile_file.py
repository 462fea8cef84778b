"""Reading a file of bylaws that somebody names on the command line; what is wrong with it, in plain words."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from msgspec.structs import replace

from bylaw.cli.shell import REFUSED, USAGE, fail
from bylaw.rules.clause import Clause
from bylaw.rules.load import LIMIT, NoBylaws, OfficeFile, Profile, UnitFile, load


def read_profile(file: Path) -> Profile:
    """Read a file of bylaws, or end with what is wrong with it."""
    try:
        with file.open("rb") as source:
            raw = source.read(LIMIT + 1)
    except OSError as fault:
        fail(f"{file}: {fault.strerror}", USAGE)
    profile = load(raw)
    if isinstance(profile, NoBylaws):
        fail(f"{file}: {replace(profile, why=plainly(profile.why))}", REFUSED)
    return profile


def plainly(fault: str) -> str:
    """Say what the decoder found in the words of a file: which word, what is expected, and where."""
    what, _, where = fault.partition(" - at `$.")
    what = re.sub(r"^Object contains unknown field `(.*)`$", _unknown, what)
    what = re.sub(r"^Object missing required field `(.*)`$", r"'\1' is missing", what)
    what = re.sub(r"^Expected (.*), got (.*)$", r"expected \1, found \2", what).replace("`", "'")
    what = what[:1].lower() + what[1:]
    return f"{what} (at {where.rstrip('`')})" if where else what


def _unknown(found: re.Match[str]) -> str:
    """Name the word that a file cannot have, and the one that it resembles."""
    near = get_close_matches(found[1], _WORDS, 1)
    return f"unknown word '{found[1]}'" + (f"; write '{near[0]}'" if near else "")


_WORDS = sorted(
    {field for kind in (Clause, Profile, UnitFile, OfficeFile) for field in kind.__struct_fields__}
)
"""What can stand at the left of an equals sign, outside the values of a meaning."""
