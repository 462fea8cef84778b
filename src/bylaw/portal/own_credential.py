"""A member makes her own voting credential: in her browser, which sends its public half alone.

The half goes with `send-credential`: a commitment into the record, what opens it into the register, for the credential
office. The other half is in no field of any form of this portal.
"""

from __future__ import annotations

import json
import secrets

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from msgspec.structs import replace

from bylaw.acts.secret_ballots.channels import SendCredential
from bylaw.belenios.findings import Refused
from bylaw.belenios.group import named, read_key
from bylaw.people.files import FOLDER
from bylaw.people.own_credentials import GROUP, half_of, identifier, makeable, unit_of
from bylaw.people.person import Opening
from bylaw.people.register import Register
from bylaw.portal import acting, drafts, signing
from bylaw.portal.desk import Desk, desk
from bylaw.portal.drafts import Draft
from bylaw.portal.gate import member_of
from bylaw.record.commitment import SALT
from bylaw.state.elections import Election

HALF = "credential"
"""The one field of the form: the public half."""
SOME = "x"
"""Stands for a public half while the judge is asked beforehand."""


def offered(where: Desk, member: str) -> tuple[Election, ...]:
    """Give the elections for which a member may make her own credential now."""
    open_to_all = (e for e in where.state.elections.all.values() if makeable(where.state, e, where.now()))
    return tuple(e for e in open_to_all if not _draft(where, e, member, SOME).refusals)


def sent_half(where: Desk, election: str, member: str) -> str:
    """Give the public half that a member sent; empty where she sent none, or it is not kept here."""
    if not (where.folder / FOLDER).is_dir():
        return ""
    with Register.open(where.folder / FOLDER) as register:
        return half_of(where.state, register, election, member)


def own_credential(request: HttpRequest, name: str) -> HttpResponse:
    """Let her browser make a credential, and show the act with its public half before she signs it."""
    election, member = desk().state.elections.all.get(name), member_of(request)
    if election is None or not desk().belongs(member):
        raise Http404
    if request.method != "POST" or "edit" in request.POST:
        return _page(request, election, "")
    half = request.POST.get(HALF, "").strip()
    if not _is_half(half):
        return _page(
            request,
            election,
            _("This is no public half of a credential: let this page make one, and send that."),
        )
    found = _draft(desk(), election, member, half)
    return acting.review(request, found, {HALF: half}, request.path)


def _is_half(text: str) -> bool:
    try:
        return bool(read_key(named(GROUP), text))
    except Refused:
        return False


def _draft(where: Desk, election: Election, member: str, half: str) -> Draft:
    """Write the act, and commit to the half here: it looks like a commitment, and a form would take it for one."""
    org, nonce = where.state.identity.org, secrets.token_hex(16)
    opening = Opening(org, nonce, HALF, secrets.token_bytes(SALT), half.encode())
    fields = {"election": election.name, "member": member, HALF: opening.commitment}
    return replace(drafts.of(where, SendCredential, fields, member, nonce), openings=(opening,))


def _page(request: HttpRequest, election: Election, problem: str) -> HttpResponse:
    member = member_of(request)
    unit = unit_of(desk().state, election, member, desk().now())
    facts = {
        "uuid": identifier(desk().state, election, unit),
        "member": member,
        "group": GROUP,
        "sent": sent_half(desk(), election.name, member),
    }
    shown = {
        "election": election,
        "refusals": _draft(desk(), election, member, SOME).refusals,
        "known": signing.known(desk(), member),
        "facts": json.dumps(facts),
        "problem": problem,
    }
    return render(request, "portal/own-credential.html", shown, status=400 if problem else 200)
