"""What witnesses saw: the cosigned heads entered in the record, which bracket the time of entries."""

from __future__ import annotations

from msgspec import Struct


class Bracket(Struct, frozen=True):
    """A head of ``size`` entries, cosigned between ``first`` and ``last``, entered as entry ``entry``."""

    size: int
    first: int
    last: int
    entry: int


class Witnesses:
    """Every cosigned head in the record, oldest first."""

    def __init__(self) -> None:
        self.brackets: list[Bracket] = []

    @property
    def last(self) -> Bracket | None:
        """The newest."""
        return self.brackets[-1] if self.brackets else None

    def add(self, bracket: Bracket) -> None:
        """Remember a cosigned head."""
        self.brackets.append(bracket)
