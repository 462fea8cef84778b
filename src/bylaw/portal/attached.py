"""Files in place of private words: an act commits to them, and the register seals them under their bringer's key.

A file is known by its first bytes, not by its name, and is given out as a download alone: no page ever shows it. One
that no act named in time leaves the register again.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext as _
from msgspec import Struct

from bylaw.acts.act import Act
from bylaw.people.files import FOLDER
from bylaw.people.person import Opening
from bylaw.people.register import Register
from bylaw.portal import forms
from bylaw.portal.desk import Desk
from bylaw.portal.drafts import WAITS
from bylaw.portal.mistakes import Mistake, Unfit
from bylaw.portal.models import Pending, Upload
from bylaw.record.broken import Broken
from bylaw.record.commitment import SALT

LARGEST = 20 * 2**20
"""Bytes of one file."""


class Sort(Struct, frozen=True):
    """A kind of file that is taken: how it is called, its ending, its type, and the bytes that it begins with."""

    name: str
    ending: str
    type: str
    begins: tuple[bytes, ...]


_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ZIP = b"PK\x03\x04"
TEXT = Sort("TXT", "txt", "text/plain; charset=utf-8", ())
SORTS = (
    Sort("PDF", "pdf", "application/pdf", (b"%PDF-",)),
    Sort("PNG", "png", "image/png", (b"\x89PNG\r\n\x1a\n",)),
    Sort("JPEG", "jpg", "image/jpeg", (b"\xff\xd8\xff",)),
    Sort("OpenDocument", "odt", "application/vnd.oasis.opendocument.text", (_ZIP,)),
    Sort("Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (_ZIP,)),
    TEXT,
)
_INSIDE = {"odt": b"mimetypeapplication/vnd.oasis.opendocument.text", "docx": b"word/"}
"""What a packed document holds beside its first bytes, by its ending."""


def sort_of(raw: bytes) -> Sort | None:
    """Say what a file is; None for what is not taken."""
    for sort in SORTS[:-1]:
        if raw.startswith(sort.begins) and _INSIDE.get(sort.ending, b"") in raw:
            return sort
    try:
        said = raw.decode()
    except UnicodeDecodeError:
        return None
    return None if _CONTROLS.search(said) else TEXT


def places(act: type[Act]) -> tuple[str, ...]:
    """Give the fields of an act that commit to words, or to a file."""
    return tuple(each.name for each in forms.private(act))


PUBLIC = {"enter-count": "ballots"}
"""Of each act the field that names a file of the record itself, by its hash and without a salt."""


def take(
    desk: Desk, act: type[Act], given: Mapping[str, str], files: Mapping[str, object], member: str
) -> dict[str, str] | Mistake:
    """Seal the files of a form and put their commitments where words would stand; or say why one is not taken."""
    found = dict(given)
    tidy(desk)
    for name in places(act):
        file = files.get(name)
        if not isinstance(file, UploadedFile) or not file.size:
            continue
        if file.size > LARGEST:
            return Unfit(_("A file is of {most} MB at most.").format(most=LARGEST // 2**20), name)
        raw = file.read()
        if sort_of(raw) is None:
            wrong = _("Only PDF, PNG, JPEG, OpenDocument, Word and plain text in UTF-8 are taken.")
            return Unfit(wrong, name)
        kept = _keep(desk, member, name, raw) if PUBLIC.get(act.kind()) != name else _publish(desk, raw)
        if not kept:
            return Mistake(_("The register does not know you, so it cannot keep a file of yours."))
        found[name] = kept
    return found


def _publish(desk: Desk, raw: bytes) -> str:
    """Put a file among those of the record; raises `OSError` where the disk is full."""
    found = desk.organisation.attachments.put(raw)
    if isinstance(found, Broken):
        raise OSError(found.detail)
    return found


def _keep(desk: Desk, member: str, field: str, raw: bytes) -> str:
    opening = Opening(
        desk.state.identity.org, f"file {secrets.token_hex(16)}", field, secrets.token_bytes(SALT), raw
    )
    with Register.open(desk.folder / FOLDER) as register:
        try:
            register.keep(member, [opening])
        except KeyError:
            return ""
    Upload.objects.create(commitment=opening.commitment, member=member, at=desk.now())
    return opening.commitment


class Described(Struct, frozen=True):
    """A file that was sent for a field: what it is, its size in bytes, and its SHA-256."""

    commitment: str
    label: str
    sort: str
    size: int
    digest: str


def described(desk: Desk, act: type[Act], given: Mapping[str, str], member: str) -> dict[str, Described]:
    """Describe the files that a member has sent for an act and not signed for yet, by field."""
    sent = {name: given[name] for name in places(act) if len(given.get(name, "")) == 64}
    hers = set(
        Upload.objects.filter(commitment__in=sent.values(), member=member).values_list(
            "commitment", flat=True
        )
    )
    found = {}
    for name, commitment in sent.items():
        opening = opened(desk, commitment) if commitment in hers else None
        sort = sort_of(opening.value) if opening else None
        if opening and sort:
            digest = sha256(opening.value).hexdigest()
            found[name] = Described(commitment, forms.label(name), sort.name, len(opening.value), digest)
    return found


def settle(act: bytes) -> list[Upload]:
    """Let the files that an act names stay, before the record has it: no crash parts the two. Gives what they were."""
    said = act.decode("utf-8", "replace")
    named = list(Upload.objects.filter(commitment__in=[name for name in _open() if name in said]))
    Upload.objects.filter(commitment__in=[each.commitment for each in named]).delete()
    return named


def unsettle(named: list[Upload]) -> None:
    """Take that back, for an act that was not taken in: its files wait for another, for as long as before."""
    Upload.objects.bulk_create(named)


def _open() -> list[str]:
    return list(Upload.objects.values_list("commitment", flat=True))


def tidy(desk: Desk) -> None:
    """Take files out of the register that no act named while there was time, nor one that waits."""
    late = Upload.objects.filter(at__lt=desk.now() - WAITS).values_list("commitment", flat=True)
    over = [name for name in late if not Pending.objects.filter(act__contains=name).exists()]
    if not over:
        return
    with Register.open(desk.folder / FOLDER) as register:
        register.papers.drop(over)
    Upload.objects.filter(commitment__in=over).delete()


def held(desk: Desk, commitments: Sequence[str]) -> frozenset[str]:
    """Give those of these commitments that the register can open; it opens none."""
    if not (desk.folder / FOLDER).is_dir():
        return frozenset()
    with Register.open(desk.folder / FOLDER) as register:
        return register.papers.held(commitments)


def opened(desk: Desk, commitment: str) -> Opening | None:
    """Open what the register keeps under a commitment; None when it keeps nothing there."""
    if not (desk.folder / FOLDER).is_dir():
        return None
    with Register.open(desk.folder / FOLDER) as register:
        return register.papers.opened(commitment)


def is_file(opening: Opening) -> bool:
    """Whether what was opened is a file, and no words typed into a form."""
    return opening.event.startswith("file ")


def download(opening: Opening) -> HttpResponse:
    """Give what was opened as a file to keep: never shown by this site, nor kept by anybody between."""
    sort = sort_of(opening.value)
    name = f"{opening.field}-{opening.commitment[:8]}.{sort.ending if sort else 'bin'}"
    return HttpResponse(
        opening.value,
        content_type=sort.type if sort else "application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename={name}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
