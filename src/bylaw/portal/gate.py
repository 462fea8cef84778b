"""Before every page: strict headers, and nobody enters who has not logged in, unless the page says it is public."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bylaw.portal.desk import desk
from bylaw.portal.faults import form_only, no_page, stray_form

View = Callable[..., HttpResponseBase]
Next = Callable[[HttpRequest], HttpResponseBase]

MEMBER = "member"
"""Where the session keeps the id of the member who logged in."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing from elsewhere, no frames."""


STRICT = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""On every answer, whatever went wrong before it; a view may say less strictly what it needs."""


def public(view: View) -> View:
    """Mark a view that anybody may ask for."""
    view.public = True  # type: ignore[attr-defined] # a mark on a function
    return view


def after_leaving(view: View) -> View:
    """Mark a view that who has left the roll may still ask for: it shows nothing but what concerns herself."""
    view.after_leaving = True  # type: ignore[attr-defined] # a mark on a function
    return view


def member_of(request: HttpRequest) -> str:
    """Give the id of the member who is logged in; empty when nobody is."""
    found = request.session.get(MEMBER, "")
    return found if isinstance(found, str) else ""


class DefaultDeny:
    """Send whoever is not logged in to the log-in page, except from pages marked `public`."""

    def __init__(self, get_response: Next) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on; `process_view` decides."""
        return self._next(request)

    @staticmethod
    def process_view(
        request: HttpRequest, view: View, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let through what is public, and members; who left the roll gets what concerns herself, and nothing else."""
        member = member_of(request)
        if member and not desk().belongs(member):
            if desk().left(member):
                return (
                    None if _open_to_all(request, view) or hasattr(view, "after_leaving") else _gone(request)
                )
            request.session.flush()
            member = ""
        if member or _open_to_all(request, view):
            return None
        return redirect(f"/log-in/?{urlencode({'next': request.get_full_path()})}")


def _open_to_all(request: HttpRequest, view: View) -> bool:
    return getattr(view, "public", False) or _for_programs(request)


def _gone(request: HttpRequest) -> HttpResponse:
    """Answer who has left the roll and asks for what is for members."""
    about = _("This is for members. Your own case, your data and the public pages stay open to you.")
    return _problem(request, (_("Not for you"), about), 403)


def _for_programs(request: HttpRequest) -> bool:
    """Whether this goes to the API, which denies by default itself and answers 401 where a page sends to the log-in."""
    return request.resolver_match is not None and request.resolver_match.namespace == "api"


def headers(get_response: Next) -> Next:
    """Give every answer the policy; pages for one person are kept by nobody."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in STRICT.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def form_for_page(get_response: Next) -> Next:
    """Answer with a page who opens, by a bookmark or by going back, an address that only takes a form."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        if _for_programs(request):
            return response
        page = _problem(request, form_only(), HTTPStatus.METHOD_NOT_ALLOWED)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return answer


def surroundings(request: HttpRequest) -> dict[str, object]:
    """Give every template the organisation, and who is logged in."""
    identity = desk().state.identity
    return {
        "org": identity,
        "me": member_of(request),
        "demo": desk().demo,
        "size": desk().state.size,
        "closed_by": desk().closed_by,
        "here": request.path,
        "stay": request.path if request.method == "GET" else "/",
        "tongue": get_language(),
        "tongues": settings.LANGUAGES,
        "org_language": identity.language,
    }


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Answer a form that does not come from a page of ours."""
    return _problem(request, stray_form(), 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Answer for a page that there is not."""
    return _problem(request, no_page(), 404)


def _problem(request: HttpRequest, words: tuple[str, str], status: int) -> HttpResponse:
    """Answer with a title and what it is about."""
    title, about = words
    return render(request, "portal/problem.html", {"title": title, "about": about}, status=status)
