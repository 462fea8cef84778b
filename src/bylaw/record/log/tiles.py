"""Tiles and entry bundles as plain files: c2sp.org/tlog-tiles.

A tile holds up to 256 hashes of one of the levels 0, 8, 16, … of the tree, here called 0, 1, 2, …; an entry
bundle up to 256 entries, each after its length in two bytes. A partial one has its width in its path.
"""

import re
from collections.abc import Iterator
from struct import Struct as Layout

from bylaw.record.broken import Broken
from bylaw.record.log.tree import HASH

WIDTH = 256
"""Hashes in a full tile, entries in a full bundle."""
MAX_ENTRY = 65_535
"""The longest entry that a bundle can hold."""
TOP = 63
"""The highest level of tiles in the standard."""

_LENGTH = Layout(">H")
_PATH = re.compile(
    r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII
)


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """`tile/<level>/<index>[.p/<width>]`."""
    return _path(str(level), index, width)


def bundle_path(index: int, width: int = WIDTH) -> str:
    """`tile/entries/<index>[.p/<width>]`."""
    return _path("entries", index, width)


def parse_path(path: str) -> tuple[int | None, int, int] | None:
    """Level (None for entries), index and width of a path, or None if it is not written in its one form."""
    found = _PATH.fullmatch(path) if len(path) <= 200 else None
    if found is None:
        return None
    kind, groups, partial = found.groups()
    level = None if kind == "entries" else int(kind)
    index, width = int(groups.replace("x", "").replace("/", "")), int(partial or WIDTH)
    one_form = _path(kind, index, width) == path and not (partial and width >= WIDTH)
    return (level, index, width) if one_form and (level is None or level <= TOP) else None


def layout(size: int, old: int = 0) -> Iterator[tuple[int, int, int]]:
    """Every tile (level, index, width) that a log of `size` serves and one of `old` did not."""
    level = 0
    while size:
        full, partial = divmod(size, WIDTH)
        for index in range(old // WIDTH, full):
            yield level, index, WIDTH
        if partial and size != old:
            yield level, full, partial
        level, size, old = level + 1, full, old // WIDTH


def bundles(size: int, old: int = 0) -> Iterator[tuple[int, int]]:
    """Every entry bundle (index, width) that a log of `size` serves and one of `old` did not."""
    return ((index, width) for level, index, width in layout(size, old) if level == 0)


def encode_bundle(entries: list[bytes]) -> bytes:
    """Write entries as a bundle."""
    return b"".join(part for entry in entries for part in (_LENGTH.pack(len(entry)), entry))


def parse_bundle(raw: bytes, width: int) -> list[bytes] | Broken:
    """Read a bundle of exactly `width` entries."""
    entries: list[bytes] = []
    place, end = 0, len(raw)
    while place < end and len(entries) < width:
        if place + 2 > end:
            return Broken("shape", f"bundle ends inside a length at byte {place}")
        (length,) = _LENGTH.unpack_from(raw, place)
        place += 2
        if place + length > end:
            return Broken("shape", f"bundle ends inside entry {len(entries)}")
        entries.append(raw[place : place + length])
        place += length
    if place != end or len(entries) != width:
        return Broken(
            "shape", f"bundle of {len(entries)} entries with {end - place} bytes left; expected {width} and 0"
        )
    return entries


def parse_tile(raw: bytes, width: int) -> list[bytes] | Broken:
    """Read a tile of exactly `width` hashes."""
    if len(raw) != width * HASH:
        return Broken("shape", f"tile of {len(raw)} bytes; expected {width * HASH}")
    return [raw[place : place + HASH] for place in range(0, len(raw), HASH)]


def _path(kind: str, index: int, width: int) -> str:
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[place : place + 3] for place in range(0, len(digits), 3)]
    number = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
    return f"tile/{kind}/{number}" + (f".p/{width}" if width < WIDTH else "")
