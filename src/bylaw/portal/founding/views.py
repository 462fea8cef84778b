"""The pages of a founding: one for whoever prepares it, one for each founder, and the bylaws that they accept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from msgspec.structs import replace

from bylaw.acts.law.beginning import in_turn, interim_seats
from bylaw.portal import book, consent, newcomers
from bylaw.portal.founding.draft import MOST, Draft, Person, begun, with_person
from bylaw.portal.founding.under_way import Founding, founding
from bylaw.portal.languages import remembered
from bylaw.portal.newkey import NO_KEY, read_key
from bylaw.portal.templatetags.bylaw import plain
from bylaw.record.entry import PasskeySignature
from bylaw.record.passkey import challenge
from bylaw.record.signing import message, verify
from bylaw.rules.clause import in_order
from bylaw.rules.finding import Finding
from bylaw.rules.load import Profile, load
from bylaw.store.profiles import profiles

LONGEST = 200
"""Of an organisation's name, in characters."""


@require_safe
def nobody(request: HttpRequest) -> HttpResponse:
    """Tell a visitor without a link that something begins here."""
    return render(request, "portal/founding/nobody.html")


def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show a founding to whoever has a link of it, and take her part in it."""
    here = founding()
    person = here.draft.person(token)
    if not here.draft.prepares(token) and person is None:
        raise Http404
    if here.founded:
        return render(request, "portal/founding/founded.html")
    return _prepare(request, here) if person is None else _take_part(request, here, person)


@require_safe
def bylaws(request: HttpRequest, token: str) -> HttpResponse:
    """Show every clause that the founders accept by signing."""
    here = founding()
    if not here.draft.profile or (not here.draft.prepares(token) and here.draft.person(token) is None):
        raise Http404
    clauses = sorted(here.book().clauses, key=lambda clause: in_order(clause.no))
    pages = [book.page(clause) for clause in clauses if clause.layer != "floor"]
    floors = [book.page(clause) for clause in clauses if clause.layer == "floor"]
    return render(
        request,
        "portal/founding/bylaws.html",
        {"chapters": book.chapters(pages), "floors": floors, "token": token},
    )


@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember a language, and go back to the page."""
    after = request.GET.get("next", "/")
    if code not in dict(settings.LANGUAGES):
        raise Http404
    safe = after if after.startswith("/f/") else "/"
    return remembered(HttpResponseRedirect(quote(safe, safe="/")), code)


def surroundings(request: HttpRequest) -> dict[str, object]:
    """Give every page of a founding its draft and the languages."""
    draft = founding().draft
    return {
        "draft": draft,
        "rp": founding().policy.rp_id,
        "stay": request.path if request.method == "GET" else "/",
        "tongue": get_language(),
        "tongues": settings.LANGUAGES,
        "org_language": "en",
    }


def _prepare(request: HttpRequest, here: Founding) -> HttpResponse:
    """Choose bylaws and founders, share out the offices, hand out the links, write the act."""
    step, problem = request.POST.get("step", ""), ""
    refusals: tuple[Finding, ...] = ()
    if step == "begin":
        problem = _begin(request, here)
    elif step == "share" and here.draft.people and not here.draft.act:
        problem = _share(request, here)
    elif step == "write" and here.draft.people and not here.draft.keyless and not here.draft.act:
        refusals = here.write()
    elif step == "again":
        here.keep(Draft(here.draft.token, here.draft.url))
    if request.method == "POST" and not problem and not refusals:
        return HttpResponseRedirect(request.path)
    shown = _prepared(here) if here.draft.people else {"books": _books(), "given": request.POST}
    shown = {**shown, "token": here.draft.token, "problem": problem, "refusals": refusals}
    return render(request, "portal/founding/prepare.html", shown, status=400 if problem or refusals else 200)


def _prepared(here: Founding) -> dict[str, Any]:
    return {"title": here.book().title, "seats": list(_seats(here)), "clauses": len(here.book().clauses)}


