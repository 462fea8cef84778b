"""The law of a rehearsal, read from the JSON of its founding act: the most particular choice, and every floor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]


def _names(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


class Law:
    """Clauses by what they select."""

    def __init__(self, clauses: list[Json]) -> None:
        self.clauses = clauses
        self._known: dict[tuple[str, str, str, str], list[Json]] = {}

    def rules(self, meaning: str, act: str, kind: str, office: str = "") -> list[Json]:
        """Give the rules on one meaning for an act in a body of a kind, about an office: the choice, then floors."""
        asked = (meaning, act, kind, office)
        if asked not in self._known:
            self._known[asked] = list(self._find(*asked))
        return self._known[asked]

    def numbered(self, number: str, meaning: str) -> Json:
        """Give what a clause of a number says on one meaning; nothing where there is none."""
        return next(
            (clause[meaning] for clause in self.clauses if clause["no"] == number and meaning in clause), {}
        )

    def powers(self) -> tuple[frozenset[str], frozenset[str]]:
        """Give the offices that some clause lets act, and the kinds of body whose resolution lets somebody act."""
        clauses = [clause for clause in self.clauses if set(_names(clause.get("of"))) != {"decide-challenge"}]
        phrases = [phrase for clause in clauses for phrase in clause.get("may", {}).get("any_of", ())]
        keys = [key.split() for phrase in phrases for key in phrase.split(" & ")]
        offices = frozenset(key[1] for key in keys if key[0] == "office")
        return offices, frozenset(key[1] for key in keys if key[0] == "resolution")

    def _find(self, meaning: str, act: str, kind: str, office: str) -> Iterator[Json]:
        fitting = [
            clause
            for clause in self.clauses
            if meaning in clause
            and self._fits(clause.get("of"), act)
            and self._fits(clause.get("body"), kind)
            and self._fits(clause.get("office"), office)
        ]
        choices = [clause for clause in fitting if clause.get("layer", "choice") != "floor"]
        if choices:
            yield max(
                choices, key=lambda clause: sum(bool(clause.get(key)) for key in ("of", "body", "office"))
            )[meaning]
        yield from (clause[meaning] for clause in fitting if clause.get("layer") == "floor")

    @staticmethod
    def _fits(selector: Any, value: str) -> bool:
        return not selector or value in _names(selector)
