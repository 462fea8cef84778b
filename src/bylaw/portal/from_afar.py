"""Members who take part in a meeting from afar: each says so herself, and whoever keeps attendance signs for it.

What she says waits in the portal's own tables until the act is in the record. It makes nobody present by itself: who is
there the chair sees or hears.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST
from msgspec import Struct

from bylaw.acts.assemblies.attendance import Arrival, RecordAttendance
from bylaw.portal import attendance, officers
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import member_of
from bylaw.portal.models import FromAfar
from bylaw.state.meetings import Meeting

MODE = "remote"


class Waiting(Struct, frozen=True):
    """Who says that she has come from afar, and who that she has gone; neither is on the list so yet."""

    come: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def open_to(where: Desk, found: Meeting, member: str) -> bool:
    """Whether a member may take part in a meeting from afar now: it runs, its notice said so, and she belongs to it."""
    belongs = where.state.members.belongs(where.state, member, found.body, found.begins)
    return found.running and MODE in found.modes and belongs


def waiting(where: Desk, found: Meeting) -> Waiting:
    """Give who waits to be put on the list of a meeting, or taken off it, in the order in which they said so."""
    said = FromAfar.objects.filter(meeting=found.name).order_by("at", "member")
    come, gone = [], []
    for each in said if found.running else ():
        spell = where.state.meetings.presence(found.name, each.member)
        if each.here and spell is None and _news(where, each) and open_to(where, found, each.member):
            come.append(each.member)
        if not each.here and spell is not None and spell.mode == MODE:
            gone.append(each.member)
    return Waiting(tuple(come[: attendance.MOST]), tuple(gone[: attendance.MOST]))


def _news(where: Desk, said: FromAfar) -> bool:
    """Whether a member's word is newer than what the list says of her."""
    spells = where.state.meetings.attendance[said.meeting].get(said.member, ())
    return all(spell.end <= said.at for spell in spells)


def standing(where: Desk, found: Meeting, member: str) -> str:
    """Say how a member stands to a meeting: *open*, *coming*, *there*, *going*; nothing where she cannot be afar."""
    if not open_to(where, found, member):
        return ""
    spell, waits = where.state.meetings.presence(found.name, member), waiting(where, found)
    if spell is not None:
        return ("going" if member in waits.gone else "there") if spell.mode == MODE else ""
    return "coming" if member in waits.come else "open"


@require_POST
def say(request: HttpRequest, name: str) -> HttpResponse:
    """Note that the member who asks has come from afar, or has gone."""
    here = request.POST.get("here", "")
    if here not in ("yes", "no"):
        raise Http404
    note(name, member_of(request), here=here == "yes")
    return redirect(f"/meetings/{name}/")


def note(name: str, member: str, *, here: bool) -> None:
    """Note that a member is at a meeting from afar, or no longer is. Raises `Http404` where she cannot be."""
    if not standing(desk(), attendance.found(name), member):
        raise Http404
    said = {"here": here, "at": desk().now()}
    FromAfar.objects.update_or_create(meeting=name, member=member, defaults=said)
    FromAfar.objects.exclude(meeting__in=_running()).delete()


def _running() -> list[str]:
    return [each.name for each in desk().state.meetings.all.values() if each.running]


@require_POST
def enter(request: HttpRequest, name: str) -> HttpResponse:
    """Show the list of those who came from afar and of those who went, for signing."""
    found = attendance.found(name)
    if not officers.serves_in(desk(), member_of(request), RecordAttendance.kind(), found.body):
        raise Http404
    waits = waiting(desk(), found)
    arrived = tuple(Arrival(member, "remote") for member in waits.come)
    return attendance.review(request, found, {"arrived": arrived, "left": waits.gone})
