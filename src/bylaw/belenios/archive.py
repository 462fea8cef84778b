"""The .bel archive: an old-style tar stream without closing blocks, members named by their hash.

An archive is read in place (bytes or a memory map) into an index of records; contents are slices. Every
header must be exactly the one that `member` writes, so an archive that reads also writes byte for byte.
"""

from collections.abc import Iterable, Iterator
from mmap import mmap
from typing import NamedTuple

from bylaw.belenios.encoding import dump, hash_hex, load
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import Event, Header

SECTION = "archive"
BLOCK = 512
MAX_ARCHIVE = 64 << 30
MAX_HEADER = 128
MAX_EVENT = 512
MAX_RECORD = 1 << 30
MAX_TIMESTAMP = 1 << 33
Source = bytes | mmap


class Record(NamedTuple):
    """One member: `name` is the hash in the member's name; `start` and `size` locate its content."""

    name: str
    is_event: bool
    start: int
    size: int


class Cut(Exception):
    """The archive ends in the middle of a member: what was read before is in the index."""


class Archive:
    """An archive being read. `header` and `timestamp` are those of its first member."""

    def __init__(self, source: Source) -> None:
        """Read the first member of `source`; Refused(size | shape | canonical), Cut."""
        if len(source) > MAX_ARCHIVE:
            raise Refused(Reason.SIZE, f"{len(source)} bytes", SECTION)
        self._source = memoryview(source)
        name, start, size = self._member(0)
        if name != "BELENIOS":
            raise Refused(Reason.SHAPE, "first member is not BELENIOS", SECTION)
        self.header = load(self._source[start : start + size], Header, MAX_HEADER)
        self.timestamp = _timestamp(self.header)
        self._first = self._expect("BELENIOS", 0, start, size)

    def content(self, record: Record) -> memoryview:
        """Return the bytes of `record`, whose hash has not been looked at."""
        return self._source[record.start : record.start + record.size]

    def records(self) -> Iterator[Record]:
        """Yield the members in order; Refused(shape | canonical | size), Cut where it breaks off."""
        position = self._first
        while position < len(self._source):
            name, start, size = self._member(position)
            digest, _, rest = name.partition(".")
            if rest not in ("data.json", "event.json"):
                raise Refused(Reason.SHAPE, f"member {name[:80]!r}", SECTION)
            position = self._expect(name, position, start, size)
            yield Record(digest, rest == "event.json", start, size)

    def _member(self, position: int) -> tuple[str, int, int]:
        """Return name, start of content and size of the member whose header is at `position`."""
        block = bytes(self._source[position : position + BLOCK])
        if len(block) < BLOCK:
            raise Cut
        name, size = block[:100].rstrip(b"\0"), block[124:135]
        if not name.isascii() or not size.isdigit() or b"8" in size or b"9" in size:
            raise Refused(Reason.SHAPE, f"member header at byte {position}", SECTION)
        return name.decode(), position + BLOCK, int(size, 8)

    def _expect(self, name: str, position: int, start: int, size: int) -> int:
        """Compare header and padding with what `member` writes; return where the next one begins."""
        if size > MAX_RECORD:
            raise Refused(Reason.SIZE, f"member {name[:12]} of {size} bytes", SECTION)
        if bytes(self._source[position:start]) != _tar_header(name, size, self.timestamp):
            raise Refused(Reason.CANONICAL, f"member header of {name[:12]}", SECTION)
        end = start + size
        after = end + -size % BLOCK
        if after > len(self._source):
            raise Cut
        if bytes(self._source[end:after]).strip(b"\0"):
            raise Refused(Reason.CANONICAL, f"padding after {name[:12]}", SECTION)
        return after


def _timestamp(header: Header) -> int:
    """Return the archive's time in seconds since 1970; Refused(shape)."""
    value = header.timestamp
    if isinstance(value, str):
        if len(value) > 10 or not value.isascii() or not value.isdigit() or str(int(value)) != value:
            raise Refused(Reason.SHAPE, "timestamp of the archive", SECTION)
        value = int(value)
    if header.version != 1 or not 0 <= value < MAX_TIMESTAMP:
        raise Refused(Reason.PARAMS, f"archive version {header.version}", SECTION)
    return value


def _tar_header(name: str, size: int, timestamp: int) -> bytes:
    head = b"%-100b0000644\x000000000\x000000000\x00%011o\x00%011o\x00" % (name.encode(), size, timestamp)
    head = head.replace(b" ", b"\0")
    tail = b"0".ljust(BLOCK - 156, b"\0")
    return head + b"%06o\0 " % (sum(head) + 8 * 32 + 48) + tail


def member(name: str, content: bytes, timestamp: int) -> bytes:
    """Return one member: header, content, padding."""
    return _tar_header(name, len(content), timestamp) + content + bytes(-len(content) % BLOCK)


def first_member(timestamp: int) -> bytes:
    """Return the first member of a new archive."""
    content = dump(Header(version=1, timestamp=str(timestamp)))
    return member("BELENIOS", content, timestamp)


def data_member(content: bytes, timestamp: int) -> bytes:
    """Return a data member."""
    return member(f"{hash_hex(content)}.data.json", content, timestamp)


def event_member(event: Event, timestamp: int) -> bytes:
    """Return an event member."""
    content = dump(event)
    return member(f"{hash_hex(content)}.event.json", content, timestamp)


def write(timestamp: int, groups: Iterable[tuple[Iterable[bytes], Event]]) -> Iterator[bytes]:
    """Yield a whole archive: per event the contents that come before it, in order, and the event."""
    yield first_member(timestamp)
    for contents, event in groups:
        for content in contents:
            yield data_member(content, timestamp)
        yield event_member(event, timestamp)
