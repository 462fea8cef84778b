"""What a body or its members are to do: asked for in fields, and carried out word for word once it is resolved.

A motion and a petition carry the act itself, and a warrant covers that act and no other: so nobody types it a second
time.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from msgspec import Struct
from msgspec.structs import replace

from bylaw.acts.act import Act
from bylaw.acts.matter import leaf_in, read_matter
from bylaw.acts.substance import substance
from bylaw.portal import acting, amending, attached, drafts, forms, signing
from bylaw.portal.carriers import CARRIED, MOTION, PETITION, Carrier, carriable
from bylaw.portal.desk import Desk, desk
from bylaw.portal.gate import member_of
from bylaw.portal.mistakes import Mistake
from bylaw.portal.room import with_room
from bylaw.state.warrants import Warrant

INNER = "do."
"""How the names of the fields of the act that is asked for begin, beside those of the motion or the petition."""
T = TypeVar("T")


class Both(Struct, frozen=True):
    """A motion or a petition, and the act that it asks for."""

    carrier: Carrier
    inner: type[Act]


@require_safe
def resolutions(request: HttpRequest) -> HttpResponse:
    """List what was resolved and waits to be carried out, and what a body can resolve to do."""
    shown = {"open": list(resolved(desk())), "kinds": sorted(carriable(desk(), MOTION))}
    return render(request, "portal/resolutions.html", shown)


def resolved(where: Desk) -> Iterator[tuple[Warrant, Act]]:
    """Give the warrants in force with the act of each; what is sealed is shown to nobody here."""
    for warrant in where.state.warrants.all.values():
        act = read_matter(warrant.matter, ()) if warrant.holds(where.now()) else None
        if isinstance(act, Act) and leaf_in(warrant.matter) is None:
            yield warrant, act


def move(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for an act that a body is to do and for the motion, and show the motion before it is signed."""
    return _asking(request, MOTION, kind)


def petition(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask for an act that members are to stand behind and for the petition, and show it before it is signed."""
    return _asking(request, PETITION, kind)


def _asking(request: HttpRequest, carrier: Carrier, kind: str) -> HttpResponse:
    if kind not in carriable(desk(), carrier) or not desk().belongs(member_of(request)):
        raise Http404
    both = Both(carrier, forms.FORMS[kind])
    given = acting.typed(request) if request.method == "POST" else request.GET.dict()
    if chosen := amending.taken(desk(), both.inner, given, INNER):
        return _ask(request, both, *chosen)
    if request.method != "POST" or "edit" in given:
        return _ask(request, both, given, "")
    taken = _taken(request, both, given)
    if isinstance(taken, Mistake):
        return _ask(request, both, given, taken)
    found = _carrying(both, taken, member_of(request))
    if isinstance(found, Mistake):
        return _ask(request, both, taken, found)
    return acting.review(request, found, taken, carrier.address(kind))


def _taken(request: HttpRequest, both: Both, given: dict[str, str]) -> dict[str, str] | Mistake:
    """Seal the files of both halves of the form."""
    inner, outer = _halves(given)
    files = request.FILES.dict()
    done = attached.take(desk(), both.inner, inner, _halves(files)[0], member_of(request))
    rest = attached.take(desk(), both.carrier.act, outer, _halves(files)[1], member_of(request))
    if isinstance(done, Mistake) or isinstance(rest, Mistake):
        return done.within(INNER) if isinstance(done, Mistake) else rest
    return {**rest, **{INNER + name: value for name, value in done.items()}}


def _halves(given: Mapping[str, T]) -> tuple[dict[str, T], dict[str, T]]:
    """Part what was given for the act that is asked for from what was given for the act that carries it."""
    inner = {name.removeprefix(INNER): each for name, each in given.items() if name.startswith(INNER)}
    return inner, {name: each for name, each in given.items() if not name.startswith(INNER)}


def _carrying(both: Both, given: dict[str, str], member: str) -> drafts.Draft | Mistake:
    """Write the one act into the other; or say which field of either does not fit.

    The words of both are committed to under the nonce of the one that carries, which is what is signed.
    """
    (inner, outer), nonce = _halves(given), secrets.token_hex(16)
    done = drafts.drafted(desk(), both.inner, inner, member, nonce)
    if isinstance(done, Mistake):
        return done.within(INNER)
    carrying = {**outer, CARRIED: substance(done.act)}
    found = drafts.drafted(desk(), both.carrier.act, carrying, member, nonce)
    if isinstance(found, Mistake):
        return found
    if leaf_in(
        getattr(found.act, CARRIED)
    ):  # what is sealed shows no commitment that the words could be held to
        signing.keep(desk(), member, done.openings)
        return found
    return replace(found, openings=(*found.openings, *done.openings))


def _ask(request: HttpRequest, both: Both, given: dict[str, str], problem: str) -> HttpResponse:
    state, kind = desk().state, both.inner.kind()
    outer = [each for each in forms.fields(state, both.carrier.act, given) if each.name != CARRIED]
    shown = {
        "kind": kind,
        "petition": both.carrier is PETITION,
        "inner": forms.fields(state, both.inner, given, INNER),
        "outer": outer,
        "known": acting.known(request),
        "send": with_room(both.carrier.address(kind), member_of(request)),
        "problem": problem,
        "took": amending.took(given),
    }
    return render(request, "portal/resolve.html", shown, status=400 if problem else 200)


@require_safe
def carry(request: HttpRequest, name: str) -> HttpResponse:
    """Show what was resolved as the act that carries it out, to whoever would sign it."""
    draft = carried(name, member_of(request))
    shown = {"draft": draft, "back": "/resolutions/", **acting.means(request, draft.act, draft.findings)}
    return render(request, "portal/review-made.html", shown, status=422 if draft.refusals else 200)


def carried(name: str, member: str) -> drafts.Draft:
    """Write the act that carries out what was resolved, for a member and whoever signs with her; or `Http404`."""
    act = next((act for warrant, act in resolved(desk()) if warrant.name == name), None)
    if act is None or not desk().belongs(member):
        raise Http404
    fields = msgspec.json.decode(substance(act))
    assert isinstance(fields, dict)
    del fields["act"]
    return drafts.of(desk(), type(act), fields, member)
