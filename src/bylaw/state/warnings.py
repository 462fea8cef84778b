"""Warnings: what members reported as a danger, by topic; the answers stand beside them, never in their place."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.state.climbing import Raised, Raisings


class Warned(Raised, frozen=True):
    """A warning on a topic; ``contradicts`` names one on the same topic that reports the contrary."""

    topic: str = ""
    contradicts: str = ""


class Warnings(Raisings[Warned]):
    """Every warning, found by body and topic."""

    def __init__(self) -> None:
        super().__init__()
        self._on_topic: dict[tuple[str, str], list[str]] = {}

    def open(self, raised: Warned) -> None:
        """Add a warning."""
        super().open(raised)
        self._on_topic.setdefault((raised.body, raised.topic), []).append(raised.name)

    def on_topic(self, body: str, topic: str) -> Iterator[Warned]:
        """Give the warnings on one topic in a body, oldest first."""
        return (self.all[name] for name in self._on_topic.get((body, topic), ()))
