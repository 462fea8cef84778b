"""Accusers whose charges came to nothing, for those who control; to everybody else there is no such page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bylaw.acts.oversight.control import RequestFile
from bylaw.portal import officers
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of
from bylaw.projections.accusers import accusers_within


@require_safe
def accusers(request: HttpRequest) -> HttpResponse:
    """List, for those who control, whose charges came to nothing more than once where they control."""
    reach = officers.reach(desk(), member_of(request), (RequestFile.kind(),))
    if not reach:
        raise Http404
    found = accusers_within(desk().state, reach, desk().now())
    lines = [(each, desk().called(each.member)) for each in found]
    return render(request, "portal/accusers.html", {"lines": lines})


def controls(member: str) -> bool:
    """Whether a member holds an office that may ask for files."""
    return officers.serves(desk(), member, RequestFile.kind())