def _seats(here: Founding) -> Iterator[tuple[str, str, str]]:
    """Give each interim seat: how it is called, apart from the others of its office, and who holds it, id and name."""
    named = {one.member: one.name for one in here.draft.people}
    offices, so_far = interim_seats(here.book()), Counter[str]()
    for office, member in zip(offices, here.draft.holders, strict=True):
        so_far[office] += 1
        name, many = capfirst(plain(office)), offices.count(office)
        told = _("{office}, seat {nth} of {many}").format(office=name, nth=so_far[office], many=many)
        yield told if many > 1 else name, member, named[member]


def _books() -> list[tuple[str, Profile]]:
    found = ((name, load(raw)) for name, raw in profiles().items())
    return [(name, profile) for name, profile in found if isinstance(profile, Profile)]


def _begin(request: HttpRequest, here: Founding) -> str:
    """Take the name, the bylaws and the founders; gives what is wrong with them."""
    name, profile = request.POST.get("name", "").strip(), request.POST.get("profile", "")
    if not 0 < len(name) <= LONGEST:
        return _("Give the organisation a name of at most 200 characters.")
    if profile not in profiles():
        return _("Choose the bylaws to begin with.")
    people = _people(request.POST.get("people", ""))
    if isinstance(people, str):
        return people
    draft = begun(here.draft, profile, name, people)
    found = load(profiles()[profile])
    assert isinstance(found, Profile)
    here.keep(replace(draft, holders=in_turn(found, [one.member for one in draft.people])))
    return ""


def _people(text: str) -> list[tuple[str, str]] | str:
    """Read a founder a line, name and address apart by a comma; gives what is wrong with the first that is none."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not 1 <= len(lines) <= MOST:
        return _("Name between 1 and 60 founders, one on each line.")
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        name, _comma, email = line.rpartition(",")
        person = newcomers.read(name, email)
        if isinstance(person, str):
            return _("Line {number}: {why}").format(number=number, why=person)
        if person.email in found:
            return _("Line {number}: this address stands on another line too.").format(number=number)
        found[person.email] = person.name
    return [(name, email) for email, name in found.items()]


def _share(request: HttpRequest, here: Founding) -> str:
    """Give each office of the first days to a founder."""
    members = {one.member for one in here.draft.people}
    holders = tuple(request.POST.get(f"seat-{i}", "") for i, _ in enumerate(here.draft.holders))
    if not members.issuperset(holders):
        return _("Each office goes to one of the founders.")
    here.keep(replace(here.draft, holders=holders))
    return ""


def _take_part(request: HttpRequest, here: Founding, person: Person) -> HttpResponse:
    """Have a founder make her key, and sign once all have one."""
    problem = ""
    if request.method == "POST":
        step = _key if person.key is None else _sign if here.draft.unsigned else _found
        problem = step(request, here, person)
        if not problem:
            return HttpResponseRedirect(request.path)
    draft = here.draft
    shown = {**_prepared(here), "person": person, "token": person.token, "problem": problem}
    if draft.act:
        shown |= {"bytes": draft.act.decode(), "challenge": challenge(message(draft.act))}
    return render(request, "portal/founding/founder.html", shown, status=400 if problem else 200)


def _key(request: HttpRequest, here: Founding, person: Person) -> str:
    made = read_key(request.POST.get("public", ""))
    if made is None:
        return str(NO_KEY)
    here.keep(with_person(here.draft, replace(person, key=made)))
    return ""


def _sign(request: HttpRequest, here: Founding, person: Person) -> str:
    """Take a signature; with the last one the organisation is founded."""
    said = consent.read(request)
    if said is None or person.key is None or not here.draft.act:
        return _("Your passkey gave no signature.")
    signature = PasskeySignature(person.key.thumbprint, said.authenticator, said.client, said.signature)
    if said.member != person.member or not verify(
        signature, person.key, message(here.draft.act), here.policy
    ):
        return _("The signature is not by the passkey that you made here.")
    here.keep(with_person(here.draft, replace(person, signature=signature)))
    return _found(request, here, person) if not here.draft.unsigned else ""


def _found(_request: HttpRequest, here: Founding, _person: Person) -> str:
    """Enter what all have signed; where the disk failed it, a founder who has signed tries again."""
    refused = here.found()
    if refused:
        return str(refused) if not isinstance(refused, tuple) else "\n".join(map(str, refused))
    settings.BYLAW_FOUNDED()
    return ""
