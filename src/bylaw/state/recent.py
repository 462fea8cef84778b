"""Which acts were taken in lately: what refuses bytes that are in the record already, in bounded memory."""

from __future__ import annotations

WEEK = 7 * 86_400
"""The longest time, in seconds, for which an act may wait to be taken in."""


class Recent:
    """Hashes of the acts of this week and of the one before.

    An act names the time until which it may be taken in, at most a week after its entry. So the same bytes refuse
    themselves by then, and no hash is needed for longer: memory follows the acts of two weeks, not of all years.
    """

    def __init__(self) -> None:
        self._week = -(2**53)
        self._now: set[bytes] = set()
        self._before: set[bytes] = set()

    def __contains__(self, digest: object) -> bool:
        return digest in self._now or digest in self._before

    def __len__(self) -> int:
        return len(self._now) + len(self._before)

    def add(self, digest: bytes, at: int) -> None:
        """Remember an act taken in at ``at``, which never decreases."""
        week = at // WEEK
        if week != self._week:
            self._before = self._now if week == self._week + 1 else set()
            self._week, self._now = week, set()
        self._now.add(digest)
