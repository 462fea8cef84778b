"""A published record as an audit reads it: from a folder or a URL."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import parse_checkpoint
from bylaw.record.log.note import MAX_NOTE, parse_note
from bylaw.store.attachments import MAX_ATTACHMENT
from bylaw.store.reader import Copy, under_head
from bylaw.store.source import Source, open_source


class PublishedCopy:
    """The files of one published record; whether its head is signed is for the audit to say."""

    def __init__(self, source: Source, raw: bytes) -> None:
        self._source, self._raw = source, raw

    def checkpoint(self) -> bytes:
        """The newest signed head."""
        return self._raw

    def at(self, raw: bytes) -> PublishedCopy:
        """The same files under another head, an older one that was published and kept."""
        return PublishedCopy(self._source, raw)

    def under(self) -> Copy | Broken:
        """The log under that head, once its tiles have been found to lead to it."""
        note = parse_note(self._raw)
        if isinstance(note, Broken):
            return note
        head = parse_checkpoint(note.text)
        return head if isinstance(head, Broken) else under_head(self._source, head, note)

    def entries(self, size: int) -> Iterator[bytes | Broken]:
        """The first ``size`` entries, each checked against the hashes under the head before it is given."""
        copy = self.under()
        return iter((copy,)) if isinstance(copy, Broken) else islice(copy.entries(), size)

    def attachment(self, name: str) -> bytes | None:
        """The attachment of this hash."""
        found = self._source.get(f"attachments/{name[:2]}/{name}", MAX_ATTACHMENT)
        return found if isinstance(found, bytes) else None


def open_published(place: str, key: str = "") -> PublishedCopy | Broken:
    """Open the record in a folder (an organisation's, or the published one) or, with this key, under a URL."""
    source = open_source(place, key)
    if isinstance(source, Broken):
        return source
    raw = source.get("checkpoint", MAX_NOTE)
    if raw is None:
        return Broken("storage", f"{place} holds no record: there is no checkpoint")
    return raw if isinstance(raw, Broken) else PublishedCopy(source, raw)
