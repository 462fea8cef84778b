"""Who applies to join, for those who admit: what was given, who speaks for and against, what is missing, until when."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bylaw.people.text import scripts
from bylaw.portal import attached, offers, officers
from bylaw.portal.desk import Desk, desk
from bylaw.portal.drafts import Draft, drafted
from bylaw.portal.forms import FORMS
from bylaw.portal.gate import member_of
from bylaw.portal.kept_entries import keeps_entry
from bylaw.portal.readers import ADMITS
from bylaw.projections.duties import duties
from bylaw.state.bodies import ROOT
from bylaw.state.members import Application

LATELY = 90 * 86_400
"""For how many seconds an application is listed after it was decided."""


@require_safe
def applicants(request: HttpRequest) -> HttpResponse:
    """List who applies to the units that I admit for, the oldest first, and who was decided on lately."""
    mine, at = _mine(request), desk().now()
    waiting = [each for each in mine if not each.outcome]
    decided = [each for each in mine if each.outcome and each.decided > at - LATELY]
    return render(request, "portal/applicants.html", {"waiting": waiting, "decided": decided[::-1]})


@require_safe
def applicant(request: HttpRequest, member: str) -> HttpResponse:
    """Show one application to somebody who may admit in that unit."""
    found = next((each for each in _mine(request) if each.member == member), None)
    if found is None:
        raise Http404
    state, person = desk().state, desk().person(member)
    shown = {
        "one": found,
        "person": person,
        "mixed": " + ".join(sorted(scripts(person.name))).title() if person else "",
        "sponsors": tuple(state.members.sponsors.get(member, {}).items()),
        "objections": [(at, who, _said(text)) for at, who, text in state.members.objections.get(member, ())],
        "steps": list(_steps(desk(), found, member_of(request))),
        "due": [duty for duty in duties(state, ROOT, desk().now()) if duty.about == member],
        "corrects": person is not None and keeps_entry(request, member),
        "before": member in state.members.left,
    }
    return render(request, "portal/applicant.html", shown)


def _steps(where: Desk, found: Application, member: str) -> Iterator[tuple[str, Draft]]:
    """Give what I can do with an open application, with everything that stands in the way of each."""
    for kind in () if found.outcome else ADMITS:
        draft = drafted(where, FORMS[kind], offers.filled(kind, {"applicant": found.member}), member)
        if isinstance(draft, Draft):
            yield kind, draft


def _said(text: str) -> str:
    """Give the words of an objection where they are kept here."""
    opening = attached.opened(desk(), text)
    return opening.value.decode("utf-8", "replace") if opening and not attached.is_file(opening) else ""


def _mine(request: HttpRequest) -> list[Application]:
    """Give the applications to units that an office of mine admits for; who has none finds no such page."""
    member = member_of(request)
    if not sees(member):
        raise Http404
    reach = officers.reach(desk(), member, ADMITS)
    return [each for each in desk().state.members.applications.values() if each.body in reach]


def sees(member: str) -> bool:
    """Whether a member holds an office that admits."""
    return any(officers.serves(desk(), member, kind) for kind in ADMITS)
