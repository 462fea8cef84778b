"""Whose turn it is: one request at a time has hold of the organisation, and those who cast ballots wait outside.

The record has one writer, and nothing in the portal is locked. The server has several threads all the same, so that
voters who come at once can share one check and one durable write of the box: a request at a booth gives its turn back
while its ballot is being taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

_TURN = Lock()
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def in_turn(app: App) -> App:
    """Give an application that answers one request after another."""

    def one(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with turn():
            return app(environ, start)

    return one


@contextmanager
def turn() -> Iterator[None]:
    """Have hold of the organisation for the length of a block."""
    with _TURN:
        yield


@contextmanager
def aside() -> Iterator[None]:
    """Let others have their turn for the length of a block, which touches nothing that they could change."""
    if not _TURN.locked():  # no server: a test, or a program that calls the view itself
        yield
        return
    _TURN.release()
    try:
        yield
    finally:
        _TURN.acquire()
