"""Reading keys: with one a member's program reads the files of the record, and nothing else, until she takes it back.

A key is 256 random bits, shown once; what is kept is its SHA-256, whose it is, how it begins, and when it was made.
Times here are the machine's, never the record's.
"""

from __future__ import annotations

import re
import secrets
import time
from hashlib import sha256

from django.db import transaction
from django.http import HttpRequest

from bylaw.portal.desk import desk
from bylaw.portal.models import ReadingKey

DAY = 86_400
LASTS = 90 * DAY
"""For how many seconds a key opens the files of the record."""
MOST = 10
"""Keys of one member at a time."""
SHOWN = 8
"""With how many of its characters a key is told from her others."""
BEARER = re.compile(r"Bearer ([!-~]{1,300})", re.ASCII)


def make(member: str) -> str | None:
    """Give a new key of hers; nothing where she has as many as she may have."""
    with transaction.atomic():
        if len(of(member)) >= MOST:
            return None
        key = secrets.token_urlsafe(32)
        ReadingKey.objects.create(
            digest=_digest(key), member=member, begins=key[:SHOWN], made=int(time.time())
        )
    return key


def of(member: str) -> tuple[ReadingKey, ...]:
    """Give her keys that still open something, the newest first."""
    return tuple(ReadingKey.objects.filter(member=member, made__gt=_oldest()).order_by("-made", "-id"))


def take_back(member: str, begins: str) -> bool:
    """End those keys of hers that begin so, from this moment on; whether there was one."""
    return ReadingKey.objects.filter(member=member, begins=begins).delete()[0] > 0


def shown(request: HttpRequest) -> bool:
    """Whether a request shows a key of somebody who is on the roll now."""
    given = BEARER.fullmatch(request.headers.get("Authorization", ""))
    if given is None:
        return False
    found = ReadingKey.objects.filter(digest=_digest(given[1]), made__gt=_oldest()).first()
    return found is not None and desk().belongs(found.member)


def tidy() -> None:
    """Drop the keys whose days are over."""
    ReadingKey.objects.filter(made__lte=_oldest()).delete()


def _oldest() -> int:
    return int(time.time()) - LASTS


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()
