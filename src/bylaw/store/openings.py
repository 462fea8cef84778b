"""The openings of sealed steps: made when a step is taken in, kept in DIR/private, never published."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bylaw.acts.act import Act, Seen
from bylaw.acts.carried import seal_matter
from bylaw.acts.leaf import leaf_of
from bylaw.acts.reader import read_act
from bylaw.acts.sealed import NEED, Sealed, make_seal
from bylaw.acts.unlisted import Unlisted
from bylaw.record.broken import Broken
from bylaw.record.commitment import SALT
from bylaw.record.encoding import encode
from bylaw.record.entry import Entry, Signature, parse_entry, write_entry
from bylaw.state import State
from bylaw.store.attachments import Attachments
from bylaw.store.files import wipe

FOLDER = "private/openings"
"""Where the openings lie inside an organisation's folder."""
_OPENED = (b'{"act":"sealed/1"', b'"{\\"act\\":\\"sealed/1\\"', b'{"act":"count-petition/1"')
"""How the bytes begin that commit to what is opened: a leaf, a sealed matter inside an act, a count of signatures."""


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


def seal_carried(state: State, act: Act) -> tuple[Act, dict[str, object]]:
    """Seal what an act carries in clear and the record takes only sealed; gives it with the opening as evidence.

    It is done before anybody signs: what is signed holds the commitment. The salt is drawn here.
    """
    sealed = seal_matter(state, act, secrets.token_bytes(SALT))
    if sealed is None:
        return act, {}
    matter, _, opening = sealed
    hidden = {"matter": matter} | ({"member": ""} if act.writer() else {})
    return replace(act, **hidden), {NEED + sha256(opening).hexdigest(): opening}


def _opened_by(raw: bytes) -> str:
    """Give the hash under which an entry's opening lies: of a step, of a matter, of the signatures under a petition."""
    if not any(kind in raw for kind in _OPENED):
        return ""
    entry = parse_entry(raw)
    act = read_act(entry.act) if isinstance(entry, Entry) else None
    needed = act.needs() if isinstance(act, Act) else ()
    return next((name.removeprefix(NEED) for name in needed if name.startswith(NEED)), "")


class Openings(Unlisted):
    """The openings kept in an organisation's folder, by ``seal:`` and the commitment."""

    def __init__(self, folder: Path) -> None:
        self._files = Attachments(folder / FOLDER)
        self._private = (folder / FOLDER).parent

    def keep(self, act: Act | None, evidence: Mapping[str, object]) -> Broken | None:
        """Store what opens an act durably, before the record takes the act in."""
        for name in act.needs() if act else ():
            opening = evidence.get(name) if name.startswith(NEED) else None
            stored = self.put(opening) if isinstance(opening, bytes) else None
            if isinstance(stored, Broken):
                return stored
        return None

    def put(self, content: bytes) -> str | Broken:
        """Store a file that opens sealed things, such as the signatures under a petition; gives its hash.

        No other account of the machine may enter the folder: whoever reads it knows who accused whom.
        """
        try:
            self._private.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._private.chmod(0o700)
        except OSError as fault:
            return Broken("storage", f"opening not stored: {fault}")
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
        """Overwrite an opening and remove it; `store.erased` does so, which knows what else goes. Raises OSError."""
        wipe(self._files.path(commitment))

    def __getitem__(self, name: str) -> object:
        """Give the opening; KeyError for what is no commitment, or not here, or damaged."""
        found = self._files.get(name[len(NEED) :]) if name.startswith(NEED) else None
        if not isinstance(found, bytes):
            raise KeyError(name)
        return found
