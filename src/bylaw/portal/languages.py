"""The languages of this site: which one a reader has chosen, and in which one a member gets her mail.

The choice stands in a cookie, and for a member beside her id in the portal's own tables; the record knows neither.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from bylaw.portal.desk import desk
from bylaw.portal.gate import member_of, public
from bylaw.portal.models import Preference

YEAR = 365 * 86_400


@public
@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Remember a language, and go back to where the reader was."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    after = request.GET.get("next", "/")
    safe = after.startswith("/") and url_has_allowed_host_and_scheme(after, allowed_hosts=None)
    member = member_of(request)
    if member:
        Preference.objects.update_or_create(member=member, defaults={"language": code})
    return remembered(redirect(after if safe else "/"), code)


def remembered(response: HttpResponse, code: str) -> HttpResponse:
    """Have the browser remember a language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def of_member(member: str) -> str:
    """Give the language that a member chose; if she chose none, that of whoever is being answered."""
    return _chosen(member) or translation.get_language() or settings.LANGUAGE_CODE


def for_mail(member: str) -> str:
    """Give the language for a mail that somebody else caused: the member's choice, or else that of the bylaws."""
    ours = desk().state.identity.language.partition("-")[0]
    spoken = ours if ours in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return _chosen(member) or spoken


def _chosen(member: str) -> str:
    found = Preference.objects.filter(member=member).first()
    return found.language if found and found.language in dict(settings.LANGUAGES) else ""
