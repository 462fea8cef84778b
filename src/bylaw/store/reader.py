"""Read a published record as its entries, each checked against the signed head before it is given out.

The hashes of full tiles (32 bytes for 256 entries) are held in memory and must lead to the root of the checkpoint;
then each bundle must lead to its hash, and every other file that the standard names must say the same.
"""

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from bylaw.record.broken import Broken
from bylaw.record.log.checkpoint import Checkpoint, OpenedCheckpoint, open_checkpoint
from bylaw.record.log.note import MAX_NOTE, Note, VerifierKey
from bylaw.record.log.tiles import (
    MAX_ENTRY,
    WIDTH,
    bundle_path,
    bundles,
    layout,
    parse_bundle,
    parse_tile,
    tile_path,
)
from bylaw.record.log.tree import HASH, Frontier, leaf_hash, node_hash, subtree
from bylaw.store.source import Source

_MAX_BUNDLE = WIDTH * (MAX_ENTRY + 2)


class Copy(Struct, frozen=True):
    """A copy of a log whose head is signed and whose tiles lead to it; `roots` are those of its full tiles."""

    source: Source
    head: Checkpoint
    note: Note
    roots: tuple[bytes, ...]

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
        full, rest = divmod(size, WIDTH)
        if not rest:
            return _total(list(self.roots[:full]), [])
        tile = _tile(self.source, 0, full, min(WIDTH, self.head.size - full * WIDTH))
        return tile if isinstance(tile, Broken) else _total(list(self.roots[:full]), tile[:rest])

    def _bundle(self, index: int, width: int) -> list[bytes] | Broken:
        found = _get(self.source, partial(bundle_path, index), width, _MAX_BUNDLE)
        entries = found if isinstance(found, Broken) else parse_bundle(*found)
        if isinstance(entries, Broken):
            return entries
        entries = entries[:width]
        leaves = [leaf_hash(entry) for entry in entries]
        tile = _tile(self.source, 0, index, width)
        if isinstance(tile, Broken):
            return tile
        if leaves != tile:
            wrong = next(place for place in range(width) if tile[place] != leaves[place])
            return Broken(
                "consistency", f"entry {index * WIDTH + wrong} is not the one that its leaf hash names"
            )
        if width == WIDTH and _fold(leaves) != self.roots[index]:
            return Broken("consistency", f"entries from {index * WIDTH} on do not lead to the signed root")
        return entries


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
    roots = _roots(source, head)
    return roots if isinstance(roots, Broken) else Copy(source, head, note, roots)


def _roots(source: Source, head: Checkpoint) -> tuple[bytes, ...] | Broken:
    """The roots of the full tiles of leaves, once all tiles above them and the last leaves agree with the head."""
    upper: dict[int, list[bytes]] = {}
    last: list[bytes] = []
    for level, index, width in layout(head.size):
        if level == 0 and width == WIDTH:
            continue
        tile = _tile(source, level, index, width)
        if isinstance(tile, Broken):
            return tile
        if level:
            upper.setdefault(level, []).extend(tile)
        else:
            last = tile
    roots = upper.get(1, [])
    if _total(roots, last) != head.root:
        return Broken(
            "consistency", f"the tiles do not lead to the root of the checkpoint of {head.size} entries"
        )
    for level in range(1, max(upper, default=0)):
        full = [
            _fold(upper[level][place : place + WIDTH])
            for place in range(0, len(upper[level]) - WIDTH + 1, WIDTH)
        ]
        if full != upper[level + 1]:
            return Broken("consistency", f"tiles of level {level + 1} do not stand on those of level {level}")
    return tuple(roots)


def _total(roots: list[bytes], last: list[bytes]) -> bytes:
    """The root over full tiles and the leaves after them."""
    if not last:
        return _fold(roots)
    found = _fold(last)
    frontier = Frontier()
    for root in roots:
        frontier.append(root)
    for peak in reversed(frontier.peaks):
        found = node_hash(peak, found)
    return found


def _tile(source: Source, level: int, index: int, width: int) -> list[bytes] | Broken:
    found = _get(source, partial(tile_path, level, index), width, WIDTH * HASH)
    hashes = found if isinstance(found, Broken) else parse_tile(*found)
    return hashes if isinstance(hashes, Broken) else hashes[:width]


def _get(source: Source, path: Callable[[int], str], width: int, limit: int) -> tuple[bytes, int] | Broken:
    """A file and its width: the full one where a partial one has been dropped since."""
    for found_width in {width: None, WIDTH: None}:
        found = source.get(path(found_width), limit)
        if found is not None:
            return found if isinstance(found, Broken) else (found, found_width)
    return Broken("consistency", f"{path(width)} is missing")


def _fold(hashes: list[bytes]) -> bytes:
    if len(hashes) == WIDTH:
        return subtree(hashes)
    frontier = Frontier()
    for one in hashes:
        frontier.append(one)
    return frontier.root()
