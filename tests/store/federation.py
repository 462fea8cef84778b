"""A small federation that lived for a year, with sealed steps; folded whole, and through what was saved."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp

from bylaw.audit.copy import Attached
from bylaw.cli.open import folded
from bylaw.ledger import take
from bylaw.rehearsal.society.life import Size, live
from bylaw.rules.load import Profile, load
from bylaw.state import State
from bylaw.store import saved
from bylaw.store.beside import Beside
from bylaw.store.copies import open_published
from bylaw.store.log_store import LogStore
from bylaw.store.openings import Openings
from bylaw.store.organisation import Organisation
from bylaw.store.profiles import profiles


@cache
def lived() -> Path:
    """Where it lies; tests copy it."""
    profile = load(profiles()["us-union-local"])
    assert isinstance(profile, Profile)
    company = live(Path(mkdtemp()) / "org", profile, Size(60, 2, 1), "x", lambda _at: None).company
    company.organisation.publish()
    company.organisation.close()
    return company.organisation.folder


def copied(to: Path) -> Path:
    """Give a copy of its own to a test."""
    return Path(copytree(lived(), to))


@cache
def entries(folder: Path | None = None) -> list[bytes]:
    """Give its entries, or those of another folder."""
    store = LogStore.open((folder or lived()) / "log.sqlite")
    assert isinstance(store, LogStore), store
    try:
        return list(store.entries())
    finally:
        store.close()


def whole(folder: Path, size: int | None = None) -> State:
    """Fold what a folder's log holds, or its first entries, with what lies beside it now and nothing that was saved."""
    beside = Beside(Attached(open_published(str(folder)), Openings(folder)), folder)
    state = State()
    for raw in entries(folder)[:size]:
        assert not take(state, raw, beside).refusals
    return state


def at_once(monkeypatch) -> None:
    """Let a state be saved however few its entries are, and however lately somebody edited the code."""
    monkeypatch.setattr(saved, "WORTH", 1)
    monkeypatch.setattr(saved, "BEGAN", float(2**40))
    saved._code.cache_clear()


class Folding:
    """Counts the entries that are folded one by one while a folder is opened."""

    def __init__(self, monkeypatch) -> None:
        self.number = 0
        for module, name in (("bylaw.store.organisation", "take"), ("bylaw.audit.replay", "consider")):
            monkeypatch.setattr(f"{module}.{name}", self._counted(module, name))
        at_once(monkeypatch)

    def _counted(self, module: str, name: str):
        real = getattr(__import__(module, fromlist=[name]), name)

        def one(*given):
            self.number += 1
            return real(*given)

        return one

    def writer(self, folder: Path) -> tuple[State, int]:
        """Open a folder to write, and give the state with how many entries were folded for it."""
        self.number = 0
        organisation = Organisation.open(folder)
        assert isinstance(organisation, Organisation), organisation
        organisation.close()
        return organisation.state, self.number

    def reader(self, folder: Path | str, moment: str = "") -> tuple[State, int]:
        """Look at a folder, as `writer`."""
        self.number = 0
        return folded(folder, moment)[0], self.number
