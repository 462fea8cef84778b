"""What an entry commits to, for who may read it: its writer, and, of what is meant for them all, every member."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from msgspec import Struct

from bylaw.portal import attached, forms
from bylaw.portal.desk import Desk, Line, desk
from bylaw.portal.gate import member_of

FOR_MEMBERS = {
    "move": "text",
    "amend-motion": "text",
    "open-petition": "text",
    "file-minutes": "minutes",
    "file-report": "text",
    "open-commission": "terms",
    "report-commission": "report",
    "issue-directive": "text",
    "answer-directive": "text",
    "publish-platform": "text",
    "offer-course": "text",
    "fix-specification": "text",
}
"""Of each act the field whose words are meant for every member. All else is its writer's, or is opened in its case."""


class Paper(Struct, frozen=True):
    """What opens a commitment of an entry here: the field, its label, and whether it is a file."""

    field: str
    label: str
    file: bool


def papers(where: Desk, line: Line, member: str) -> Iterator[Paper]:
    """Give what a member may open of an entry here."""
    for name in attached.places(type(line.act)) if member else ():
        text = getattr(line.act, name, "")
        opening = attached.opened(where, text) if text and _may(where, line, name, member) else None
        if opening is not None:
            yield Paper(name, forms.label(name), attached.is_file(opening))


def _may(where: Desk, line: Line, field: str, member: str) -> bool:
    if any(signer.member == member for signer in line.act.by):
        return True
    meant = FOR_MEMBERS.get(line.act.kind()) == field and where.belongs(member)
    return meant and not getattr(line.act, "session", "")


@require_safe
def paper(request: HttpRequest, index: int, field: str) -> HttpResponse:
    """Show words that an entry commits to, or give the file; to whoever may not, there is no such page."""
    line = desk().line(index)
    found = {each.field for each in papers(desk(), line, member_of(request))} if line else set()
    if line is None or field not in found:
        raise Http404
    opening = attached.opened(desk(), getattr(line.act, field))
    assert opening is not None
    if attached.is_file(opening):
        return attached.download(opening)
    shown = {"line": line, "label": forms.label(field), "words": opening.value.decode("utf-8", "replace")}
    return render(request, "portal/paper.html", shown)
