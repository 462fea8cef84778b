"""What an intruder does that no browser would: bare requests, bare sockets, and looks into the tables."""

from __future__ import annotations

import re
import secrets
import socket
import sqlite3
from base64 import b64encode
from contextlib import closing, suppress
from urllib.request import Request

from bylaw.record.signing import message
from bylaw.store.authenticator import SoftPasskey
from tests.portal.stage import Answer, Client, Site
from tests.portal.test_acting import shown_act


def token(client: Client, page: str = "/me/") -> str:
    """The token of a page's forms."""
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(page).text)[1]


def send(client: Client, path: str, body: bytes, **headers: str) -> Answer:
    """Post a body with any headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client._ask(Request(client.url + path, body, named))


def cookie(client: Client, name: str) -> str:
    return next((each.value for each in client.jar if each.name == name), "")


def tables(site: Site) -> closing:
    return closing(sqlite3.connect(site.folder / "portal.sqlite", timeout=20))


def size(client: Client) -> int:
    return int(re.search(r"(\d+) entries", client.get("/").text)[1])


def bare(site: Site, raw: bytes, wait: float = 20) -> bytes:
    """Send bytes to the server; gives the first line of the answer."""
    with socket.create_connection(("127.0.0.1", int(site.url.rpartition(":")[2])), timeout=wait) as line:
        with suppress(BrokenPipeError, ConnectionResetError):  # it has answered and hung up before the end
            line.sendall(raw)
        return line.recv(65536).partition(b"\r\n")[0]


def application(
    client: Client, name: str, email: str, origin: str, **more: str
) -> tuple[Answer, dict[str, str]]:
    """Fill in an application with a new passkey; gives the page to sign, and what to post to sign it."""
    key = SoftPasskey(secrets.token_bytes(32), "localhost", origin)
    member = re.search(r'data-member="([0-9a-f]{32})"', client.get("/apply/").text)[1]
    point = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
    fields = {"name": name, "email": email, "body": "root", "cls": "ordinary", **more}
    raw = b64encode(point + _point(key)).decode()
    review = client.post("/apply/", {**fields, "public": raw}, "/apply/")
    if review.status != 200:
        return review, {}
    act = shown_act(review.text)
    signed = key.sign(message(act.encode()))
    parts = {"authenticator": signed.authenticator, "client": signed.client, "signature": signed.signature}
    said = {name: b64encode(part).decode() for name, part in parts.items()}
    return review, {"act": act, "user": b64encode(bytes.fromhex(member)).decode(), **said}


def _point(key: SoftPasskey) -> bytes:
    """The two coordinates of a passkey's point, out of its COSE key."""
    return key.key.public[-67:-35] + key.key.public[-32:]
