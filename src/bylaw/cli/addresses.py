"""Addresses at which an organisation is served."""

from urllib.parse import urlsplit

from bylaw.cli.shell import fail


def host_of(url: str) -> str:
    """Give the host that passkeys are bound to; ends where a browser would bind none to it."""
    parts = urlsplit(url)
    bare = url.rstrip("/") == f"{parts.scheme}://{parts.netloc}"
    good = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname == "localhost")
    if url and not (bare and good and parts.hostname and not parts.hostname.replace(".", "").isdigit()):
        fail(f"--url {url}: write https://host or http://localhost:port, without a path")
    return parts.hostname or ""
