"""Members without a device: forms to print, with the fields that an act needs; the office enters what was signed."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from msgspec.structs import replace

from bylaw.acts.act import Act
from bylaw.acts.fields import marks
from bylaw.acts.keeping.papers import EnterPaper
from bylaw.acts.registry import BY_KIND
from bylaw.acts.substance import substance
from bylaw.people.blank import Blank, Form, form, signature_sheet
from bylaw.people.paper import Unprintable
from bylaw.portal import acting, attached, forms, joining, officers, signing, words
from bylaw.portal.desk import desk
from bylaw.portal.drafts import drafted
from bylaw.portal.gate import member_of
from bylaw.portal.kept_entries import in_reach
from bylaw.portal.room import with_room
from bylaw.portal.spoken import sentence
from bylaw.portal.stray import PAGE
from bylaw.rules.clause import FOREVER

KINDS = (
    *("nominate", "accept-nomination", "withdraw-candidacy", "give-proxy", "revoke-proxy", "sign-petition"),
    *("second", "dissent", "object-to-nomination", "remark-report", "file-complaint", "appeal", "resign"),
    *("sponsor", "disown-paper"),
)
"""What members do on paper, and the office enters."""
JOIN, SHEET = "apply", "sign-petition"
LEAD = gettext_lazy(
    "I apply to join. My name and address go into the private register; the record names me by a random id. Two "
    "officers enter this form, and a letter tells me so; if I never applied, I answer that it is not mine."
)
"""What the form to join says above its lines."""
HERS = frozenset({"accept-nomination", "withdraw-candidacy", "resign"})
"""Acts whose member is the one who signs; in the others of these she names somebody."""
OTHER = gettext_lazy("Member nominated")
"""What a paper calls a member who is not the one who signs it, where her field would say no more than *Member*."""


@require_safe
def on_paper(request: HttpRequest) -> HttpResponse:
    """Show the forms that can be printed, and to the office those that it can enter."""
    enters = officers.serves(desk(), member_of(request), EnterPaper.kind())
    shown = {"kinds": [JOIN, *KINDS], "enters": (JOIN, *KINDS) if enters else (), "abouts": dict(_abouts())}
    return render(request, "portal/on-paper.html", shown)


def _abouts() -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Give what is open that a form can be about, by the field that names it, with its last moment."""
    state, at = desk().state, desk().now()
    elections = state.elections.all.values()
    yield "election", [(e.name, e.nominations) for e in elections if at < e.nominations]
    yield (
        "petition",
        [(p.name, p.closes) for p in state.petitions.all.values() if not p.filed and at < p.closes],
    )
    yield "meeting", [(m.name, m.begins) for m in state.meetings.all.values() if at < m.begins]


@require_safe
def printed(request: HttpRequest, kind: str) -> HttpResponse:
    """Give a form as PDF, for one thing that is open or for any; a petition as a sheet for many."""
    if kind not in (JOIN, *KINDS):
        raise Http404
    given, last = _about(kind, request.GET.get("about", ""))
    told = _form(kind, given, last)
    try:
        if kind == SHEET:
            made = signature_sheet(told, [_("Name"), _("Member number"), _("Day"), _("Signature")])
        else:
            made = form(told)
    except Unprintable as fault:
        return render(
            request,
            "portal/problem.html",
            {"title": words.title(kind), "about": sentence(str(fault))},
            status=400,
        )
    name = f"attachment; filename={kind}.pdf"
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": name})


def _about(kind: str, name: str) -> tuple[dict[str, str], int]:
    """Give the field that names what a form is about, and the last moment for it; nothing for what is not open."""
    fields = {each for each, _hint, _need in forms.asked(BY_KIND[kind])}
    for field, things in _abouts():
        for thing, last in things:
            if field in fields and thing == name:
                return {field: thing}, last
    return {}, FOREVER


