"""Cases for those who have a part in them: every step, the file item by item, and its papers, each look told.

To everybody else a case has no page here: what is public of it are its dates, in ``bylaw show`` and the figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from msgspec import Struct

from bylaw.people.access import Access
from bylaw.people.files import FOLDER
from bylaw.people.person import Opening
from bylaw.people.register import Register
from bylaw.people.vault import Why
from bylaw.portal import attached, complaints, forms, halves, offers
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import after_leaving, member_of
from bylaw.portal.matters import moved
from bylaw.portal.parts import cases_of, part
from bylaw.projections.cases import stage
from bylaw.projections.casework import next_step
from bylaw.rules.clause import FOREVER
from bylaw.state.cases import Case, Round

LONGEST = 300
"""Of a reason for a look, in characters."""
STEPS = ("opened", "served", "heard", "found", "decided", "appealed", "ruled", "carried")
"""The steps of a round, in their order."""


class Paper(Struct, frozen=True):
    """A paper of a case: its commitment, what it is and whose, whether it can be opened here, and who has seen it."""

    commitment: str
    what: str
    by: str
    at: int
    here: bool
    seen: tuple[str, ...] = ()

    @property
    def seen_by(self) -> str:
        """Those who have opened it, by name."""
        return ", ".join(desk().registered_name(who) or desk().name_of(who) for who in self.seen)


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


def _own(request: HttpRequest, name: str) -> tuple[Case, str]:
    """Give a case and my part in it; to whom has none, there is no such page."""
    found = desk().state.cases.all.get(name)
    role = part(desk().state, found, member_of(request)) if found else ""
    if found is None or not role:
        raise Http404
    return found, role


@after_leaving
@require_safe
def case(request: HttpRequest, name: str) -> HttpResponse:
    """Show a case to somebody who has a part in it."""
    found, role = _own(request, name)
    return _page(request, found, role)


def _page(request: HttpRequest, found: Case, role: str, opened: Opening | None = None) -> HttpResponse:
    state, at, member = desk().state, desk().now(), member_of(request)
    coming = next_step(state, found, at)
    open_to_me = (o for o in offers.offers(desk(), member) if o.asked.fields.get("case") == found.name)
    shown = {
        "case": found,
        "role": role,
        "rounds": [_steps(one, at) for one in state.cases.rounds[found.name]],
        "stage": stage(state.cases.now(found.name), at),
        "next": coming,
        "judges_next": bool(coming and role == "panel" and _panel_s(coming.act, found)),
        "judges": [(judge, desk().registered_name(judge)) for judge in state.cases.panels[found.name]],
        "parties": [(who, desk().registered_name(who)) for who in (found.charged, found.accuser)],
        "items": [(item, desk().registered_name(item.bringer)) for item in state.cases.evidence(found.name)],
        "papers": papers(desk(), found),
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


def _steps(one: Round, at: int) -> list[tuple[str, int]]:
    return [(name, when) for name in STEPS if (when := getattr(one, name)) <= at]


def papers(where: Desk, found: Case) -> list[Paper]:
    """List the papers of a case: the facts, each item with its answer, and the reasons of those who decided."""
    state = where.state
    told = [(found.facts, _("Facts of the charge"), found.accuser, found.at)]
    for item in state.cases.evidence(found.name):
        told.append((item.content, _("Item: {name}").format(name=item.name), item.bringer, item.at))
        if item.answered < FOREVER:
            told.append(
                (item.answer, _("Answer to: {name}").format(name=item.name), found.charged, item.answered)
            )
    reasons = (
        text for text, name in state.cases.reasons.items() if name == found.name and text != found.facts
    )
    told += [(text, _("Reasons"), "", 0) for text in reasons]
    here, seen = kept(where, found), _seen(where, found)
    return [
        Paper(text, what, by, at, text in here, seen.get(text, ())) for text, what, by, at in told if text
    ]


def _seen(where: Desk, found: Case) -> dict[str, tuple[str, ...]]:
    """Give who has opened each paper, as the log of looks at the member charged has it."""
    if not (where.folder / FOLDER).is_dir():
        return {}
    with Register.open(where.folder / FOLDER) as register:
        try:
            return register.vault.seen(found.charged)
        except KeyError:
            return {}


def kept(where: Desk, found: Case) -> dict[str, str]:
    """Give the commitments that the register can open, each with the member under whose key it lies; none is opened."""
    if not (where.folder / FOLDER).is_dir():
        return {}
    with Register.open(where.folder / FOLDER) as register:
        return dict(_listed(where, found, register))


def _listed(where: Desk, found: Case, register: Register) -> Iterator[tuple[str, str]]:
    state = where.state.cases
    items = (item.bringer for item in state.evidence(found.name))
    inquired = state.investigators.get(found.name, ())
    for member in {found.charged, found.accuser, *items, *state.judged[found.name], *inquired} - {""}:
        try:
            yield from ((name, member) for name in register.erasure_list(member))
        except KeyError:
            continue


@after_leaving
@require_POST
def read(request: HttpRequest, name: str) -> HttpResponse:
    """Open one paper, with a reason; the look is logged for the member charged before anything is shown."""
    found, role = _own(request, name)
    wanted, why = request.POST.get("paper", ""), request.POST.get("why", "").strip()[:LONGEST]
    known = {paper.commitment: paper for paper in papers(desk(), found)}
    owner = kept(desk(), found).get(wanted)
    if wanted not in known or owner is None or not why:
        raise Http404
    with Register.open(desk().folder / FOLDER) as register:
        look = Access(
            (member_of(request),), f"{known[wanted].what}, {found.name}", why, found.charged, wanted
        )
        register.vault.log(Why(desk().state.identity.org, desk().now(), why), look)
        opened = register.papers.opened(wanted)
    if opened is not None and attached.is_file(opened):
        return attached.download(opened)
    return _page(request, found, role, opened)


@after_leaving
@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    """Tell a member who looked at what about her, and why."""
    told = []
    if (desk().folder / FOLDER).is_dir():
        with Register.open(desk().folder / FOLDER) as register:
            try:
                told = list(register.vault.told(member_of(request)))
            except KeyError:
                told = []
    lines = [(each, [(who, desk().registered_name(who)) for who in each.access.by]) for each in told[::-1]]
    return render(request, "portal/looks.html", {"lines": lines})
