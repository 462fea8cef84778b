"""A member's own copy of the record: the whole of it as one file, or a key with which a program of hers reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from itertools import chain
from os import fstat
from pathlib import Path
from tarfile import BLOCKSIZE, RECORDSIZE, USTAR_FORMAT, TarInfo
from typing import BinaryIO

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bylaw.portal import reading_keys
from bylaw.portal.desk import MAX_CHECKPOINT, desk
from bylaw.portal.gate import member_of
from bylaw.record.log.checkpoint import Checkpoint, parse_checkpoint
from bylaw.record.log.note import Note, parse_note
from bylaw.record.log.tiles import WIDTH, bundle_path, layout, tile_path
from bylaw.store.files import read_bounded

FOLDER = "record"
"""What the file unpacks to: bylaw verify takes it as it is."""
PIECE = 1_000_000
"""Bytes that are read at once."""


def copy(request: HttpRequest) -> HttpResponse:
    """Say how she checks everything at home; make a key when she asks for one, and take one back."""
    member, shown = member_of(request), dict[str, object]()
    if "take_back" in request.POST:
        shown["gone"] = reading_keys.take_back(member, request.POST["take_back"])
    elif request.method == "POST":
        shown["key"] = reading_keys.make(member)
        shown["too_many"] = shown["key"] is None
    days = reading_keys.LASTS // reading_keys.DAY
    keys = [(each.begins, each.made, each.made + reading_keys.LASTS) for each in reading_keys.of(member)]
    shown |= {"url": request.build_absolute_uri("/record/"), "days": days, "keys": keys}
    return render(request, "portal/copy.html", shown, status=422 if shown.get("too_many") else 200)


@require_safe
def whole(_request: HttpRequest) -> HttpResponseBase:
    """Give every file of the record under the head of this moment, as one tar file."""
    record = desk().folder / "record"
    head = read_bounded(record / "checkpoint", MAX_CHECKPOINT)
    note = parse_note(head) if head is not None else None
    found = parse_checkpoint(note.text) if isinstance(note, Note) else None
    if head is None or not isinstance(found, Checkpoint):
        raise Http404
    kept = {"Content-Disposition": f'attachment; filename="{FOLDER}.tar"'}
    files = tar(record, head, tuple(_paths(record, found.size)))
    return StreamingHttpResponse(files, content_type="application/x-tar", headers=kept)


def tar(record: Path, head: bytes, paths: Iterable[str]) -> Iterator[bytes]:
    """Write a head and the files of a record under it, piece by piece; what is gone by now is left out."""
    written = 0
    for piece in chain(
        _packed("checkpoint", BytesIO(head), len(head)), *(_file(record, path) for path in paths)
    ):
        written += len(piece)
        yield piece
    end = 2 * BLOCKSIZE
    yield bytes(end + -(written + end) % RECORDSIZE)


def _file(record: Path, path: str) -> Iterator[bytes]:
    try:
        file = (record / path).open("rb")
    except FileNotFoundError:
        return
    with file:
        yield from _packed(path, file, fstat(file.fileno()).st_size)


def _packed(path: str, file: BinaryIO, size: int) -> Iterator[bytes]:
    """Write one file of an archive: its head, its bytes, and zeros up to a whole block."""
    info = TarInfo(f"{FOLDER}/{path}")
    info.size, info.mode = size, 0o644
    yield info.tobuf(USTAR_FORMAT)
    yield from iter(partial(file.read, PIECE), b"")
    yield bytes(-size % BLOCKSIZE)


def _paths(record: Path, size: int) -> Iterator[str]:
    """Name the tiles, bundles and attachments of a log of so many entries.

    A tile that is not full is named as the full one too: that takes its place when the log goes on meanwhile.
    """
    for level, index, width in layout(size):
        for part in dict.fromkeys((width, WIDTH)):
            yield tile_path(level, index, part)
            if level == 0:
                yield bundle_path(index, part)
    yield from sorted(each.relative_to(record).as_posix() for each in record.glob("attachments/*/*"))
