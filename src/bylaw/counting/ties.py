"""Ties: by the totals of earlier counts where the rule says so, then by a lot from outside, else open."""

from collections.abc import Iterable, Sequence
from typing import Any

from bylaw.counting.sheet import Tie


class TieBook:
    """Decides ties for one count and keeps the record of them. Private to the count that made it."""

    def __init__(self, lot: tuple[int, ...]) -> None:
        self._place = {candidate: place for place, candidate in enumerate(lot)}
        self.ties: list[Tie] = []
        self.open = False

    def first(self, tied: Iterable[int], about: str, count: int, history: Sequence[Any] = ()) -> int | None:
        """Choose the most favoured: highest at the latest earlier count that differs, else first drawn."""
        return self._choose(sorted(tied), about, count, history, best=1)

    def last(self, tied: Iterable[int], about: str, count: int, history: Sequence[Any] = ()) -> int | None:
        """Choose the least favoured: lowest at the latest earlier count that differs, else last drawn."""
        return self._choose(sorted(tied), about, count, history, best=-1)

    def pick(self, tied: Iterable[int], number: int, about: str, count: int) -> tuple[int, ...] | None:
        """Choose `number` of the tied by lot, in the order drawn."""
        level = sorted(tied)
        if len(level) <= number:
            return tuple(level)
        chosen = self._drawn(level, 1)[:number]
        self._note(count, about, level, tuple(chosen), "lot" if chosen else "")
        return tuple(chosen) or None

    def _choose(
        self, level: list[int], about: str, count: int, history: Sequence[Any], best: int
    ) -> int | None:
        if len(level) == 1:
            return level[0]
        left, by = _by_history(level, history, best)
        if len(left) > 1:
            drawn = self._drawn(left, best)
            left, by = drawn[:1], "lot"
        self._note(count, about, level, tuple(left), by if left else "")
        return left[0] if left else None

    def _drawn(self, level: list[int], best: int) -> list[int]:
        if any(c not in self._place for c in level):
            return []
        return sorted(level, key=lambda c: best * self._place[c])

    def _note(self, count: int, about: str, level: list[int], chosen: tuple[int, ...], by: str) -> None:
        self.open = self.open or not chosen
        self.ties.append(
            Tie(
                count=count,
                about=about,
                candidates=tuple(level),
                chosen=chosen,
                decided_by=by,
                unresolved=not chosen,
            )
        )


def _by_history(level: list[int], history: Sequence[Any], best: int) -> tuple[list[int], str]:
    """Narrow the tied by totals from the latest earlier count back to the first; say which count decided."""
    for count in range(len(history), 0, -1):
        totals = history[count - 1]
        top = max(best * totals[c - 1] for c in level)
        level = [c for c in level if best * totals[c - 1] == top]
        if len(level) == 1:
            return level, f"count {count}"
    return level, ""
