"""Read a published record as its entries, each checked against the signed head before it is given out.

The last tile of each level must lead to the root of the checkpoint, every other tile to its hash in the tile above it,
and each bundle to the hashes of its tile. One tile of each level is held in memory, whatever size a checkpoint claims.
"""

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from bylaw.record.broken import Absent, Broken
from bylaw.record.log.checkpoint import Checkpoint, OpenedCheckpoint, open_checkpoint
from bylaw.record.log.note import MAX_NOTE, Note, VerifierKey
from bylaw.record.log.tiles import (
    MAX_ENTRY,
    WIDTH,
    bundle_path,
    bundles,
    parse_bundle,
    parse_tile,
    tile_path,
)
from bylaw.record.log.tree import EMPTY, HASH, Frontier, leaf_hash, node_hash, subtree
from bylaw.store.source import Source

_MAX_BUNDLE = WIDTH * (MAX_ENTRY + 2)


class Tiles:
    """The tiles of a log of ``size`` entries, each held against the one above it, the uppermost against the root."""

    def __init__(self, source: Source, size: int) -> None:
        self._source, self._size = source, size
        self._edge: dict[int, list[bytes]] = {}
        self._kept: dict[int, tuple[int, list[bytes]]] = {}

    def lead_to(self, root: bytes) -> Broken | None:
        """Read the last tile of each level, and say why they do not make up this root."""
        for level, index, part in _edges(self._size):
            tile = self._read(level, index, part)
            if isinstance(tile, Broken):
                return tile
            self._edge[level] = tile
        if self.root(self._size) == root:
            return None
        return Broken(
            "consistency", f"the tiles do not lead to the root of the checkpoint of {self._size} entries"
        )

    def root(self, size: int) -> bytes | Broken:
        """The root over the first ``size`` entries."""
        found = b""
        for level, index, part in _edges(size):
            tile = self.tile(level, index)
            if isinstance(tile, Broken):
                return tile
            frontier = Frontier()
            for one in tile[:part]:
                frontier.append(one)
            for peak in reversed(frontier.peaks):
                found = node_hash(peak, found) if found else peak
        return found or EMPTY

    def tile(self, level: int, index: int) -> list[bytes] | Broken:
        """A tile of this log; the one of a level that was asked for last costs nothing to ask for again."""
        if index == self._size >> 8 * (level + 1):
            return self._edge[level]
        kept, tile = self._kept.get(level, (-1, []))
        if kept == index:
            return tile
        found, above = self._read(level, index, WIDTH), self.tile(level + 1, index // WIDTH)
        if isinstance(found, Broken) or isinstance(above, Broken):
            return found if isinstance(found, Broken) else above
        if subtree(found) != above[index % WIDTH]:
            first = index << 8 * (level + 1)
            return Broken("consistency", f"entries from {first} on do not lead to the signed root")
        self._kept[level] = (index, found)
        return found

    def _read(self, level: int, index: int, width: int) -> list[bytes] | Broken:
        found = _get(self._source, partial(tile_path, level, index), width, WIDTH * HASH)
        hashes = found if isinstance(found, Broken) else parse_tile(*found)
        return hashes if isinstance(hashes, Broken) else hashes[:width]


def _edges(size: int) -> Iterator[tuple[int, int, int]]:
    """Each tile (level, index, width) that is not full in a log of ``size``: together they make up its root."""
    level = 0
    while size:
        size, part = divmod(size, WIDTH)
        if part:
            yield level, size, part
        level += 1


class Copy(Struct, frozen=True):
    """A copy of a log whose head is signed and whose tiles lead to it."""

    source: Source
    head: Checkpoint
    note: Note
    tiles: Tiles

    def entries(self, start: int = 0) -> Iterator[bytes | Broken]:
        """Entries from `start` on, in order. The first fault is given as Broken, and is the last thing given."""
        for index, width in bundles(self.head.size):
            if (index + 1) * WIDTH <= start:
                continue
            found = self._bundle(index, width)
            if isinstance(found, Broken):
                yield found
                return
            yield from found[max(0, start - index * WIDTH) :]

    def root(self, size: int) -> bytes | Broken:
        """The root when the log had ``size`` entries, which are not more than it has now."""
        return self.tiles.root(size)

    def _bundle(self, index: int, width: int) -> list[bytes] | Broken:
        found = _get(self.source, partial(bundle_path, index), width, _MAX_BUNDLE)
        entries = found if isinstance(found, Broken) else parse_bundle(*found)
        tile = self.tiles.tile(0, index)
        if isinstance(entries, Broken) or isinstance(tile, Broken):
            return entries if isinstance(entries, Broken) else tile
        entries = entries[:width]
        leaves = [leaf_hash(entry) for entry in entries]
        if leaves == tile:
            return entries
        wrong = next(place for place in range(width) if tile[place] != leaves[place])
        return Broken("consistency", f"entry {index * WIDTH + wrong} is not the one that its leaf hash names")


def open_copy(source: Source, key: VerifierKey) -> Copy | Broken:
    """Read a log's checkpoint, check its signature, and check that its tiles lead to its root."""
    raw = source.get("checkpoint", MAX_NOTE)
    if raw is None:
        return Broken("storage", "there is no checkpoint: not a published log")
    opened = raw if isinstance(raw, Broken) else open_checkpoint(raw, key)
    if not isinstance(opened, OpenedCheckpoint):
        return opened
    return under_head(source, opened.checkpoint, opened.note)


def under_head(source: Source, head: Checkpoint, note: Note) -> Copy | Broken:
    """Check that a log's tiles lead to the root of a head whose signature the caller has checked, or will."""
    tiles = Tiles(source, head.size)
    return tiles.lead_to(head.root) or Copy(source, head, note, tiles)


def _get(source: Source, path: Callable[[int], str], width: int, limit: int) -> tuple[bytes, int] | Broken:
    """A file and its width: the full one where a partial one has been dropped since."""
    for found_width in {width: None, WIDTH: None}:
        found = source.get(path(found_width), limit)
        if found is not None:
            return found if isinstance(found, Broken) else (found, found_width)
    return Absent("consistency", f"{path(width)} is missing")
