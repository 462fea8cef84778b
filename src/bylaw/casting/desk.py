"""A desk at a box: voters come at once, in threads of their own, and those who wait share one durable write."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from bylaw.belenios.findings import Finding
from bylaw.casting.answers import Arrived, Cast, SignedHead
from bylaw.casting.box import BallotBox
from bylaw.record.broken import Broken

MOST = 512
"""The greatest number of ballots in one write."""


class _Waiting:
    """A voter who waits for her answer."""

    def __init__(self, it: Arrived) -> None:
        self.it = it
        self.answer: Cast | Broken | None = None


class Desk:
    """The way to a box for many threads. Whoever comes first to the box takes the ballots of all who wait."""

    def __init__(self, box: BallotBox, clock: Callable[[], int]) -> None:
        self._box, self._clock = box, clock
        self._queue: list[_Waiting] = []
        self._gate, self._turn = Lock(), Lock()

    def cast(self, ballot: bytes) -> Cast | Broken:
        """Cast a ballot: returns once it is durable, or turned away. In time is what has arrived in time."""
        return self.take(Arrived(ballot, self._clock()))

    def take(self, it: Arrived) -> Cast | Broken:
        """Cast a ballot that arrived some time ago, and waited elsewhere."""
        with self._gate:
            mine = _Waiting(it)
            self._queue.append(mine)
        with self._turn:
            while mine.answer is None:
                self._serve()
        return mine.answer

    def close(self) -> SignedHead | Finding | Broken:
        """Take what has arrived, then close the box."""
        with self._turn:
            while self._queue:
                self._serve()
            return self._box.close(self._clock())

    def head(self) -> SignedHead | Broken:
        """Give the head of the box."""
        with self._turn:
            return self._box.head()

    def _serve(self) -> None:
        with self._gate:
            batch, self._queue = self._queue[:MOST], self._queue[MOST:]
        answers: list[Cast] | Broken = Broken(
            "storage", "the box stopped; ask again whether it has your ballot"
        )
        try:
            answers = self._box.cast_many([each.it for each in batch])
        finally:
            for number, each in enumerate(batch):
                each.answer = answers if isinstance(answers, Broken) else answers[number]
