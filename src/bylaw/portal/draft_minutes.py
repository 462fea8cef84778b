"""A draft of the minutes, as far as the record knows the meeting: dates, agenda, numbers, votes, with room to sign."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bylaw.acts.assemblies.minutes import FileMinutes
from bylaw.people.minutes_paper import Frame, minutes
from bylaw.people.paper import Unprintable
from bylaw.portal import attendance, officers, words
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import member_of
from bylaw.portal.meetings import facts
from bylaw.portal.spoken import sentence
from bylaw.portal.templatetags.bylaw import body, plain
from bylaw.state.meetings import Meeting
from bylaw.state.motions import Motion

SIGNERS = 2


@require_safe
def draft(request: HttpRequest, name: str) -> HttpResponse:
    """Give the draft as PDF to whoever files the minutes: nobody's name is in it, and nothing that was said."""
    found = attendance.found(name)
    files = officers.serves_in(desk(), member_of(request), FileMinutes.kind(), found.body)
    if not found.opened or not files:
        raise Http404
    day = words.day(found.begins, desk().state.identity.zone)
    title = _("Minutes of {body}, {day}").format(body=body(found.body), day=day)
    frame = Frame(title, _("Signed"), _("{title}, page {n} of {count}"), get_language() or "")
    try:
        made = minutes(frame, sections(desk(), found), SIGNERS)
    except Unprintable as fault:
        shown = {"title": _("Minutes"), "about": sentence(str(fault))}
        return render(request, "portal/problem.html", shown, status=400)
    kept = {"Content-Disposition": f"attachment; filename=minutes-{name}.pdf"}
    return HttpResponse(made, content_type="application/pdf", headers=kept)


def sections(where: Desk, found: Meeting) -> dict[str, list[str]]:
    """Give what the record says of a meeting, in sections of lines."""
    told = {
        _("Taking part"): list(_times(where, found)),
        _("Who came"): list(_numbers(where, found)),
        _("Agenda"): list(_agenda(where, found)),
    }
    held = [each for each in where.state.meetings.sessions.values() if each.meeting == found.name]
    told[_("Behind closed doors")] = [each.reason for each in held]
    return told


def _times(where: Desk, found: Meeting) -> Iterator[str]:
    zone = where.state.identity.zone
    for label, at in (
        (pgettext("a meeting", "Called"), found.called),
        (_("Opened"), found.opened),
        (_("Closed"), found.closed),
    ):
        if at:
            yield f"{label}  {words.moment(at, zone)}"
    how, modes = _("How"), ", ".join(pgettext("word", mode) for mode in found.modes)
    yield f"{how}  {modes}"


def _numbers(where: Desk, found: Meeting) -> Iterator[str]:
    shown = facts(found.name, "")
    for mode, many in shown["here"]:
        if many:
            yield f"{pgettext('word', mode).capitalize()}  {words.count(many)}"
    yield _("At most %(n)s with a vote at one time.") % {"n": words.count(shown["voters"])}
    entries = ", ".join(map(str, where.state.places.of("record-attendance", found.name)))
    if entries:
        yield _("The list is in the record, entries {entries}.").format(entries=entries)


def _agenda(where: Desk, found: Meeting) -> Iterator[str]:
    state = where.state
    moved = [state.motions.all[each] for each in state.meetings.motions[found.name]]
    for number, item in enumerate(state.meetings.items[found.name].values(), start=1):
        yield f"{number}. {item.title}"
        yield from (_motion(where, motion) for motion in moved if motion.item == item.name)
    announced = state.meetings.items[found.name]
    yield from (_motion(where, motion) for motion in moved if motion.item not in announced)


def _motion(where: Desk, motion: Motion) -> str:
    """Say in a line what became of a motion."""
    name, count = plain(motion.name), where.state.motions.counts.get(motion.name)
    if not motion.outcome or count is None:
        return "    " + _("Motion {name}: no vote yet").format(name=name)
    told = {"name": name, "outcome": pgettext("word", motion.outcome), "yes": words.count(count.yes)}
    told |= {"no": words.count(count.no), "blank": words.count(count.abstain)}
    return "    " + _("Motion {name}: {outcome}; {yes} for, {no} against, {blank} abstaining").format(**told)
