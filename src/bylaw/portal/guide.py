"""The demo's guide: who to be, what to look at first, and six ways to cheat. In life there are no such pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bylaw.portal import cheats
from bylaw.portal.desk import desk
from bylaw.portal.entering import NEXT, enter
from bylaw.portal.gate import member_of, public
from bylaw.portal.visits import VISITS
from bylaw.state.bodies import ROOT


@public
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show who one can be here, and where to look first."""
    _demo()
    people = {visit.name: _somebody(visit.office) for visit in VISITS if visit.office}
    shown = [
        (visit, people.get(visit.name, ""), desk().registered_name(people.get(visit.name, "")))
        for visit in VISITS
    ]
    return render(request, "portal/guide.html", {"visits": shown, "here": member_of(request)})


@public
@require_POST
def visit(request: HttpRequest) -> HttpResponse:
    """Enter the demo as one of the invented people, at the stop that was chosen or at her own page."""
    _demo()
    found = next((each for each in VISITS if each.name == request.POST.get("as") and each.office), None)
    if found is None:
        raise Http404
    stop = request.POST.get("stop", "")
    request.session[NEXT] = stop if stop in {address for address, _title, _about in found.stops} else "/me/"
    return enter(request, _somebody(found.office))


@public
@require_safe
def tricks(request: HttpRequest) -> HttpResponse:
    """Show the ways to cheat."""
    _demo()
    return render(request, "portal/cheat.html", {"tricks": cheats.TRICKS, "caught": None})


@public
def trick(request: HttpRequest, name: str) -> HttpResponse:
    """Try one way to cheat, on a copy, and show how it is caught."""
    _demo()
    if request.method != "POST":
        return redirect("/cheat/")
    found = next((each for each in cheats.TRICKS if each.name == name), None)
    if found is None:
        raise Http404
    try:
        caught = found.play(desk())
    except cheats.OffScript as fault:
        caught = cheats.Caught("", _("This cannot be tried in this record: {why}.").format(why=fault))
    shown = {"tricks": cheats.TRICKS, "tried": found, "caught": caught}
    return render(request, "portal/cheat.html", shown)


@public
@require_POST
def later(request: HttpRequest) -> HttpResponse:
    """Let the simulated clock go on by some days."""
    _demo()
    days = request.POST.get("days", "")
    if days not in {"1", "7", "30"}:
        raise Http404
    desk().wait(int(days))
    return redirect("/")


def _demo() -> None:
    if not desk().demo:
        raise Http404


def _somebody(office: str) -> str:
    """Give a holder of an office who has a key here; for '-' a member without one, for '@' who was charged first."""
    state, at = desk().state, desk().now()
    if office == "@":
        charged = (case.charged for case in state.cases.all.values())
        return next((member for member in charged if member and desk().belongs(member)), "")
    if office != "-":
        return next((m.member for m in state.offices.holders(ROOT, office, at)), "")
    held = {m.member for m in state.offices.mandates.values() if m.end > at}
    keyed = (key.member for key in state.keys.all.values() if key.key.kind == "passkey" and key.holds(at))
    return next((member for member in keyed if member not in held and desk().belongs(member)), "")
