"""Room for a large file: only an address that this site gave out lately, to a member, may be sent more than a form.

The address carries a slip: the member's id under the server's own key, with the time. The server reads it before the
file, so that nobody else can fill the disk with requests that are refused in the end.
"""

from __future__ import annotations

from copy import copy
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.core import signing

NAME, SALT = "room", "bylaw.room"
HOURS = 12 * 3600
LARGEST_FILE = 64 * 2**20
"""Bytes of the largest file that this site takes."""
ROOM = LARGEST_FILE + 2**20
"""Bytes of a request that brings one."""


def with_room(path: str, member: str) -> str:
    """Give the address of a form with which a member may send a file."""
    return f"{path}?{urlencode({NAME: signing.TimestampSigner(salt=SALT).sign(member)})}"


def has_room(query: str) -> bool:
    """Whether an address carries a slip that is good."""
    slips = parse_qs(query[:400]).get(NAME, ())
    try:
        return bool([signing.TimestampSigner(salt=SALT).unsign(slip, max_age=HOURS) for slip in slips[:1]])
    except signing.BadSignature:
        return False


def roomy(limits: Any) -> Any:
    """Give a server's limits with the one for requests raised."""
    found = copy(limits)
    found.max_request_body_size = ROOM
    return found
