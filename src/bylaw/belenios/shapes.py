"""Nested lists of one shape: tally, factors, proofs have a list per question, of leaves or lists of them."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from bylaw.belenios.model import Ciphertext

Tally = list[list[Ciphertext | list[Ciphertext]]]


class Place(NamedTuple):
    """Where a leaf stands: the question, from 1, and the position in it, "3" or in a lists question "2.1"."""

    question: int
    position: str


def leaves(nested: list[Any]) -> Iterator[tuple[Place, Any]]:
    """Yield every leaf with its place, in order."""
    for q, entries in enumerate(nested, 1):
        for i, entry in enumerate(entries, 1):
            if isinstance(entry, list):
                for j, leaf in enumerate(entry, 1):
                    yield Place(q, f"{i}.{j}"), leaf
            else:
                yield Place(q, str(i)), entry


def fill(nested: list[Any], values: Iterator[Any]) -> list[Any]:
    """Return the shape of `nested` with the next of `values` at each leaf."""
    return [fill(entry, values) if isinstance(entry, list) else next(values) for entry in nested]


def same(*nested: Any) -> bool:
    """Say whether all have one shape."""
    first = nested[0]
    if not isinstance(first, list):
        return not any(isinstance(each, list) for each in nested)
    if any(not isinstance(each, list) or len(each) != len(first) for each in nested):
        return False
    return all(same(*entries) for entries in zip(*nested, strict=True))


def map_leaves(function: Callable[[Any], Any], nested: list[Any]) -> list[Any]:
    """Return the shape with `function` of each leaf."""
    return [map_leaves(function, entry) if isinstance(entry, list) else function(entry) for entry in nested]
