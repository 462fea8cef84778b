"""Signatures beside the fold: begun in batches, decided elsewhere meanwhile, answered in the order of entries."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Protocol

from bylaw.acts.signed import Check
from bylaw.audit.report import Fault
from bylaw.record.passkey import Policy

BATCH = 512
"""How many signatures are given to the checker at once."""
AHEAD = 8
"""How many batches may be under way while the fold goes on; more would cost memory, not gain time."""

Answer = Callable[[], list[bool]]
"""Waits for the answers of one batch, one for each signature."""


class Checker(Protocol):
    """Begins to verify a batch; whoever calls the audit decides where. ``name`` says with what, and is printed."""

    name: str

    def __call__(self, items: list[Check], policy: Policy) -> Answer:
        """Begin, and give what waits for the answers."""
        ...


class Signatures:
    """The signatures of one audit: ``count`` were given, those that are not good are faults.

    ``policy`` is asked for with each batch, because the record itself says it, in its founding act.
    """

    def __init__(self, checker: Checker, policy: Callable[[], Policy]) -> None:
        self.count = 0
        self.faults: list[Fault] = []
        self.checker = checker
        self._policy = policy
        self._next: list[Check] = []
        self._places: list[int] = []
        self._begun: deque[tuple[list[int], list[Check], Answer]] = deque()

    def add(self, index: int, checks: tuple[Check, ...]) -> None:
        """Take in the signatures of one entry."""
        self.count += len(checks)
        self._next += checks
        self._places += [index] * len(checks)
        if len(self._next) < BATCH:
            return
        self._begin()
        if len(self._begun) > AHEAD:
            self.faults += self._oldest()

    def finish(self) -> None:
        """Wait for every answer."""
        self._begin()
        while self._begun:
            self.faults += self._oldest()

    def _begin(self) -> None:
        begun = self._places, self._next, self.checker(self._next, self._policy())
        self._begun.append(begun)
        self._next, self._places = [], []

    def _oldest(self) -> Iterator[Fault]:
        places, checks, answer = self._begun.popleft()
        for index, (key, _, _), good in zip(places, checks, answer(), strict=True):
            if not good:
                yield Fault("signature", f"the signature by key {key.thumbprint} is not good", index)
