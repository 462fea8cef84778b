"""The address of a mail server, as an operator writes it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
"""How a mail server is reached, and at which port unless the address says another."""
SECONDS = 20


def settings_of(url: str) -> dict[str, Any] | str:
    """Read ``smtp+tls://user:password@host:port?from=post@example.org``; or say what is wrong with it."""
    parts = urlsplit(url)
    sender = parse_qs(parts.query).get("from", [""])[0]
    if parts.scheme not in PORTS or not parts.hostname or "@" not in sender:
        return "a mail address is like smtp+tls://user:password@host:587?from=post@example.org (or smtps, or smtp)"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": SECONDS,
        "DEFAULT_FROM_EMAIL": sender,
    }
