"""The server: one process, one request at a time, the portal's own tables beside the record, on this machine only."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import django
from django.conf import settings as configured
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import Error as TableError
from msgspec import Struct
from waitress.server import create_server

from bylaw.portal import search
from bylaw.portal.arrival import stamp
from bylaw.portal.desk import Desk, open_desk
from bylaw.portal.herald import herald
from bylaw.portal.journal import logging_to
from bylaw.portal.mail_server import settings_of
from bylaw.portal.provider import provider
from bylaw.portal.settings import settings
from bylaw.portal.tables import tables
from bylaw.portal.turn import in_turn
from bylaw.record.broken import Broken
from bylaw.rules.clause import Provision
from bylaw.store.files import write_secret
from bylaw.store.witness_client import WitnessClient

KEY = "portal.key"
"""The secret under which sessions are signed; for the operator alone."""
THREADS = 16
"""How many voters can stand at the boxes at once; everything else is done one after another (see `turn`)."""
LARGEST_REQUEST = 1_000_000
"""Bytes of a request; what is longer is answered 413 before it is read to its end."""


class Service(Struct, frozen=True):
    """What is served, and by what means; what is empty is left out.

    ``mail`` is the address of a mail server, ``database`` that of PostgreSQL, ``log`` the file that gets a line for
    each request, ``oidc`` who keeps the organisation's accounts.
    """

    folder: Path
    port: int
    witnesses: tuple[WitnessClient, ...] = ()
    mail: str = ""
    database: str = ""
    log: str = ""
    oidc: str = ""


def serve(service: Service, ready: Callable[[str, Provision | None], None]) -> Broken | None:
    """Serve the organisation in a folder on this machine until interrupted.

    `ready` is told the address, and the clause by which members alone are given entries, if there is one.

    Heads are published once the witnesses that the record asks for have cosigned them. Gives why it cannot: no
    organisation there, a stale file, or a port that is taken. What is written beside the record no other account can
    read.
    """
    os.umask(0o077)
    desk = open_desk(service.folder)
    if isinstance(desk, Broken):
        return desk
    means = _means(service)
    if isinstance(means, Broken):
        return means
    own = herald(desk, service.witnesses)
    configured.configure(**{**settings(desk, _secret(service.folder)), **means, "BYLAW_HERALD": own})
    django.setup()
    from bylaw.portal import post  # noqa: PLC0415 - tables can be named once Django is set up
    from bylaw.portal.tidying import TIDYING  # noqa: PLC0415 - as above

    try:
        call_command("migrate", verbosity=0)
        TIDYING.now_and_then(desk)
        post.resume()
    except (TableError, OSError, sqlite3.Error) as fault:
        return Broken("storage", f"the portal's own tables: {str(fault).strip()}")
    try:
        server = _server(desk, service.port)
    except OSError as fault:
        return Broken("storage", f"port {service.port}: {fault.strerror}; choose another with --port")
    own.announce()
    Thread(target=search.follow, args=(desk,), name="search", daemon=True).start()
    ready(f"http://localhost:{server.effective_port}/", desk.closed_by)
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    post.close()
    return None


def _means(service: Service) -> dict[str, Any] | Broken:
    """Give the settings for mail, tables and log."""
    post = settings_of(service.mail) if service.mail else {}
    kept = tables(service.folder, service.database)
    accounts = provider(service.oidc) if service.oidc else None
    for found in (post, kept, accounts):
        if isinstance(found, str):
            return Broken("shape", found)
    assert not isinstance(post, str)
    log = logging_to(service.log)
    own = {"BYLAW_MAIL": bool(post), "BYLAW_OIDC": accounts}
    return {**post, **own, "DATABASES": {"default": kept}, "LOGGING": log}


def _server(desk: Desk, port: int) -> Any:
    """Listen. Where people come over TLS, the proxy on this machine is believed about who asks."""
    secure = any(origin.startswith("https://") for origin in desk.state.identity.origins)
    proxy: dict[str, Any] = {
        "trusted_proxy": "127.0.0.1",
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }
    server = create_server(
        in_turn(get_wsgi_application()),
        host="127.0.0.1",
        port=port,
        threads=THREADS,
        ident="",
        max_request_body_size=LARGEST_REQUEST,
        channel_timeout=30,
        **(proxy if secure else {}),
    )
    stamp(server)
    return server


def _secret(folder: Path) -> str:
    path = folder / KEY
    if not path.exists():
        write_secret(path, secrets.token_hex(32).encode())
    return path.read_text("ascii")
