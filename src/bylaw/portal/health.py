"""The health page: whether this server can do its work, for a monitor that asks each minute. Nothing about anybody."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.db import Error as TableError
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from bylaw.portal.desk import desk
from bylaw.portal.gate import public
from bylaw.portal.post import failing

STALE = 120
"""For how many seconds an entry may wait for a head that covers it."""
ROOM = 256 * 2**20
"""Bytes that are free on the disk of the record at least: a roll of the largest kind, and its journal."""


@public
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """Say how far the served head is behind, and what stands in the way; 503 with any of it."""
    size, served = desk().state.size, desk().announced()
    waits = desk().line(served)
    now = desk().now()
    wrong = {
        "stale": waits is not None and now - waits.entry.at > STALE,
        "clock_jumped": bool(desk().clock.jumped),
        "disk_low": shutil.disk_usage(desk().folder).free < ROOM,
        "read_only": _read_only(desk().folder),
        "mail_failing": failing(),
        "tables_down": not _tables(),
    }
    told = {"entries": size, "served": served, "behind": size - served, **wrong}
    return JsonResponse(told, status=503 if any(wrong.values()) else 200)


def _read_only(folder: Path) -> bool:
    """Whether the disk of a folder takes nothing: Linux mounts one so after a fault."""
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _tables() -> bool:
    """Whether the portal's own tables answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (TableError, OSError):
        return False
    return True
