"""Who keeps the register corrects what it knows of somebody, and tells her why (GDPR, article 16).

The page shows nothing of what stands in the register: what is typed replaces, what is ticked is taken out, the rest
stays. So a correction is the only look at her, and the log of looks has it: by whom, of which fields, and why.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from msgspec import Struct

from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.people.revising import FIELDS, Corrected, Fault, correct, longest_of, read
from bylaw.people.text import LONGEST, LONGEST_ADDRESS, flaw, tidy
from bylaw.portal import registry
from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of
from bylaw.portal.kept_entries import in_reach, keeps_entry
from bylaw.portal.languages import for_mail
from bylaw.portal.looking import because
from bylaw.portal.mistakes import Mistake
from bylaw.portal.post import send
from bylaw.portal.sentences import translated
from bylaw.portal.stray import PAGE

OUT, WHY = "out", "why"
ASKED = PAGE | {*FIELDS, OUT, WHY}
"""The fields of the form."""
LABELS = {
    "name": gettext_lazy("Name"),
    "family": gettext_lazy("Family name, to sort by"),
    "number": gettext_lazy("Member number"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Telephone"),
    "address": gettext_lazy("Address"),
    WHY: gettext_lazy("Why"),
}
HINTS = {
    "email": gettext_lazy(
        "Codes to log in go there. The address of before is told that it is no longer used."
    ),
    "address": gettext_lazy("On one line, with commas."),
}
KINDS = {"email": "email", "phone": "tel"}
"""What a browser is told of a field, so that a telephone shows the keys for it."""


class Asked(Struct, frozen=True):
    """A field of the form: what it is called, its `KINDS`, its most characters, its hint, and what was typed."""

    name: str
    label: str
    kind: str
    longest: int
    hint: str
    value: str


@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Lead to the entry of the one person whom a name, a number or an id means."""
    if not registry.keeps(member_of(request)):
        raise Http404
    found = in_reach(request, request.POST.get("who", "")[:LONGEST])
    if found:
        return redirect(f"/register/people/{found}/")
    return registry.page(request, _("Nobody on your roll has this name, number or id, or several have."))


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, member: str) -> HttpResponse:
    """Ask what is to be corrected of somebody and why, and correct it; to whom she is not to keep, there is no page."""
    known = desk().person(member) if keeps_entry(request, member) else None
    if known is None:
        raise Http404
    if request.method != "POST":
        return _page(request, member, known)
    found = _corrected(request, member)
    if isinstance(found, Mistake):
        return _page(request, member, known, problem=found)
    if found.changed:
        desk().changed(member)
        _tell(request, member, found)
    return _page(request, member, found.after, done=found)


def _page(
    request: HttpRequest, member: str, known: Person, problem: str = "", done: Corrected | None = None
) -> HttpResponse:
    given = {} if done else request.POST
    shown = {
        "member": member,
        "person": known,
        "fields": [_asked(name, given.get(name, "")) for name in FIELDS],
        "outs": [(name, LABELS[name]) for name in FIELDS if name != "name"],
        "ticked": request.POST.getlist(OUT) if problem else (),
        "why": given.get(WHY, ""),
        "problem": problem,
        "done": done is not None,
        "changed": [LABELS[name] for name in done.changed] if done else (),
    }
    return render(request, "portal/correct.html", shown, status=400 if problem else 200)


def _asked(name: str, value: str) -> Asked:
    label, hint = str(LABELS[name]), str(HINTS.get(name, ""))
    return Asked(name, label, KINDS.get(name, "text"), longest_of(name), hint, value)


def _corrected(request: HttpRequest, member: str) -> Corrected | Mistake:
    """Do what the form says, or say why not."""
    told, why = _told(request), _why(request)
    if isinstance(told, Fault):
        return _said(told)
    if isinstance(why, Fault):
        return _said(why)
    with Register.open(desk().folder / FOLDER) as register:
        found = correct(register, member, told, (member_of(request),), because(why))
    return _said(found) if isinstance(found, Fault) else found


def _told(request: HttpRequest) -> dict[str, str] | Fault:
    """Read what is to stand in which field; what is both typed and ticked is neither."""
    typed = {name: text for name in FIELDS if (text := request.POST.get(name, "")).strip()}
    ticked = request.POST.getlist(OUT)
    if request.POST.keys() - ASKED or set(ticked) - set(FIELDS):
        return Fault(_("This form asks for nothing else: nothing of it was read."))
    if both := next((name for name in ticked if name in typed), ""):
        return Fault(_("write it anew or take it out, not both"), both)
    return read({**typed, **dict.fromkeys(ticked, "")})


def _why(request: HttpRequest) -> str | Fault:
    why = request.POST.get(WHY, "")
    why = tidy(why) if len(why) <= LONGEST_ADDRESS else why
    if not why:
        return Fault(_("Say why: whoever it is about can read it."))
    fault = flaw(why)
    return Fault(fault, WHY) if fault else why


def _said(fault: Fault) -> Mistake:
    """Say why nothing was corrected, in the reader's language."""
    why = translated(fault.why) or fault.why
    return Mistake(f"{LABELS[fault.field]}: {why}" if fault.field else capfirst(why), fault.field)


def _tell(request: HttpRequest, member: str, found: Corrected) -> None:
    """Tell her at the address of before that it is another one now: codes to log in go to the new one."""
    if "email" not in found.changed or not found.before.email:
        return
    where = next(iter(desk().state.identity.origins), "")
    with translation.override(for_mail(member)):
        said = _(
            "{officer} corrected the e-mail address by which we know you: mails and codes to log in do not come here "
            "any more. The reason given: {why}\n\nIf this is not right, tell the office at once. Who looked at what "
            "about you: {where}/me/looks/\n"
        )
        body = said.format(
            officer=desk().name_of(member_of(request)), why=tidy(request.POST[WHY]), where=where
        )
        send(desk(), found.before, _("Your e-mail address was corrected"), body)
