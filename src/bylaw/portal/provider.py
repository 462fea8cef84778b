"""Who keeps the organisation's accounts: the address of an OpenID provider, as an operator writes it."""

from __future__ import annotations

from importlib.util import find_spec
from urllib.parse import unquote, urlsplit

from msgspec import Struct

HERE = ("localhost", "127.0.0.1")
"""Where TLS is not asked for."""


class Provider(Struct, frozen=True):
    """Who says which address somebody has, and as whom we ask."""

    issuer: str
    client: str
    secret: str


def provider(url: str) -> Provider | str:
    """Read ``https://client:secret@accounts.example.org/path``; or say what is wrong with it."""
    parts = urlsplit(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
    if not safe or not parts.username or not parts.hostname or parts.query or parts.fragment:
        return "accounts are given like https://client:secret@accounts.example.org/"
    if not all(map(find_spec, ("authlib", "requests"))):
        return "OpenID Connect needs Authlib: pip install 'bylaw[oidc]'"
    place = parts.netloc.rpartition("@")[2]
    issuer = f"{parts.scheme}://{place}{parts.path.rstrip('/')}"
    return Provider(issuer, unquote(parts.username), unquote(parts.password or ""))
