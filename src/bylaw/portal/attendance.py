"""The list of a meeting, as it grows: whoever keeps it is shown who comes and who goes, and signs."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from bylaw.acts.assemblies.attendance import RecordAttendance
from bylaw.portal import acting, drafts
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of
from bylaw.state.meetings import Meeting

MOST = 900
"""How many come in one act, and how many go."""


def review(request: HttpRequest, here: Meeting, list_: dict[str, object]) -> HttpResponse:
    """Show who comes and who goes as an act of attendance, for signing."""
    fields = {"meeting": here.name, **list_}
    draft = drafts.of(desk(), RecordAttendance, fields, member_of(request))
    means = acting.means(request, draft.act, draft.findings)
    shown = {"draft": draft, "back": f"/meetings/{here.name}/", **means}
    return render(request, "portal/review-made.html", shown, status=422 if draft.refusals else 200)


def found(name: str) -> Meeting:
    """Give a meeting of the record; for any other name there is no page."""
    known = desk().state.meetings.all.get(name)
    if known is None:
        raise Http404
    return known
