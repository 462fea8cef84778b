"""Log-in by OpenID Connect: the organisation's own accounts say which verified address of mail somebody has.

An account is matched with a member by the address in the register, letter by letter in ASCII: one that merely looks
alike is nobody's. It opens a session and nothing else; acts and ballots need the member's own key and credential.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bylaw.portal.desk import desk
from bylaw.portal.entering import enter
from bylaw.portal.gate import public
from bylaw.portal.provider import Provider
from bylaw.portal.turn import aside

BACK = "/log-in/oidc/back/"
SECONDS = 5
"""How long the provider may take to answer."""


@cache
def _client() -> Any:
    """Give the client: code flow with PKCE, state and nonce; it checks the token's signature, issuer and audience."""
    found = getattr(settings, "BYLAW_OIDC", None)
    if not isinstance(found, Provider):
        raise Http404
    from authlib.integrations.django_client import OAuth  # noqa: PLC0415 - an extra that few install

    return OAuth().register(
        "members",
        client_id=found.client,
        client_secret=found.secret,
        server_metadata_url=f"{found.issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid email",
            "code_challenge_method": "S256",
            "default_timeout": SECONDS,
        },
    )


@public
@require_safe
def ask(request: HttpRequest) -> HttpResponseBase:
    """Send somebody to the provider."""
    client, where = _client(), next(iter(desk().state.identity.origins), "")
    try:
        with aside():
            sent: HttpResponseBase = client.authorize_redirect(request, f"{where}{BACK}")
    except Exception as fault:  # noqa: BLE001 - a library of others, and a network
        return _not(request, type(fault).__name__)
    return sent


@public
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Let in the one member who has the address that the provider verified."""
    client = _client()
    try:
        with aside():
            token = client.authorize_access_token(request)
    except Exception as fault:  # noqa: BLE001 - a library of others, and a network
        return _not(request, type(fault).__name__)
    told = token.get("userinfo") or {}
    members = _members(str(told.get("email", ""))) if told.get("email_verified") is True else []
    return enter(request, members[0]) if len(members) == 1 else _not(request, "")


def _members(email: str) -> list[str]:
    """Give the members who may log in and have exactly this address; capital letters do not count."""
    found = desk().reachable_by(email) if email.isascii() else []
    return desk().lets_in(member for member, person in found if person.email.lower() == email.lower())


def _not(request: HttpRequest, fault: str) -> HttpResponse:
    about = _("No single member here has the address that your account shows. A code by e-mail works too.")
    if fault:
        about = _(
            "Your accounts did not answer as they should ({fault}). A code by e-mail works too."
        ).format(fault=fault)
    return render(request, "portal/problem.html", {"title": _("Not logged in"), "about": about}, status=400)
