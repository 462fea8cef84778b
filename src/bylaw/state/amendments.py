"""Amendments adopted, with the day on which each begins or what it waits for."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import Clause


class Amendment(Struct, frozen=True):
    """What was adopted; ``waits`` while it is not law before its registration is attested."""

    name: str
    clauses: tuple[Clause, ...]
    repeals: tuple[str, ...]
    since: int
    waits: bool


class Amendments:
    """Every amendment."""

    def __init__(self) -> None:
        self.all: dict[str, Amendment] = {}

    def register(self, name: str) -> Amendment:
        """Note the registration and give the amendment."""
        self.all[name] = replace(self.all[name], waits=False)
        return self.all[name]
