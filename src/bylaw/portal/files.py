"""Files that are served as they are: the record for whoever copies it, and the portal's own style and script."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse

from bylaw.portal.desk import desk
from bylaw.portal.door_files import lay_list
from bylaw.portal.gate import public
from bylaw.portal.served import static
from bylaw.record.log.tiles import parse_path
from bylaw.store.files import read_bounded

_ATTACHMENT = re.compile(r"attachments/([0-9a-f]{2})/(\1[0-9a-f]{62})", re.ASCII)
MAX_FILE = 20_000_000
"""The largest file of a record that this small server hands out, in bytes; a bundle is at most 15.4 million."""
YEAR = 365 * 86_400

SCRIPTS = (
    "say.js",
    "passkey.js",
    "noble.js",
    "group.js",
    "credential.js",
    "ballot.js",
    "own.js",
    "paper.js",
    "booth.js",
    "kept.js",
    "log.js",
    "verify.js",
    "trail.js",
    "newkey.js",
    "founded.js",
    *("proof.js", "entry.js", "arrivals.js", "card.js", "holder.js", "door.js", "qr.js", "roll.js"),
    *("halves.js", "sealing.js"),
)
OWN = {"portal.css": "text/css", "mark.svg": "image/svg+xml", **dict.fromkeys(SCRIPTS, "text/javascript")}
"""The portal's own files, with their types."""
NOT_SEARCHED = (
    *("/entries/", "/record/", "/api/", "/booth/", "/calendar/", "/organisation.json"),
    *("/log-in/", "/apply/", "/door/"),
)
"""What search engines are asked to leave alone, whoever may read it: no erasure reaches a copy of theirs.

The bylaws, offices, elections and figures are left to them: whoever is named there holds or seeks an office.
"""


DOOR = ("cards/status", "cards/proof")
"""What doors fetch."""


@public
def record(_request: HttpRequest, path: str) -> HttpResponse:
    """Serve one file of the record under its one name; any other path does not exist."""
    kind = "text/plain; charset=utf-8" if path == "checkpoint" else "application/octet-stream"
    if path in DOOR:
        lay_list(desk())
    known = (
        path == "checkpoint" or path in DOOR or parse_path(path) is not None or _ATTACHMENT.fullmatch(path)
    )
    try:
        raw = read_bounded(desk().folder / "record" / path, MAX_FILE) if known else None
    except OSError:
        raw = None
    if raw is None:
        raise Http404
    fixed = "no-cache" if path in ("checkpoint", *DOOR) else f"public, max-age={YEAR}, immutable"
    return HttpResponse(raw, content_type=kind, headers={"Cache-Control": fixed})


@public
def robots(_request: HttpRequest) -> HttpResponse:
    """Ask search engines to leave entries and whatever is no page alone; it is a request, and the gate is elsewhere."""
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in NOT_SEARCHED), "")
    return HttpResponse(
        "\n".join(lines),
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "public, max-age=300"},
    )


@public
def own(_request: HttpRequest, name: str) -> HttpResponse:
    """Serve one of the portal's own files."""
    if name not in OWN:
        raise Http404
    raw = static(name)
    return HttpResponse(
        raw, content_type=f"{OWN[name]}; charset=utf-8", headers={"Cache-Control": "public, max-age=300"}
    )
