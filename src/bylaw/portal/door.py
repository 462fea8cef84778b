"""The door: a page that checks cards with a phone's camera, and goes on doing so without a network.

It is the same for everybody and says nothing about anybody: what it lets in by are two public files of the record.
"""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bylaw.acts.members.card_status import issuer
from bylaw.portal.desk import desk
from bylaw.portal.door_files import lay_list
from bylaw.portal.gate import public

CAMERA = "camera=(self), geolocation=(), microphone=(), payment=()"
"""The one page that may ask for the camera."""


@public
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Show the door. Nobody is logged in on it, so that it can be kept for when there is no network."""
    lay_list(desk())
    state, at = desk().state, desk().now()
    meetings = [m.name for m in state.meetings.all.values() if not m.closed and m.begins < at + 86_400]
    shown = {"me": "", "now": at if desk().demo else 0, "issuer": issuer(state), "meetings": meetings}
    answer = render(request, "portal/door.html", shown)
    answer.headers["Permissions-Policy"] = CAMERA
    return answer


@public
@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Give the script that keeps the door's files, from the folder whose pages it may answer for."""
    raw = (Path(__file__).parent / "static" / "door-worker.js").read_bytes()
    return HttpResponse(
        raw, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )
