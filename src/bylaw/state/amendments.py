"""Amendments adopted, with the day on which each begins or what it waits for."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from bylaw.rules.clause import Clause


class Amendment(Struct, frozen=True):
    """What was adopted, in which moment; ``waits`` while it is not law before its registration is attested.

    ``annulled`` is the moment from which it is not law any longer; 0 while it stands.
    """

    name: str
    clauses: tuple[Clause, ...]
    repeals: tuple[str, ...]
    since: int
    waits: bool
    at: int
    annulled: int = 0

    def registered(self, at: int) -> Amendment:
        """Give it as it is once registered: it begins at ``at`` at the earliest."""
        return replace(self, waits=False, since=max(at, self.since))


class Amendments:
    """Every amendment."""

    def __init__(self) -> None:
        self.all: dict[str, Amendment] = {}

    def register(self, name: str, at: int) -> Amendment:
        """Note the registration, so that it begins at ``at`` at the earliest, and give the amendment."""
        made = self.all[name] = self.all[name].registered(at)
        return made

    def annul(self, name: str, at: int) -> Amendment:
        """Note that it is not law from ``at`` on, and give what it was."""
        old = self.all[name]
        self.all[name] = replace(old, waits=False, annulled=at)
        return old
