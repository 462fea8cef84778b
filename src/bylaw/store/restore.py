"""A copy becomes the organisation's folder again, once others have said how far its log went: nothing forks it.

First the copy is compared with its manifest. Then whoever saw the log is asked: its witnesses, and the record as it was
last published. What was published after the copy was made is taken from there, entry by entry under its signed head.
Only then is the log's key put beside it, without which nothing can be signed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copyfile

import msgspec
from msgspec import Struct

from bylaw.acts.reader import read_act
from bylaw.record.broken import Broken
from bylaw.record.encoding import UNREAD
from bylaw.record.entry import parse_entry
from bylaw.record.log.checkpoint import OpenedCheckpoint, log_key
from bylaw.record.log.note import VerifierKey
from bylaw.store.attachments import MAX_ATTACHMENT, Attachments
from bylaw.store.backup import FORMAT, LOG, LOG_KEY, MANIFEST, Manifest, apart, digests
from bylaw.store.files import read_bounded, write_secret
from bylaw.store.log_store import LogStore
from bylaw.store.reader import Copy, open_copy
from bylaw.store.source import Source
from bylaw.store.witness_client import WitnessClient

MAX_MANIFEST = 64 * 2**20
BATCH = 1000


class Restored(Struct, frozen=True):
    """How many entries the copy held, how many there are now, and who said that there are no more."""

    held: int
    size: int
    asked: tuple[str, ...]


def restore(
    copy: Path, secrets: Path, folder: Path, witnesses: Sequence[WitnessClient], published: Sequence[Source]
) -> Restored | Broken:
    """Make a folder of a copy. Broken: `rollback` or `fork` (others saw more or otherwise), or it cannot be read."""
    if (problem := apart(copy, secrets, folder)) is not None:
        return problem
    if folder.exists() and any(folder.iterdir()):
        return Broken("storage", f"{folder} is not empty; restore into a new folder, and keep the old one")
    try:
        found = _checked(copy, secrets)
        if isinstance(found, Broken):
            return found
        for source, names in ((copy, found.files), (secrets, found.secrets)):
            for name in names:
                if name != LOG_KEY:
                    _put(source / name, folder / name)
        seed = (secrets / LOG_KEY).read_bytes()
        done = _asked(folder, log_key(found.origin, seed), witnesses, published)
        if not isinstance(done, Broken):
            write_secret(folder / LOG_KEY, seed)
    except OSError as fault:
        return Broken("storage", f"{fault.filename or folder}: {fault.strerror}")
    return done


def _checked(copy: Path, secrets: Path) -> Manifest | Broken:
    """Read the manifest, and compare every file with it."""
    raw = read_bounded(copy / MANIFEST, MAX_MANIFEST)
    try:
        found = msgspec.json.decode(raw or b"", type=Manifest)
    except UNREAD:
        return Broken("storage", f"{copy} is no copy: there is no {MANIFEST} that can be read")
    if found.format != FORMAT:
        return Broken("storage", f"{copy} is a copy of format {found.format}; this program reads {FORMAT}")
    for place, told in ((copy, found.files), (secrets, found.secrets)):
        held = digests(place)
        wrong = next((name for name in told if held.get(name) != told[name]), None)
        if wrong is not None:
            return Broken("consistency", f"{place / wrong} is missing or is not what was copied")
    return found


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_secret(target, b"")
    copyfile(source, target)


def _asked(
    folder: Path, key: VerifierKey, witnesses: Sequence[WitnessClient], published: Sequence[Source]
) -> Restored | Broken:
    store = LogStore.open(folder / LOG)
    if isinstance(store, Broken):
        return store
    try:
        return _caught_up(store, folder, key, witnesses, published)
    finally:
        store.close()


def _caught_up(
    store: LogStore,
    folder: Path,
    key: VerifierKey,
    witnesses: Sequence[WitnessClient],
    published: Sequence[Source],
) -> Restored | Broken:
    """Take in what was published since; then no witness may have seen more, and each that was named must answer.

    A witness that serves no head of this log says nothing about it: she is not counted among those who were asked.
    """
    held, asked = store.head().size, list[str]()
    for source in published:
        there = open_copy(source, key)
        problem = there if isinstance(there, Broken) else _take(store, folder, there)
        if problem is not None:
            return problem
        asked.append("the published record")
    for witness in witnesses:
        seen = witness.served(key)
        problem = _against(store, witness, seen)
        if problem is not None:
            return Broken(problem.reason, f"{witness.key.name}: {problem.detail}")
        if seen is not None:
            asked.append(witness.key.name)
    if not asked:
        return Broken(
            "storage", "nobody could be asked how far this log went: a witness, or its published record"
        )
    return Restored(held, store.head().size, tuple(asked))


def _against(
    store: LogStore, witness: WitnessClient, seen: OpenedCheckpoint | Broken | None
) -> Broken | None:
    """Say why what a witness answered keeps a copy from being restored: it saw more, or what came is not its word."""
    if seen is None or isinstance(seen, Broken):
        return seen
    return store.guard(seen.checkpoint) or witness.vouches(seen)


def _take(store: LogStore, folder: Path, there: Copy) -> Broken | None:
    """Append the entries that were published after the copy was made, with what they rest on."""
    mine = store.head()
    if there.head.size > mine.size:
        attachments = Attachments(folder / "record" / "attachments")
        batch = list[bytes]()
        for raw in there.entries(mine.size):
            if isinstance(raw, Broken):
                return raw
            batch.append(raw)
            if problem := _attach(attachments, there.source, raw):
                return problem
        for first in range(0, len(batch), BATCH):
            done = store.append(batch[first : first + BATCH])
            if isinstance(done, Broken):
                return done
    return store.guard(there.head)


def _attach(attachments: Attachments, source: Source, raw: bytes) -> Broken | None:
    for name in _needs(raw):
        content = source.get(f"attachments/{name[:2]}/{name}", MAX_ATTACHMENT)
        kept = attachments.put(content) if isinstance(content, bytes) else None
        if isinstance(kept, Broken):
            return kept
    return None


def _needs(raw: bytes) -> Iterator[str]:
    entry = parse_entry(raw)
    act = entry if isinstance(entry, Broken) else read_act(entry.act)
    return iter(()) if isinstance(act, Broken) else iter(act.needs())
