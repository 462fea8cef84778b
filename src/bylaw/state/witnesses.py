"""What witnesses saw: the cosigned heads entered in the record, which bracket the time of entries."""

from __future__ import annotations

from collections.abc import Container, Iterable

from msgspec import Struct


def captives(witnesses: Iterable[str], declared: Container[str], origin: str) -> tuple[str, ...]:
    """Give the witnesses that are the log operator's own: declared so, or named under the host of the log."""
    return tuple(each for each in witnesses if each in declared or _one_host(each, origin))


def _one_host(witness: str, origin: str) -> bool:
    one, other = (text.partition("+")[0].partition("/")[0].lower() for text in (witness, origin))
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


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
