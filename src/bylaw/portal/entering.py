"""Logging in and out: by a code to the address in the register, or by the passkey that signs in the record."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bylaw.portal import codes, consent, languages
from bylaw.portal.desk import desk
from bylaw.portal.gate import MEMBER, after_leaving, public
from bylaw.portal.limits import CODE, LOG_IN, limited
from bylaw.portal.models import Letter
from bylaw.portal.tidying import TIDYING
from bylaw.record.passkey import challenge

ATTEMPT, NONCE, NEXT = "attempt", "nonce", "next"
LONGEST_ADDRESS = 320
LETTERS = 50


@public
@limited(LOG_IN)
def log_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address, or for a passkey; an address is answered alike whether anybody has it or not."""
    if request.method == "POST":
        address = request.POST.get("email", "")
        if not 3 <= len(address) <= LONGEST_ADDRESS or "@" not in address:
            return _ask(request, _("Type the whole address, like ada@example.org."), address)
        request.session[ATTEMPT] = codes.begin(desk(), address)
        return redirect("/log-in/code/")
    after = request.GET.get("next", "/me/")
    safe = url_has_allowed_host_and_scheme(after, allowed_hosts=None)
    request.session[NEXT] = after if safe and after.startswith("/") else "/me/"
    return _ask(request, "", "")


def _ask(request: HttpRequest, problem: str, address: str) -> HttpResponse:
    request.session[NONCE] = nonce = secrets.token_hex(32)
    shown = {
        "problem": problem,
        "address": address,
        "challenge": challenge(consent.LOG_IN + nonce.encode()),
        "rp": desk().state.identity.rp_id,
        "oidc": getattr(settings, "BYLAW_OIDC", None),
    }
    return render(request, "portal/log-in.html", shown, status=400 if problem else 200)


@public
@limited(CODE)
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and let in whoever types it."""
    attempt = request.session.get(ATTEMPT, "")
    if not attempt:
        return redirect("/log-in/")
    if request.method != "POST":
        return render(request, "portal/code.html")
    member = codes.finish(attempt, request.POST.get("code", ""))
    if not desk().lets_in([member]):
        problem = _(
            "This code is not right, or its ten minutes are over. Ask for a new one if it fails again."
        )
        return render(request, "portal/code.html", {"problem": problem}, status=400)
    return enter(request, member)


@public
@require_POST
@limited(LOG_IN)
def passkey(request: HttpRequest) -> HttpResponse:
    """Let in the member whose passkey signed this session's challenge; a challenge serves once."""
    nonce = request.session.pop(NONCE, "")
    said = consent.read(request)
    key = consent.key_for(desk(), said, consent.LOG_IN + nonce.encode()) if said and nonce else None
    if key is None or not desk().lets_in([key.member]):
        return _ask(
            request, _("This passkey is not registered to a member here. A code by e-mail works too."), ""
        )
    return enter(request, key.member)


def begin(request: HttpRequest, member: str) -> None:
    """Begin a new session: nothing that was known before the log-in is worth anything after it."""
    TIDYING.now_and_then(desk())
    request.session.flush()
    request.session[MEMBER] = member
    rotate_token(request)


def enter(request: HttpRequest, member: str) -> HttpResponse:
    """Begin a new session, and lead her to where she was going, in her language."""
    after = str(request.session.get(NEXT, "/me/"))
    begin(request, member)
    return languages.remembered(redirect(after), languages.of_member(member))


@after_leaving
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    request.session.flush()
    return redirect("/")


@public
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the mails of the demo; where the record's clock is real there is no such page."""
    if not desk().demo:
        raise Http404
    return render(request, "portal/outbox.html", {"letters": Letter.objects.order_by("-id")[:LETTERS]})
