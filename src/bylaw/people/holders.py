"""Whom a list means by numbers, names and addresses: asked of the register of an organisation, if it has one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from bylaw.people.dues import Holders
from bylaw.people.files import FOLDER
from bylaw.people.register import Register


class Nobody:
    """The register of an organisation that has none: only member ids name anybody."""

    def holders(self, handles: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Nobody is in it."""
        return {}


@contextmanager
def holders_in(folder: Path) -> Iterator[Holders]:
    """Open the register in an organisation's folder to ask it whom handles mean.

    Raises what opening a register raises.
    """
    if not (folder / FOLDER).exists():
        yield Nobody()
        return
    with Register.open(folder / FOLDER) as register:
        yield register
