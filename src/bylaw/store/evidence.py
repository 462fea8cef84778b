"""Evidence from a folder: what lies beside the record, by its hash."""

from __future__ import annotations

from collections.abc import Mapping

from bylaw.acts.unlisted import Unlisted
from bylaw.store.attachments import Attachments
from bylaw.store.verified import Verified


class Present(Unlisted):
    """The attachments of this folder as evidence: name to bytes, of an archive with what was found in it."""

    def __init__(
        self, attachments: Attachments, verified: Verified, gone: frozenset[str] = frozenset()
    ) -> None:
        self._attachments, self._verified, self._gone = attachments, verified, gone

    def __getitem__(self, name: str) -> object:
        """Give the bytes; None of what was destroyed by an act, which is judged as in an audit that lacks it."""
        if name in self._gone:
            return None
        found = self._attachments.get(name)
        if not isinstance(found, bytes):
            raise KeyError(name)
        return self._verified.known(name, found)

    def tidy(self) -> None:
        """Forget what was found in archives that are not here any more."""
        self._verified.tidy(self._attachments.folder)

    def __contains__(self, name: object) -> bool:
        return name in self._gone or (
            isinstance(name, str) and isinstance(self._attachments.get(name), bytes)
        )


class Joined(Unlisted):
    """Several sources of evidence as one: the first that has a name answers."""

    def __init__(self, *sources: Mapping[str, object]) -> None:
        self._sources = sources

    def __getitem__(self, name: str) -> object:
        for source in self._sources:
            if name in source:
                return source[name]
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        return any(name in source for source in self._sources)
