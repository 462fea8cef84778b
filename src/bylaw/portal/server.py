"""The server: one process, one worker thread, the portal's own tables beside the record, on this machine only."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

import django
from django.conf import settings as configured
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from waitress.server import create_server

from bylaw.portal.desk import open_desk
from bylaw.portal.herald import herald
from bylaw.portal.mail_server import settings_of
from bylaw.portal.settings import settings
from bylaw.record.broken import Broken
from bylaw.store.organisation import write_secret
from bylaw.store.witness_client import WitnessClient

KEY = "portal.key"
"""The secret under which sessions are signed; for the operator alone."""


def serve(
    folder: Path,
    port: int,
    ready: Callable[[str], None],
    witnesses: Sequence[WitnessClient] = (),
    mail: str = "",
) -> Broken | None:
    """Serve the organisation in a folder on this machine until interrupted; `ready` is told the address.

    Heads are published once the witnesses that the record asks for have cosigned them. Gives why it cannot: no
    organisation there, a stale file, or a port that is taken.
    """
    desk = open_desk(folder)
    if isinstance(desk, Broken):
        return desk
    post = settings_of(mail) if mail else {}
    if isinstance(post, str):
        return Broken("shape", post)
    own = herald(desk, witnesses)
    configured.configure(**settings(desk, _secret(folder)), **post, BYLAW_HERALD=own, BYLAW_MAIL=bool(post))
    django.setup()
    call_command("migrate", verbosity=0)
    try:
        server = create_server(
            get_wsgi_application(),
            host="127.0.0.1",
            port=port,
            threads=1,
            ident="",
            max_request_body_size=1_000_000,
            channel_timeout=30,
        )
    except OSError as fault:
        return Broken("storage", f"port {port}: {fault.strerror}; choose another with --port")
    own.announce()
    ready(f"http://localhost:{server.effective_port}/")
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    return None


def _secret(folder: Path) -> str:
    path = folder / KEY
    if not path.exists():
        write_secret(path, secrets.token_hex(32).encode())
    return path.read_text("ascii")
