"""What climbs: a complaint or a warning as it was raised, and the steps that its holders took."""

from __future__ import annotations

from typing import Generic, TypeVar

from msgspec import Struct


class Raised(Struct, frozen=True):
    """Something that a member raised in a body; ``text`` commits to its words, ``at`` is the day whose law governs.

    ``against`` is the member and ``target`` the body that it is about; both may be empty.
    """

    name: str
    body: str
    author: str
    text: str
    at: int
    against: str = ""
    target: str = ""


class Step(Struct, frozen=True):
    """One step of a holder, or the author's withdrawal.

    ``says`` are the commitments to its words, ``turn`` is which holder took it.
    """

    step: str
    at: int
    by: tuple[str, ...]
    outcome: str = ""
    says: tuple[str, ...] = ()
    turn: int = 0


T = TypeVar("T", bound=Raised)


class Raisings(Generic[T]):
    """Everything that was raised, with its steps, oldest first."""

    def __init__(self) -> None:
        self.all: dict[str, T] = {}
        self.steps: dict[str, list[Step]] = {}

    def open(self, raised: T) -> None:
        """Add what was raised."""
        self.all[raised.name] = raised
        self.steps[raised.name] = []
