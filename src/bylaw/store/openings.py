"""The openings of sealed steps: made when a step is taken in, kept in DIR/private, never published."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bylaw.acts.act import Act, Seen
from bylaw.acts.initiative.sealing import CountPetition
from bylaw.acts.registry import read_act
from bylaw.acts.sealed import NEED, Sealed, make_seal
from bylaw.acts.unseal import leaf_of
from bylaw.record.broken import Broken
from bylaw.record.commitment import SALT
from bylaw.record.encoding import encode
from bylaw.record.entry import Entry, Signature, parse_entry, write_entry
from bylaw.state import State
from bylaw.store.attachments import Attachments

FOLDER = "private/openings"
"""Where the openings lie inside an organisation's folder."""
_OPENED = (b'{"act":"sealed/1"', b'{"act":"count-petition/1"')


class Wrapped(Struct, frozen=True):
    """An act as the record takes it: itself, or the leaf that commits to it, with the opening as evidence."""

    act: bytes
    signatures: Sequence[Signature]
    evidence: dict[str, object]


def wrap(state: State, at: int, act: bytes, signatures: Sequence[Signature]) -> Wrapped:
    """Seal an act whose kind the record takes only sealed; leave every other, and what is no act, as it is.

    The salt and the leaf's nonce are drawn here; the leaf waits as long as the act inside may.
    """
    read = read_act(act)
    if not isinstance(read, Act) or not type(read).sealed:
        return Wrapped(act, signatures, {})
    nonce = secrets.token_hex(16)
    try:
        signed = write_entry(at, act, signatures)
        shown = leaf_of(state, read)
    except (ValueError, KeyError):
        return Wrapped(act, signatures, {})
    seal, opening = make_seal(read.org, nonce, secrets.token_bytes(SALT), signed)
    seen = Seen(state.size, state.root(state.size))
    leaf = replace(
        Sealed(org=read.org, nonce=nonce, seen=seen, until=read.until, seal=seal, step="", body=""), **shown
    )
    return Wrapped(encode(leaf), (), {NEED + seal: opening})


def _opened_by(raw: bytes) -> str:
    """Give the hash under which an entry's opening lies: of a sealed step, or of the signatures under a petition."""
    if not any(kind in raw for kind in _OPENED):
        return ""
    entry = parse_entry(raw)
    act = read_act(entry.act) if isinstance(entry, Entry) else None
    if isinstance(act, CountPetition):
        return act.openings
    return act.seal if isinstance(act, Sealed) else ""


class Openings(Mapping[str, object]):
    """The openings kept in an organisation's folder, by ``seal:`` and the commitment."""

    def __init__(self, folder: Path) -> None:
        self._files = Attachments(folder / FOLDER)

    def keep(self, wrapped: Wrapped) -> Broken | None:
        """Store the opening of a step durably, before the record takes the step in."""
        for opening in wrapped.evidence.values():
            assert isinstance(opening, bytes)
            stored = self._files.put(opening)
            if isinstance(stored, Broken):
                return stored
        return None

    def put(self, content: bytes) -> str | Broken:
        """Store a file that opens sealed things, such as the signatures under a petition; gives its hash."""
        return self._files.put(content)

    def about(self, entries: Iterable[object], members: Collection[str]) -> Iterator[str]:
        """Give what among the entries opens to one of these member ids: sealed steps, and the tellers' files."""
        ids = [member.encode() for member in members]
        for raw in entries:
            name = _opened_by(raw) if isinstance(raw, bytes) else ""
            opening = self.get(NEED + name) if name else None
            if isinstance(opening, bytes) and any(id_ in opening for id_ in ids):
                yield name

    def destroy(self, commitment: str) -> None:
        """Overwrite an opening and remove it; one that is not here is gone already. Raises OSError."""
        path = self._files.path(commitment)
        if not path.exists():
            return
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()

    def __getitem__(self, name: str) -> object:
        """Give the opening; KeyError for what is no commitment, or not here, or damaged."""
        found = self._files.get(name[len(NEED) :]) if name.startswith(NEED) else None
        if not isinstance(found, bytes):
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
