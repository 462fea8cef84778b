"""Public pages are made once for each head: kept while nothing was taken in, for at most a minute of the clock.

A page is kept for readers without a session only, under all that it depends on: its address, the languages asked for,
how many entries there are, and the minute. Whoever shows the tag of what she has is told that it has not changed.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from hashlib import blake2b

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from msgspec import Struct

from bylaw.portal.desk import desk
from bylaw.portal.gate import Next, View
from bylaw.portal.herald import announce

MOST, LARGEST = 400, 400_000
"""How many pages are kept, and of how many bytes at most."""
MINUTE = 60
OF_CONTENT = frozenset({"Content-Type", "Content-Length", "Content-Language"})


class Page(Struct, frozen=True):
    """A page that was made: its bytes, what its headers say, its tag, and its address's pattern."""

    content: bytes
    headers: dict[str, str]
    tag: str
    route: str


class Kept:
    """Answer from what was made before, where the view says that everybody gets the same."""

    def __init__(self, get_response: Next) -> None:
        self._next = get_response
        self._pages: OrderedDict[tuple[object, ...], Page] = OrderedDict()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Follow the record, then answer."""
        if desk().follow():
            announce()
        if request.method not in {"GET", "HEAD"} or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return self._next(request)
        key = _key(request)
        page = self._pages.get(key) or self._made(request, key)
        return page if isinstance(page, HttpResponseBase) else _answer(request, page)

    def _made(self, request: HttpRequest, key: tuple[object, ...]) -> Page | HttpResponseBase:
        response = self._next(request)
        if not isinstance(response, HttpResponse) or not _same_for_all(request, response):
            return response
        tag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
        match = request.resolver_match
        page = Page(response.content, dict(response.headers.items()), tag, match.route if match else "")
        self._pages[key] = page
        if len(self._pages) > MOST:
            self._pages.popitem(last=False)
        return page


def same_for_all(view: View) -> View:
    """Mark a view whose page depends on the record, the clock and the reader's language alone."""
    view.same_for_all = True  # type: ignore[attr-defined] # a mark on a function
    return view


def _key(request: HttpRequest) -> tuple[object, ...]:
    languages = (
        request.headers.get("Accept-Language", "")[:200],
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
    )
    moment = desk().now(), int(time.time()) // MINUTE
    minute = moment[1] if desk().state.identity.clock == "real" else moment[0]
    return (
        request.get_full_path(),
        request.get_host(),
        languages,
        desk().state.size,
        desk().announced(),
        minute,
        desk().closed_by is None,
    )


def _same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether a page may be kept: its view says so and takes nothing back, it was found, and it sets no cookie."""
    match = request.resolver_match
    marked = match is not None and getattr(match.func, "same_for_all", False)
    plain = response.status_code == 200 and not response.cookies
    lasts = response.headers.get("Cache-Control") != "no-store"
    return bool(marked and plain and lasts) and len(response.content) <= LARGEST


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    known = page.tag in request.headers.get("If-None-Match", "")
    fresh = HttpResponseNotModified() if known else HttpResponse(page.content)
    for name, value in page.headers.items():
        if not known or name not in OF_CONTENT:
            fresh.headers[name] = value
    fresh.headers["ETag"] = page.tag
    fresh.headers["Vary"] = "Accept-Language, Cookie"
    fresh.headers.setdefault("Cache-Control", "no-cache")
    request.route = page.route  # type: ignore[attr-defined] # for the journal: no resolver runs here
    return fresh
