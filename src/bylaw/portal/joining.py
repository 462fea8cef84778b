"""Somebody without a device applies: the office types her signed form, and her name goes into the register alone."""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bylaw.acts.keeping.papers import EnterPaper
from bylaw.acts.registry import BY_KIND
from bylaw.acts.substance import substance
from bylaw.people.person import Person
from bylaw.portal import acting, attached, drafts, forms, newcomers
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of
from bylaw.portal.room import with_room
from bylaw.portal.stray import PAGE

PERSON, WANTED = ("name", "address", "email", "phone"), ("body", "cls")
SURE = "sure"
ASKED = PAGE | {*PERSON, *WANTED, SURE, "scan"}
"""The fields of the form."""
SESSION = "on-paper"
"""Where the id stays that was drawn for a sheet, so that the same sheet typed again gets no second one."""
ALIKE = gettext_lazy(
    "The register holds somebody of this name and address already. A member needs no second membership; if this is "
    "another person, say so below."
)


def enter(request: HttpRequest) -> HttpResponse:
    """Ask for what stands on a signed application, and show the act that enters it before it is signed."""
    if request.method != "POST":
        return _ask(request, "")
    found = _entered(request)
    return _ask(request, found) if isinstance(found, str) else found


def _entered(request: HttpRequest) -> HttpResponse | str:
    """Take the applicant into the register and write her application into the act that enters her paper."""
    if request.POST.keys() - ASKED:
        return _("This form asks for nothing else: nothing of it was read.")
    person = newcomers.on_sheet({name: request.POST.get(name, "") for name in PERSON})
    if isinstance(person, str):
        return person
    kept = request.session.get(SESSION, "")
    member = kept if kept and desk().person(kept) == person and not _used(kept) else secrets.token_hex(16)
    if member != kept and SURE not in request.POST and newcomers.known(desk(), person):
        return str(ALIKE)
    return _review(request, member, person)


def _review(request: HttpRequest, member: str, person: Person) -> HttpResponse | str:
    wanted = {name: request.POST.get(name, "") for name in WANTED}
    inner = drafts.written(desk(), BY_KIND["apply"], {"member": member, **wanted})
    if isinstance(inner, str):
        return inner
    typed = {"scan": request.POST.get("scan", "")}
    scan = attached.take(desk(), EnterPaper, typed, request.FILES, member_of(request))
    if isinstance(scan, str):
        return scan
    outer = {"name": f"apply-{secrets.token_hex(3)}", "matter": substance(inner), **scan}
    draft = drafts.drafted(desk(), EnterPaper, outer, member_of(request))
    if isinstance(draft, str):
        return draft
    if not draft.refusals and desk().person(member) is None:
        newcomers.welcome(desk(), member, person)
        request.session[SESSION] = member
    return acting.review(request, draft, outer)


def _used(member: str) -> bool:
    """Whether a paper in the record names this id."""
    return any(paper.member == member for paper in desk().state.corrections.papers.values())


def _ask(request: HttpRequest, problem: str) -> HttpResponse:
    state, at = desk().state, desk().now()
    shown = {
        "given": request.POST,
        "bodies": [body.name for body in state.bodies.all.values() if not body.organ and body.holds(at)],
        "classes": sorted(state.members.roll.classes),
        "scan": next(forms.private(EnterPaper)),
        "send": with_room("/paper/enter/apply/", member_of(request)),
        "problem": problem,
        "alike": problem == str(ALIKE) or SURE in request.POST,
    }
    return render(request, "portal/enter-application.html", shown, status=400 if problem else 200)
