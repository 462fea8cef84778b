"""Papers as a browser gets them, and what stands on them as pdftotext reads it."""

from __future__ import annotations

import re
import subprocess
from urllib.parse import urlencode
from urllib.request import Request

from tests.portal.intruder import token
from tests.portal.stage import Client


def paper(client: Client, path: str) -> bytes:
    """Fetch a paper."""
    with client._opener.open(client.url + path) as found:
        return found.read()


def paper_for(client: Client, path: str, fields: dict[str, str]) -> bytes:
    """Fetch a paper for which a form asks."""
    body = urlencode({**fields, "csrfmiddlewaretoken": token(client)}).encode()
    with client._opener.open(Request(client.url + path, body)) as found:
        return found.read()


def words_on(raw: bytes) -> str:
    """Read what stands on a paper, line by line as it is printed."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=raw, capture_output=True, check=True)
    return done.stdout.decode()


def tongue_of(raw: bytes) -> str:
    """Give the language in which a screen reader reads a paper."""
    found = re.search(rb"/Lang \(([^)]*)\)", raw)
    return found[1].decode("ascii") if found else ""
