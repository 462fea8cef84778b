"""The two files that doors fetch, laid beside the record when the list and the head above it are out."""

from __future__ import annotations

from bylaw.acts.members.cards import PublishCardStatus
from bylaw.portal.desk import Desk
from bylaw.store.doors import lay_under


def lay_list(where: Desk) -> None:
    """Lay the newest list beside the record with its proof, once the served head covers its entry."""
    told = where.state.cards.lists
    head = (where.folder / "record" / "checkpoint").read_bytes() if told else b""
    entries = where.state.places.of(PublishCardStatus.kind(), told[-1].digest) if told else ()
    raw = where.organisation.attachments.get(told[-1].digest) if told else None
    if entries and isinstance(raw, bytes) and entries[-1] < where.announced():
        lay_under(where.organisation, head, raw, entries[-1])
