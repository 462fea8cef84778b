"""Time zones by IANA name, read once from the pinned `tzdata` package.

This is the one place below `store` that reads a file. It stays deterministic because the file is part of the
program: it comes from the package that `requirements/run.txt` pins by hash, never from the host's own zone
files, and `EDITION` names it, so that two readers who differ can see why.
"""

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import tzdata

EDITION: str = tzdata.IANA_VERSION
"""Edition of the IANA time zone database in use, such as `2026c`."""


@cache
def names() -> frozenset[str]:
    """Every zone name of this edition, such as `Europe/Berlin`."""
    return frozenset(files("tzdata").joinpath("zones").read_text("ascii").split())


@cache
def _load(name: str) -> ZoneInfo:
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as rules:
        return ZoneInfo.from_file(rules, key=name)


def find(name: str) -> ZoneInfo | None:
    """Return the zone with exactly this IANA name, or None when this edition has no such name."""
    return _load(name) if name in names() else None
