"""Who is given entries: the clause that says it, every address that gives some away, and the one gate before them.

Where the bylaws name members, whoever asks for an entry has logged in as one who is on the roll now; for the files of
the record a reading key of hers does as well. Everything else stays as open as it is.
"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bylaw.portal import reading_keys
from bylaw.portal.desk import builtins, desk
from bylaw.portal.gate import Next, View, member_of
from bylaw.record.log.tiles import parse_path
from bylaw.rules.clause import Provision

GIVES = frozenset({
    "entries/",
    "entries/<int:index>/",
    "record/<path:path>",
    "api/entries",
    "api/entries/<index>",
    "api/search",
})  # fmt: skip
"""Of the addresses that ask for no log-in, those that give entries away, or what lies beside them under a hash.

The others show what the record says now, or prove an entry without showing it: tests/portal/pages.py says why of each.
"""
RECORD = "record/<path:path>"
OPEN_FILES = re.compile(r"checkpoint|cards/(status|proof)", re.ASCII)
"""Of the files of a record those that are for everybody, beside tiles of hashes: the head, and what doors fetch."""


def reads(request: HttpRequest) -> bool:
    """Whether who asks is given entries."""
    member = member_of(request)
    return desk().closed_by is None or bool(member and desk().belongs(member))


def done(request: HttpRequest, index: int) -> HttpResponse:
    """Lead whoever acted to her entry; where she is not given entries, say its number and where its proof is."""
    if reads(request):
        return redirect(f"/entries/{index}/?done=1")
    return render(request, "portal/taken.html", {"index": index})


class Audience:
    """The gate: it comes after the log-in, and knows an address by its pattern."""

    def __init__(self, get_response: Next) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on; `process_view` decides. What was for members is kept by no browser and no proxy."""
        response = self._next(request)
        if _gives(request) and desk().closed_by is not None:
            response.headers["Cache-Control"] = "no-store"
        return response

    @staticmethod
    def process_view(
        request: HttpRequest, _view: View, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let through what gives no entry, and whoever is given entries."""
        law = desk().closed_by if _gives(request) else None
        if law is None or reads(request) or _by_key(request):
            return None
        return _refused(request, law)


def _gives(request: HttpRequest) -> bool:
    """Whether an address gives entries away. Of the record's files these are the bundles and the attachments."""
    match = request.resolver_match
    if match is None or match.route not in GIVES:
        return False
    if match.route != RECORD:
        return True
    path = match.kwargs["path"]
    tile = parse_path(path)
    return not OPEN_FILES.fullmatch(path) and (tile is None or tile[0] is None)


def _by_key(request: HttpRequest) -> bool:
    """Whether a program shows a reading key, for a file of the record."""
    match = request.resolver_match
    return match is not None and match.route == RECORD and reading_keys.shown(request)


def _refused(request: HttpRequest, law: Provision) -> HttpResponse:
    """Answer with the clause: 401 for whoever may be a member, 403 for who has logged in and is none any more."""
    status = 403 if member_of(request) else 401
    told = _("Clause {clause}: members alone are given entries of the record.").format(clause=law.no)
    match = request.resolver_match
    assert match is not None
    if match.namespace == "api":
        finding = law.breach("who asks has not logged in as a member", "log in as one who is on the roll")
        answer: HttpResponse = JsonResponse({"problem": told, "findings": [builtins(finding)]}, status=status)
    elif match.route.startswith("entries/"):
        shown = {"told": told, "left": status == 403, "next": request.get_full_path(), **desk().signed_head()}
        answer = render(request, "portal/members-only.html", shown, status=status)
    else:
        answer = HttpResponse(
            f"{told}\n{law.words}\n", content_type="text/plain; charset=utf-8", status=status
        )
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="entries"'
    return answer
