"""Meetings for members: agenda, how one takes part, who has come, minutes; and the list of a door as attendance."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from bylaw.acts.assemblies.attendance import Arrival, RecordAttendance
from bylaw.portal import attendance, from_afar, officers
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import member_of
from bylaw.state.meetings import Meeting

LONGEST = 60_000
_CARD = re.compile(r'"([0-9a-f]{32})"', re.ASCII)
STEPS = ("open-meeting", "record-attendance", "close-meeting", "file-minutes", "approve-minutes")


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings, the newest first."""
    found = sorted(desk().state.meetings.all.values(), key=lambda each: -each.begins)
    return render(request, "portal/meetings.html", {"meetings": found, "at": desk().now()})


@require_safe
def meeting(request: HttpRequest, name: str) -> HttpResponse:
    """Show one meeting; to those who keep attendance also how to enter who was let in at a door."""
    here, state, member = attendance.found(name), desk().state, member_of(request)
    keeps = here.running and officers.serves_in(desk(), member, RecordAttendance.kind(), here.body)
    shown = {
        **facts(name, member),
        "motions": [(state.motions.all[n], state.places.of("move", n)) for n in state.meetings.motions[name]],
        "keeps": keeps,
        "drafts": bool(here.opened) and officers.serves_in(desk(), member, "file-minutes", here.body),
        "afar": from_afar.waiting(desk(), here) if keeps else None,
        "standing": from_afar.standing(desk(), here, member),
        "at": desk().now(),
    }
    return render(request, "portal/meeting.html", shown)


def facts(name: str, member: str) -> dict[str, Any]:
    """Give what every member sees of a meeting, and the steps that this one may take in it."""
    state = desk().state
    found = state.meetings.all[name]
    came = [spells[-1] for spells in state.meetings.attendance[name].values() if spells]
    return {
        "meeting": found,
        "items": tuple(state.meetings.items[name].values()),
        "here": [(mode, sum(1 for p in came if p.mode == mode)) for mode in ("in-person", "remote", "proxy")],
        "came": len(came),
        "voters": state.meetings.most(name),
        "motions": tuple(state.meetings.motions[name]),
        "sessions": [each for each in state.meetings.sessions.values() if each.meeting == name],
        "steps": [step for step in _open(found) if officers.serves_in(desk(), member, step, found.body)],
    }


def _open(found: Meeting) -> tuple[str, ...]:
    """Give the steps that a meeting is ready for."""
    if not found.opened:
        return STEPS[:1]
    if found.running:
        return STEPS[1:3]
    return STEPS[3:] if not found.approved else ()


@require_POST
def arrivals(request: HttpRequest, name: str) -> HttpResponse:
    """Turn the cards that a door let in into attendance, and show it for signing."""
    here = attendance.found(name)
    if not officers.serves_in(desk(), member_of(request), RecordAttendance.kind(), here.body):
        raise Http404
    come = _members(desk(), here, request.POST.get("cards", "")[:LONGEST])
    return attendance.review(request, here, {"arrived": tuple(Arrival(member) for member in come)})


def _members(where: Desk, found: Meeting, text: str) -> list[str]:
    """Give the holders of these cards who are not on the list yet, each once."""
    state = where.state
    held = (state.cards.all.get(card) for card in _CARD.findall(text))
    members = dict.fromkeys(card.member for card in held if card)
    return [m for m in members if not state.meetings.presence(found.name, m)][: attendance.MOST]