def _form(kind: str, given: dict[str, str], last: int) -> Form:
    identity, act = desk().state.identity, BY_KIND[kind]
    fields = [] if kind == JOIN else list(_blanks(kind, given))
    if last < FOREVER:
        fields.append(Blank(_("To be here by"), words.moment(last, identity.zone)))
    person = [_("My name"), _("My member number"), _("My address")]
    if kind == JOIN:
        person = [
            _("Name"),
            _("Address"),
            _("E-mail, if any"),
            _("Telephone, if any"),
            _("Where"),
            _("Class of membership"),
        ]
    signed = [*map(Blank, person), Blank(_("Place and day")), Blank(_("Signature"))]
    office = _(
        "For the office. Received on: ________  Entered by: ____________  Confirmed by another: ____________"
    )
    lead = str(LEAD) if kind == JOIN else words.meaning(act)
    signing = () if kind == SHEET else signed
    return Form(identity.name, words.title(kind), lead, fields, signing, office, get_language() or "")


def _blanks(kind: str, given: dict[str, str]) -> Iterator[Blank]:
    optional = _("(optional)")
    for field in _fields(kind, given):
        label = pgettext("field", field.label)
        yield Blank(
            label if field.required else f"{label} {optional}",
            field.value,
            field.sort == "private",
        )


def _fields(kind: str, given: Mapping[str, str]) -> Iterator[forms.Field]:
    """Give what a paper says beside who signs it; members stand there by name, and not by a list or an id."""
    act = forms.FORMS[kind]
    people = set(_people(act))
    for field in forms.fields(desk().state, act, given):
        if field.name == "member" and kind in HERS:
            continue
        label = str(OTHER) if field.name == "member" else field.label
        by_name = replace(field, label=label, hint=forms.BY_NAME, choices=())
        yield by_name if field.name in people else field


def _people(act: type[Act]) -> Iterator[str]:
    """Give the fields of an act that name a member."""
    for name, hint, _need in forms.asked(act):
        if marks(hint).get("ref") == "member":
            yield name


def enter(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask the office for what stands on a signed paper, and show the act that enters it before it is signed."""
    if kind not in (JOIN, *KINDS) or not officers.serves(desk(), member_of(request), EnterPaper.kind()):
        raise Http404
    if kind == JOIN:
        return joining.enter(request)
    if request.method != "POST":
        return _ask(request, kind, {}, "")
    given = request.POST.dict()
    who = in_reach(request, given.pop("who", ""))
    if not who:
        return _ask(
            request, kind, given, _("Nobody on your roll has this name, number or id, or several have.")
        )
    found = _entered(request, kind, who, given)
    return _ask(request, kind, given, found) if isinstance(found, str) else found


def _entered(request: HttpRequest, kind: str, who: str, given: dict[str, str]) -> HttpResponse | str:
    """Write the member's act into the act that enters her paper; her words are kept under her own key."""
    act = forms.FORMS[kind]
    fields = {name: value for name, value in given.items() if name not in PAGE and name != "scan"}
    fields |= {name: in_reach(request, fields.get(name, "")) or fields.get(name, "") for name in _people(act)}
    own = {"member": who} if kind in HERS else {}
    inner = drafted(desk(), act, {**fields, **own}, who)
    if isinstance(inner, str):
        return inner
    paper = {"name": f"{kind}-{secrets.token_hex(3)}", "member": who, "matter": substance(inner.act)}
    scan = attached.take(
        desk(), EnterPaper, {"scan": given.get("scan", "")}, request.FILES, member_of(request)
    )
    if isinstance(scan, str):
        return scan
    if not signing.keep(desk(), who, inner.openings):
        return _("The register does not know this member.")
    outer = {**paper, **scan}
    found = drafted(desk(), EnterPaper, outer, member_of(request))
    return found if isinstance(found, str) else acting.review(request, found, outer)


def _ask(request: HttpRequest, kind: str, given: dict[str, str], problem: str) -> HttpResponse:
    scan = next(forms.private(EnterPaper))
    shown = {
        "kind": kind,
        "fields": list(_fields(kind, given)),
        "scan": scan,
        "send": with_room(f"/paper/enter/{kind}/", member_of(request)),
        "problem": problem,
    }
    return render(request, "portal/enter-paper.html", shown, status=400 if problem else 200)
