"""Rolls from before the record, in a browser: brought by an officer, signed for by whom the clause names, taken in."""

from __future__ import annotations

from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bylaw.acts.members.roll_import import OpenImport
from bylaw.people.layout import LAYOUTS, Unsaid, meant
from bylaw.people.preview import Preview
from bylaw.portal import acting, officers, registry, roll_desk
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of
from bylaw.portal.models import Roll
from bylaw.portal.roll_desk import Brought
from bylaw.portal.room import LARGEST_FILE, with_room
from bylaw.portal.uploads import units, uploaded
from bylaw.record.broken import Broken
from bylaw.rules.finding import Finding
from bylaw.state.bodies import ROOT

PLACE = "/register/import/"
SHOWN = 20
"""Rolls on the page, the newest."""
BEGINNING = 64
"""Bytes of a file by which one sees what it is."""
LONGEST = 64
"""Characters of a day or a class that is typed."""


def rolls(request: HttpRequest) -> HttpResponse:
    """Ask for a file, or read the one that came: every error with its row, or a roll that waits to be signed for."""
    reach = _office(request)
    roll_desk.tidy(desk())
    if request.method != "POST":
        return _page(request, reach, "", None)
    file = uploaded(request, "roll", LAYOUTS, units(reach))
    if isinstance(file, str):
        return _page(request, reach, file, None)
    unsaid = Unsaid(*(request.POST.get(name, "").strip()[:LONGEST] for name in ("joined", "cls")))
    layout = meant(file.file.read(BEGINNING), file.layout)
    file.file.seek(0)
    brought = Brought(file.file, layout, file.unit, reach, unsaid)
    found = roll_desk.bring(desk(), brought, member_of(request))
    return (
        _page(request, reach, "", found) if isinstance(found, Preview) else redirect(f"{PLACE}{found.name}/")
    )


def _page(request: HttpRequest, reach: frozenset[str], problem: str, found: Preview | None) -> HttpResponse:
    hers = (roll for roll in Roll.objects.order_by("-at") if _within(roll, reach))
    kept = [(roll, _stage(roll)) for roll in islice(hers, SHOWN)]
    shown = {
        "keeps_register": registry.keeps(member_of(request)),
        "send": with_room(PLACE, member_of(request)),
        "units": units(reach),
        "classes": _classes(),
        "kept": kept,
        "problem": problem,
        "found": found,
        "megabytes": LARGEST_FILE // 2**20,
        "most": roll_desk.MOST,
    }
    return render(request, "portal/rolls.html", shown, status=400 if problem or found else 200)


def _within(roll: Roll, reach: frozenset[str]) -> bool:
    """Whether all units of a roll are among these."""
    return all(body in reach for body, _cls, _many in roll_desk.told(roll).counts)


def _classes() -> list[str]:
    """Give the classes of membership that the bylaws name for the whole organisation."""
    state = desk().state
    law = state.bylaws.on(desk().now()).one("classes", "apply", state.bodies.all[ROOT].kind)
    return [each.name for each in law.rule.names] if law else []


def _stage(roll: Roll) -> str:
    """Say how far a roll is: *unsigned*, *signed* by some, *entering*, or *entered*."""
    taken = roll_desk.recorded(desk(), roll)
    if taken < 0:
        return "signed" if roll_desk.waiting(desk(), roll) else "unsigned"
    return "entering" if desk().state.imports.missing(roll.name) else "entered"


@require_safe
def roll(request: HttpRequest, name: str) -> HttpResponse:
    """Show a roll: what would be taken in, who has signed, or how far it is in."""
    return _one(request, _found(request, name), ())


def _one(request: HttpRequest, found: Roll, refusals: tuple[Finding, ...], problem: str = "") -> HttpResponse:
    told, stage, waits = roll_desk.told(found), _stage(found), roll_desk.waiting(desk(), found)
    taken = max(0, roll_desk.recorded(desk(), found))
    shown = {
        "roll": found,
        "stage": stage,
        "told": told,
        "people": [desk().registered_name(member) for member in told.first],
        "waits": waits,
        "taken": taken,
        "percent": 100 * taken // found.members,
        "refusals": refusals,
        "problem": problem,
    }
    if stage == "unsigned":
        draft = roll_desk.opening(desk(), found, member_of(request))
        shown |= {"draft": draft, **acting.means(request, draft.act, draft.findings)}
    return render(request, "portal/roll.html", shown, status=422 if refusals or problem else 200)


@require_POST
def go(request: HttpRequest, name: str) -> HttpResponse:
    """Take the next part of a roll in that was signed for."""
    found = _found(request, name)
    if roll_desk.recorded(desk(), found) < 0:
        raise Http404
    done = roll_desk.go_on(desk(), found)
    if isinstance(done, Broken):
        return _one(request, found, (), _("The record could not be written: {why}").format(why=done.detail))
    return _one(request, found, done) if done else redirect(f"{PLACE}{name}/")


@require_POST
def discard(request: HttpRequest, name: str) -> HttpResponse:
    """Take a roll out of the register again before it is in the record."""
    found = _found(request, name)
    if roll_desk.recorded(desk(), found) >= 0:
        raise Http404
    roll_desk.discard(desk(), found)
    return redirect(PLACE)


def _found(request: HttpRequest, name: str) -> Roll:
    reach, found = _office(request), Roll.objects.filter(name=name).first()
    if found is None or not _within(found, reach):
        raise Http404
    return found


def _office(request: HttpRequest) -> frozenset[str]:
    """Let in only those whose office imports rolls by its clause; gives the bodies whose rolls."""
    found = officers.reach(desk(), member_of(request), (OpenImport.kind(),))
    if not found:
        raise Http404
    return found
