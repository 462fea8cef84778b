"""The log as plain files that any web server can serve: checkpoint, tiles and entry bundles.

What a checkpoint names is durable before the checkpoint is; a crash leaves the old checkpoint and harmless new files.
Partial tiles stay until the full tile is there (c2sp.org/tlog-tiles).
"""

from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import Checkpoint, OpenedCheckpoint, open_checkpoint, parse_checkpoint
from bylaw.record.log.note import MAX_NOTE, NoteSignature, VerifierKey, parse_note, write_note
from bylaw.record.log.tiles import WIDTH, bundle_path, encode_bundle, layout, tile_path
from bylaw.store.database import StorageError
from bylaw.store.files import alone, read_bounded, write_whole
from bylaw.store.log_store import LogStore

CHECKPOINT = "checkpoint"
"""The file that says what the log is."""


def publish(store: LogStore, folder: Path, signer: Callable[[Checkpoint], bytes]) -> bytes | Broken:
    """Sign the head and publish everything under it; the checkpoint's bytes once it is there for others.

    Broken, with the old checkpoint left in place: `rollback` or `fork` (what was published is not a prefix of this
    file), `storage`.
    """
    try:
        with alone(folder):
            return _publish(store, folder, signer)
    except StorageError as fault:
        return fault.broken
    except OSError as fault:
        return Broken("storage", f"{folder} cannot be written: {fault}")


def _publish(store: LogStore, folder: Path, signer: Callable[[Checkpoint], bytes]) -> bytes | Broken:
    note, published = _tiled(store, folder, signer), _published(folder)
    new = not isinstance(published, Checkpoint) or published.size != store.head().size
    if isinstance(note, bytes) and new:
        write_whole(folder, CHECKPOINT, note)
    return note


def _tiled(store: LogStore, folder: Path, signer: Callable[[Checkpoint], bytes]) -> bytes | Broken:
    """Write what the newest head names, and sign that head; the published checkpoint stays."""
    published, head = _published(folder), store.refresh()
    if isinstance(published, Broken) or isinstance(head, Broken):
        return published if isinstance(published, Broken) else head  # type: ignore[return-value]
    if published and (problem := store.guard(published)):
        return problem
    _write_tiles(store, folder, published.size if published else 0)
    return store.sign(signer)


Cosign = Callable[[bytes], list[NoteSignature] | Broken]
"""Asks witnesses about a signed head: their verified lines, or why there are not enough."""


def publish_cosigned(
    store: LogStore, folder: Path, signer: Callable[[Checkpoint], bytes], cosign: Cosign
) -> bytes | Broken:
    """Publish the head only together with the lines of its witnesses; until they have cosigned, the former head stays.

    The tiles are there before the witnesses are asked, so that they can read what they judge. Broken as `publish`
    is, and as ``cosign`` is.
    """
    try:
        with alone(folder):
            note = _tiled(store, folder, signer)
        if isinstance(note, Broken):
            return note
        lines = cosign(note)
        if isinstance(lines, Broken):
            return lines
        with alone(folder):
            return _put(folder, note, lines)
    except StorageError as fault:
        return fault.broken
    except OSError as fault:
        return Broken("storage", f"{folder} cannot be written: {fault}")


def _put(folder: Path, note: bytes, lines: list[NoteSignature]) -> bytes | Broken:
    """Write a cosigned head, unless a later one was published while the witnesses were asked."""
    published, opened = _published(folder), parse_note(note)
    if isinstance(published, Broken) or isinstance(opened, Broken):
        return published if isinstance(published, Broken) else opened  # type: ignore[return-value]
    head = parse_checkpoint(opened.text)
    if isinstance(head, Broken) or (published and published.size > head.size):
        return head if isinstance(head, Broken) else note
    whole = write_note(opened.text, [*opened.signatures, *lines])
    write_whole(folder, CHECKPOINT, whole)
    return whole


def add_cosignatures(folder: Path, key: VerifierKey, lines: list[NoteSignature]) -> bytes | Broken:
    """Add witnesses' lines to the published checkpoint; the caller has verified them."""
    try:
        with alone(folder):
            return _add_cosignatures(folder, key, lines)
    except OSError as fault:
        return Broken("storage", f"{folder} cannot be written: {fault}")


def _add_cosignatures(folder: Path, key: VerifierKey, lines: list[NoteSignature]) -> bytes | Broken:
    raw = read_bounded(folder / CHECKPOINT, MAX_NOTE)
    opened = Broken("storage", f"{folder} has no checkpoint") if raw is None else open_checkpoint(raw, key)
    if not isinstance(opened, OpenedCheckpoint):
        return opened
    known = {(line.name, line.key_id) for line in lines}
    kept = [line for line in opened.note.signatures if (line.name, line.key_id) not in known]
    note = write_note(opened.note.text, [*kept, *lines])
    write_whole(folder, CHECKPOINT, note)
    return note


def behind(store: LogStore, folder: Path) -> Broken | None:
    """Say why a file must not go on: what was published from it is ahead of it, or another history.

    That is how yesterday's backup shows itself; ask the witnesses too (`WitnessClient.latest`, `LogStore.guard`).
    """
    try:
        published = _published(folder)
        return published if published is None or isinstance(published, Broken) else store.guard(published)
    except StorageError as fault:
        return fault.broken
    except OSError as fault:
        return Broken("storage", f"{folder} cannot be read: {fault}")


def _published(folder: Path) -> Checkpoint | Broken | None:
    raw = read_bounded(folder / CHECKPOINT, MAX_NOTE)
    note = parse_note(raw) if raw is not None else None
    return note if note is None or isinstance(note, Broken) else parse_checkpoint(note.text)


def _write_tiles(store: LogStore, folder: Path, old: int) -> None:
    for level, index, width in layout(store.head().size, old):
        start = index * WIDTH
        if level == 0:
            entries = list(store.entries(start, start + width))
            write_whole(folder, bundle_path(index, width), encode_bundle(entries))
            _drop_partial(folder / bundle_path(index), width)
        hashes = store.hashes(level, start, start + width)
        write_whole(folder, tile_path(level, index, width), b"".join(hashes))
        _drop_partial(folder / tile_path(level, index), width)


def _drop_partial(full: Path, width: int) -> None:
    """Remove the partial tiles under a tile that has become full."""
    if width == WIDTH:
        rmtree(full.with_name(full.name + ".p"), ignore_errors=True)
