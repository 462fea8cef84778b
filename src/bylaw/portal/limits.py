"""How often one may ask: numbers that the deployment page states, counted in memory, forgotten with their window.

Who asks is known here by a digest under a key that lives as long as the process; nothing of it is written anywhere.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from msgspec import Struct

from bylaw.portal.gate import View, member_of
from bylaw.portal.sentences import marked

MOST_KNOWN = 50_000
"""After how many askers the windows that are over are swept out, once a second at most."""


class Limit(Struct, frozen=True):
    """At most this many requests in a window of so many seconds, for each asker."""

    name: str
    most: int
    seconds: int


LOG_IN = Limit(marked("log-ins"), 300, 600)
"""From one network address: a hall of members may stand behind one."""
CODE = Limit(marked("codes typed"), 300, 600)
APPLY = Limit(marked("applications"), 60, 3600)
KEY = Limit(marked("log-ins of programs, and challenges for them"), 600, 600)
HAND_IN = Limit(marked("acts handed in by programs"), 6000, 60)
CAST = Limit(marked("ballots"), 30, 600)
"""By one member: whoever changes her mind may vote again, and again."""
LIMITS = (LOG_IN, CODE, KEY, APPLY, HAND_IN, CAST)


class Windows:
    """How often each asker came in the present window of each limit."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._seen: dict[tuple[str, bytes], tuple[int, int]] = {}
        self._swept = -1

    def wait(self, limit: Limit, who: str, now: int) -> int:
        """Count one request; gives for how many seconds the asker must wait, 0 if she need not."""
        if len(self._seen) > MOST_KNOWN and now > self._swept:
            self._seen = {each: seen for each, seen in self._seen.items() if seen[0] > now}
            self._swept = now
        place = (limit.name, blake2b(who.encode(), key=self._key, digest_size=16).digest())
        ends, count = self._seen.get(place, (0, 0))
        if ends <= now:
            ends, count = now + limit.seconds, 0
        self._seen[place] = (ends, count + 1)
        return 0 if count < limit.most else ends - now


WINDOWS = Windows()


def address(request: HttpRequest) -> str:
    """The network address that asks, as the server or its trusted proxy says; of IPv6 the half that names a network.

    Whoever has one such address has all 2^64 of its network, and could come from another each time.
    """
    told = str(request.META.get("REMOTE_ADDR", ""))
    try:
        found = ip_address(told.partition("%")[0])
    except ValueError:
        return told
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(ip_network((int(found), 64), strict=False))
    return told


def limited(limit: Limit, who: Callable[[HttpRequest], str] = address) -> Callable[[View], View]:
    """Let a view be posted to so often by one asker; beyond that the answer is 429, and says when to come again."""

    def around(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
            posts = request.method == "POST"
            wait = WINDOWS.wait(limit, who(request), int(time.monotonic())) if posts else 0
            return _too_many(request, limit, wait) if wait else view(request, *args, **named)

        return counted

    return around


by_member = member_of
"""Count by the member who is logged in."""


def words(limit: Limit, wait: int) -> str:
    """Say the limit, and when to come again."""
    return _("At most {most} {things} in {minutes} minutes; try again in {wait} seconds.").format(
        most=limit.most, things=_(limit.name), minutes=limit.seconds // 60, wait=wait
    )


def _too_many(request: HttpRequest, limit: Limit, wait: int) -> HttpResponseBase:
    about, later = words(limit, wait), {"Retry-After": str(wait)}
    if limit is CAST:
        return JsonResponse({"problem": about}, status=429, headers=later)
    shown = {"title": _("Too often"), "about": about}
    found = render(request, "portal/problem.html", shown, status=429)
    found.headers["Retry-After"] = str(wait)
    return found
