"""Sealed case files in a browser: a holder's halves and what they open, never a key; each look is told first.

The key of a file is made of two halves in the browser of whoever reads, from key files that never leave it. This server
gives out what it could not open itself, and notes who asked, with whom, and why.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe
from msgspec import Struct

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.people.shares import sealing_key
from bylaw.people.vault import NotTogether, Vault
from bylaw.portal.desk import Desk, builtins, desk
from bylaw.portal.gate import after_leaving, member_of
from bylaw.portal.looking import LONGEST, because

OF_A_LOAN = 500
"""Of the reason for which a half was lent."""


class Pair(Struct, frozen=True):
    """Another holder with whom a file opens: both halves, each sealed to its holder, and the key to seal to her."""

    with_: str
    name: str
    mine: str
    theirs: str
    key: str


def holders(where: Desk, case: str) -> tuple[str, ...]:
    """Give who holds something of the key of a case's file; nobody where there is no file."""
    if not (where.folder / FOLDER).is_dir():
        return ()
    with Register.open(where.folder / FOLDER) as register:
        try:
            return register.vault.holders(case)
        except KeyError:
            return ()


@after_leaving
@require_safe
def sealed(request: HttpRequest, name: str) -> HttpResponse:
    """Show a holder what is in the file, and give her browser what it needs to open it."""
    member = _holder(request, name)
    with Register.open(desk().folder / FOLDER) as register:
        vault = register.vault
        pairs = list(_pairs(vault, name, member))
        documents = [(each.commitment, desk().called(each.about)) for each in vault.documents(name)]
        public = _coded(vault.public(name))
    told = [{**builtins(pair), "with": pair.with_} for pair in pairs]
    shown = {
        "case": name,
        "pairs": pairs,
        "without": _without(desk(), name),
        "documents": documents,
        "facts": json.dumps({"case": name, "me": member, "public": public, "pairs": told}),
    }
    return render(request, "portal/halves.html", shown)


def _holder(request: HttpRequest, name: str) -> str:
    """Give the member who asks; to whom holds nothing of this file, there is no such page."""
    member = member_of(request)
    if member not in holders(desk(), name):
        raise Http404
    return member


def _without(where: Desk, name: str) -> list[str]:
    """Name who judges or is a party and holds nothing: for want of a key, or come after the file was made."""
    case, held = where.state.cases.all[name], holders(where, name)
    concerned = (*where.state.cases.panels[name], *filter(None, (case.charged, case.accuser)))
    return [where.called(member) for member in concerned if member not in held]


def _pairs(vault: Vault, case: str, member: str) -> Iterator[Pair]:
    for other in vault.holders(case):
        try:
            mine, theirs = vault.half(case, member, other), vault.half(case, other, member)
        except NotTogether:  # herself, and another party
            continue
        yield Pair(other, desk().called(other), _coded(mine.box), _coded(theirs.box), _key(desk(), other))


def _key(where: Desk, member: str) -> str:
    """Give the key to which a half is lent to a member; empty where she has none that can open it."""
    keys = (sealing_key(held.key) for held in where.state.keys.of(member, where.now()))
    return _coded(next((key for key in keys if key), b""))


def _coded(raw: bytes) -> str:
    return b64encode(raw).decode()


@after_leaving
@require_POST
def read(request: HttpRequest, name: str) -> JsonResponse:
    """Give a document as it is sealed to its file; that two holders look, and why, is logged before it is given."""
    member, given = _holder(request, name), request.POST
    other, why = given.get("with", ""), given.get("why", "").strip()[:LONGEST]
    lent = given.get("lent", "").strip()[:OF_A_LOAN]
    paper = given.get("paper", "")
    with Register.open(desk().folder / FOLDER) as register:
        if not why or paper not in {each.commitment for each in register.vault.documents(name)}:
            raise Http404
        told = because(f"{why}; lent: {lent}" if lent else why)
        try:
            box = register.vault.sealed(paper, (member, other), told)
        except NotTogether as fault:
            raise Http404 from fault
    return JsonResponse({"box": _coded(box)})
