"""Cases for those who have a part in them: every step, the file item by item, and its papers, each look told.

To everybody else a case has no page here: what is public of it are its dates, in ``bylaw show`` and the figures.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from msgspec import Struct

from bylaw.people.access import Access, Told
from bylaw.people.files import FOLDER
from bylaw.people.person import Opening
from bylaw.people.register import Register
from bylaw.portal import attached, complaints, forms, halves, looking, offers
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import after_leaving, member_of
from bylaw.portal.matters import moved
from bylaw.portal.parts import cases_of, part
from bylaw.portal.story import Step, story
from bylaw.projections.accusers import record_of, serials
from bylaw.projections.cases import stage
from bylaw.projections.casework import next_step
from bylaw.state.cases import Case


class Paper(Struct, frozen=True):
    """A paper of a case: its commitment, what it is, whether it can be opened here, and who has seen it, by name."""

    commitment: str
    what: str
    here: bool
    seen: str = ""


@after_leaving
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """List the cases in which I have a part, and my complaints."""
    member, state, at = member_of(request), desk().state, desk().now()
    mine = cases_of(state, member)
    raised = complaints.concerning(desk(), member)
    shown = {
        "cases": [(case, role, stage(state.cases.now(case.name), at)) for case, role in mine][::-1],
        "moved": moved(desk(), member),
        "complaints": raised,
    }
    return render(request, "portal/cases.html", shown)


def own(member: str, name: str) -> tuple[Case, str]:
    """Give a case and a member's part in it; to whom has none, there is no such page."""
    found = desk().state.cases.all.get(name)
    role = part(desk().state, found, member) if found else ""
    if found is None or not role:
        raise Http404
    return found, role


@after_leaving
@require_safe
def case(request: HttpRequest, name: str) -> HttpResponse:
    """Show a case to somebody who has a part in it."""
    found, role = own(member_of(request), name)
    return _page(request, found, role)


def _page(request: HttpRequest, found: Case, role: str, opened: Opening | None = None) -> HttpResponse:
    state, at, member = desk().state, desk().now(), member_of(request)
    told, coming = story(desk(), found), next_step(state, found, at)
    leaves = papers(desk(), found, told)
    open_to_me = (o for o in offers.offers(desk(), member) if o.asked.fields.get("case") == found.name)
    shown = {
        "case": found,
        "role": role,
        "rounds": [
            [(step, [leaves[leaf.commitment] for leaf in step.papers]) for step in steps] for steps in told
        ],
        "stage": stage(state.cases.now(found.name), at),
        "next": coming,
        "judges_next": bool(coming and role == "panel" and _panel_s(coming.act, found)),
        "judges": state.cases.panels[found.name],
        "accuser": record_of(state, found.accuser, at) if role == "panel" else None,
        "serials": serials(state, found, at) if role == "panel" else (),
        "items": state.cases.evidence(found.name),
        "holders": halves.holders(desk(), found.name),
        "me": member,
        "may": [offer for offer in open_to_me if not offer.refusals],
        "opened": (forms.label(opened.field), opened.value.decode("utf-8", "replace")) if opened else None,
    }
    return render(request, "portal/case.html", shown)


def _panel_s(act: str, found: Case) -> bool:
    """Whether the bylaws of the case's day leave an act to the panel."""
    state = desk().state
    law = state.bylaws.on(found.at).one("may", act, state.bodies.all[found.body].kind)
    return bool(law and "panel" in law.rule.any_of and act in forms.FORMS)


def papers(where: Desk, found: Case, told: Iterable[Iterable[Step]]) -> dict[str, Paper]:
    """Give the papers of a case by their commitments: which can be opened here, and who has opened each."""
    leaves = {leaf.commitment: leaf.what for steps in told for step in steps for leaf in step.papers}
    if not (where.folder / FOLDER).is_dir():
        return {name: Paper(name, what, here=False) for name, what in leaves.items()}
    with Register.open(where.folder / FOLDER) as register:
        held, seen = register.papers.held(leaves), _seen(register, found.charged)
    return {
        name: Paper(name, what, name in held, ", ".join(map(where.called, seen.get(name, ()))))
        for name, what in leaves.items()
    }


def _seen(register: Register, charged: str) -> dict[str, tuple[str, ...]]:
    """Give who has opened each paper, as the log of looks at the member charged has it."""
    try:
        return register.vault.seen(charged)
    except KeyError:
        return {}


@after_leaving
@require_POST
def read(request: HttpRequest, name: str) -> HttpResponse:
    """Open one paper, with a reason; the look is logged for the member charged before anything is shown."""
    found, role = own(member_of(request), name)
    opened = look(member_of(request), found, request.POST.get("paper", ""), request.POST.get("why", ""))
    if attached.is_file(opened):
        return attached.download(opened)
    return _page(request, found, role, opened)


def look(member: str, found: Case, wanted: str, why: str) -> Opening:
    """Open a paper of a case for somebody who has a part in it, once the look is logged; or `Http404`."""
    paper = papers(desk(), found, story(desk(), found)).get(wanted)
    if paper is None or not paper.here:
        raise Http404
    return looking.look(Access((member,), f"{paper.what}, {found.name}", why, found.charged, wanted))


@after_leaving
@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """Tell a member who looked at what about her, and why."""
    told = looks_at(member_of(request))
    lines = [(each, [(who, desk().registered_name(who)) for who in each.access.by]) for each in told]
    return render(request, "portal/looks.html", {"lines": lines})


def looks_at(member: str) -> list[Told]:
    """Give the looks at a member, the newest first."""
    if not (desk().folder / FOLDER).is_dir():
        return []
    with Register.open(desk().folder / FOLDER) as register:
        try:
            return list(register.vault.told(member))[::-1]
        except KeyError:
            return []
