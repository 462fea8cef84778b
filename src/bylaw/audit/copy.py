"""A copy of a record as an audit reads it: where it came from does not matter."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from hashlib import sha256
from typing import Protocol

from bylaw.acts.sealed import NEED
from bylaw.acts.unlisted import Answering
from bylaw.record.broken import Broken


class Copy(Protocol):
    """A checkpoint, the entries under it, and the attachments beside it."""

    def checkpoint(self) -> bytes:
        """Give the newest signed head; empty when there is none."""
        ...

    def entries(self, size: int) -> Iterable[bytes | Broken]:
        """Give the first ``size`` entries in order; a `Broken` where one cannot be had, and then no more."""
        ...

    def attachment(self, name: str) -> bytes | None:
        """Give the bytes with this SHA-256, or None; the caller checks the hash."""
        ...


NO_OPENINGS: Mapping[str, object] = {}


class Attached(Answering):
    """Attachments as evidence: every hash is answered, with its bytes, or with None and a note that it is missing.

    In an audit an act stays applied though an attachment is gone; what rests on it is then unproven. The openings
    of sealed steps are those that the reader brings: which she lacks is sealed from her, not missing.
    """

    def __init__(self, copy: Copy, openings: Mapping[str, object] = NO_OPENINGS) -> None:
        self._copy, self._openings = copy, openings
        self.missing: dict[str, None] = {}

    def __getitem__(self, name: str) -> object:
        if not name or name.startswith(NEED):
            return self._openings.get(name)
        raw = self._copy.attachment(name)
        if raw is None or sha256(raw).hexdigest() != name:
            self.missing[name] = None
            return None
        return raw


class Here(Container[str]):
    """The attachments that a copy has, by their hash."""

    def __init__(self, copy: Copy) -> None:
        self._evidence = Attached(copy)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._evidence[name] is not None
