"""A complaint for whoever raised it and whoever holds it: its way, what is due, and its words, each look told."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bylaw.acts.grievances.climbing import Course, Visit
from bylaw.acts.grievances.complaints import course
from bylaw.acts.places import bodies_of
from bylaw.people.access import Access
from bylaw.people.person import Opening
from bylaw.portal import attached, looking
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import after_leaving, member_of
from bylaw.rules.who import Who, parse_phrase
from bylaw.state.climbing import Raised


def concerning(where: Desk, member: str) -> list[tuple[Raised, Visit | None, bool]]:
    """Give the complaints of a member, and those that lie with her, each with its holder; the last says which it is."""
    state, at = where.state, where.now()
    ways = [course(state, name) for name in state.complaints.all]
    found = [(way.raised, way.now(at), way.raised.author == member) for way in ways if part(way, member, at)]
    return found[::-1]


def part(way: Course, member: str, at: int) -> str:
    """Say which part a member has in a complaint: *author*, *holder* now or before; empty when she has none."""
    if way.raised.author == member:
        return "author"
    if member in way.parts(at):
        return ""
    acted = any(member in step.by for step in way.steps)
    return "holder" if acted or member in _holders(way, at) else ""


def _holders(way: Course, at: int) -> Iterator[str]:
    held = way.now(at)
    line = way.state.bodies.line(way.raised.body, at)
    for key in parse_phrase(held.holder) if held else ():
        for name in bodies_of(line, key):
            yield from _seated(way, key, name, at)


def _seated(way: Course, key: Who, name: str, at: int) -> Iterator[str]:
    """Give those who hold an office in a body, or sit in it where it decides itself."""
    for body in way.state.bodies.here(name, at):
        if key.kind == "office":
            yield from (m.member for m in way.state.offices.holders(body.name, key.name, at))
        elif key.kind == "resolution" and body.organ:
            yield from (m.member for m in way.state.offices.in_body(body.name, at))


@after_leaving
@require_safe
def complaint(request: HttpRequest, name: str) -> HttpResponse:
    """Show a complaint to the one who raised it, or who holds it: where it lies, since when, and what is due."""
    way, role = own(member_of(request), name)
    return _page(request, way, role, None)


def own(member: str, name: str) -> tuple[Course, str]:
    """Give a complaint and a member's part in it; to whom has none, there is no such page."""
    state = desk().state
    way = course(state, name) if name in state.complaints.all else None
    role = part(way, member, desk().now()) if way else ""
    if way is None or not role:
        raise Http404
    return way, role


def _page(request: HttpRequest, way: Course, role: str, opened: Opening | None) -> HttpResponse:
    at = desk().now()
    held = way.now(at)
    shown = {
        "raised": way.raised,
        "role": role,
        "visits": way.visits(at),
        "steps": way.steps,
        "papers": papers(way),
        "opened": opened.value.decode("utf-8", "replace") if opened else None,
        "next": held if held and role == "holder" and member_of(request) in _holders(way, at) else None,
        "at": at,
    }
    return render(request, "portal/complaint.html", shown)


def papers(way: Course) -> list[tuple[str, str, int, bool]]:
    """List the words of a complaint: commitment, what they are, when, and whether they can be opened here."""
    told = [(way.raised.text, _("The complaint"), way.raised.at)]
    told += [(text, _("What the holder said"), step.at) for step in way.steps for text in step.says]
    here = attached.held(desk(), [text for text, _what, _at in told])
    return [(text, what, at, text in here) for text, what, at in told if text]


@after_leaving
@require_POST
def read(request: HttpRequest, name: str) -> HttpResponse:
    """Open words of a complaint, with a reason; the look is logged first, for the one who raised it."""
    way, role = own(member_of(request), name)
    opened = look(member_of(request), way, request.POST.get("paper", ""), request.POST.get("why", ""))
    if attached.is_file(opened):
        return attached.download(opened)
    return _page(request, way, role, opened)


def look(member: str, way: Course, wanted: str, why: str) -> Opening:
    """Open words of a complaint for somebody who has a part in it, once the look is logged; or `Http404`."""
    known = {text: what for text, what, _at, here in papers(way) if here}
    if wanted not in known:
        raise Http404
    what = f"{known[wanted]}, {way.raised.name}"
    return looking.look(Access((member,), what, why, way.raised.author, wanted))
