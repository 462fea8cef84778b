"""Serving a founding until it is done; then this process goes on as the server of what was founded."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.conf import settings as configured
from django.core.wsgi import get_wsgi_application
from msgspec import Struct
from waitress.server import create_server

from bylaw.portal.founding.under_way import Founding, enter
from bylaw.portal.journal import logging_to
from bylaw.portal.settings import TONGUES, cookies, templates, transport
from bylaw.portal.turn import in_turn
from bylaw.record.broken import Broken

GRACE = 0.5
"""Seconds in which the last answer reaches its reader."""
LARGEST_REQUEST = 100_000


class Place(Struct, frozen=True):
    """Where an organisation is founded: its folder, the port and address of its site, and the name of its log."""

    folder: Path
    port: int
    url: str
    origin: str


def serve(place: Place, ready: Callable[[str], None], founded: Callable[[], None]) -> Broken | None:
    """Serve the founding in a folder; ``ready`` is told the link of whoever prepares it, ``founded`` takes over."""
    here = enter(place.folder, place.url, place.origin)
    if isinstance(here, Broken):
        return here
    if here.founded:  # the machine stopped between the entry and the register
        refused = here.found()
        if isinstance(refused, Broken):
            return refused
        founded()
        return None
    configured.configure(**settings(here, founded))
    django.setup()
    try:
        server = create_server(
            in_turn(get_wsgi_application()), host="127.0.0.1", port=place.port, threads=4, ident="",
            max_request_body_size=LARGEST_REQUEST, channel_timeout=30,
        )  # fmt: skip
    except OSError as fault:
        return Broken("storage", f"port {place.port}: {fault.strerror}; choose another with --port")
    ready(f"{place.url}/f/{here.draft.token}/")
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    return None


def settings(here: Founding, founded: Callable[[], None]) -> dict[str, Any]:
    """Give what Django is told: no tables, no sessions, no accounts; who has a link takes part."""
    secure = here.draft.url.startswith("https://")
    return {
        "BYLAW_FOUNDING": here,
        "BYLAW_FOUNDED": lambda: threading.Timer(GRACE, founded).start(),
        "SECRET_KEY": secrets.token_hex(32),
        "DEBUG": False,
        "ALLOWED_HOSTS": sorted({"localhost", here.policy.rp_id}),
        "ROOT_URLCONF": "bylaw.portal.founding.urls",
        "INSTALLED_APPS": ["bylaw.portal"],
        "MIDDLEWARE": [
            "bylaw.portal.gate.headers",
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
        ],
        "TEMPLATES": [templates("bylaw.portal.founding.views.surroundings")],
        **TONGUES,
        "LOGGING": logging_to(""),
        "DATA_UPLOAD_MAX_MEMORY_SIZE": LARGEST_REQUEST,
        **cookies(secure=secure),
        "CSRF_FAILURE_VIEW": "bylaw.portal.faults.no_token",
        **transport(secure=secure),
    }
