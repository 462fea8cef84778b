"""What is answered when a request cannot be read, or when the disk or the database fails: words, and never a trace.

Nothing is acknowledged that was not written: whoever sees one of these pages can send the same again.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from functools import wraps

from django.db import DataError
from django.db import Error as TableError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, get_language_from_request, override
from django.utils.translation import gettext as _

from bylaw.people.sealing import Damaged
from bylaw.store.database import StorageError

STORAGE = (OSError, sqlite3.Error, TableError, StorageError)
_PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/portal.css"></head>
<body><main class="wrap"><h1>{title}</h1><p class="lead">{about}</p>
<p><a href="/">{home}</a></p></main></body></html>"""
"""No template and no table stands behind this page: either may be what failed."""


def _spoken(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer in the reader's own language: what fails before it is known leaves that of whoever came before her."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        with override(get_language_from_request(request)):
            response = view(request, *args, **named)
            response.headers["Content-Language"] = get_language() or "en"
            return response

    return answer


@_spoken
def fault(_request: HttpRequest) -> HttpResponse:
    """Answer for a fault: 503 when the disk or the database is at fault, 500 when we are.

    400 where a request says what no table can hold, as PostgreSQL holds no U+0000: to send the same again is no help.
    """
    if isinstance(sys.exc_info()[1], DataError):
        return _not_understood()
    if isinstance(sys.exc_info()[1], STORAGE):
        about = _(
            "The disk or the database could not be written. Nothing was recorded. Send the same again later."
        )
        return _say(_("Out of order"), about, 503)
    if isinstance(sys.exc_info()[1], Damaged):
        return _say(
            _("Out of order"), _("A file of the register cannot be read. The operator has been told."), 503
        )
    return _say(
        _("A fault of this program"), _("Nothing was recorded. The operator finds the fault in the log."), 500
    )


@_spoken
def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """Answer a request that cannot be read: too large, too many fields, another host."""
    return _not_understood()


@_spoken
def forbidden(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """Answer whoever may not."""
    return _say(_("Not allowed"), _("This is not for you."), 403)


@_spoken
def missing(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """Answer where there is no page."""
    return _say(*no_page(), 404)


@_spoken
def no_token(_request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's
    """Answer a form that does not come from a page of ours."""
    return _say(*stray_form(), 403)


def no_page() -> tuple[str, str]:
    """Give title and words for a page that there is not."""
    return _("Page not found"), _("There is no page here, or none for you. The address may be mistyped.")


def form_only() -> tuple[str, str]:
    """Give title and words for an address that takes a form, opened as if it were a page."""
    return _("Not a page"), _(
        "Something is sent to this address, and nothing is shown here. Go back to the page with the form."
    )


def stray_form() -> tuple[str, str]:
    """Give title and words for a form that does not come from a page of ours."""
    return _("Nothing was done"), _(
        "The form was not sent from a page of this site, or the page was open too long."
    )


def _not_understood() -> HttpResponse:
    return _say(_("Not understood"), _("The request is too large, malformed, or for another site."), 400)


def _say(title: str, about: str, status: int) -> HttpResponse:
    return HttpResponse(
        _PAGE.format(title=title, about=about, home=_("To the first page"), language=get_language() or "en"),
        status=status,
    )
