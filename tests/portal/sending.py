"""Forms with files, as a browser sends them."""

from __future__ import annotations

import html
import io
import re
import uuid
from urllib.request import Request

from tests.portal.intruder import token
from tests.portal.stage import Answer, Client


def send(client: Client, address: str, fields: dict[str, str], files: dict[str, bytes]) -> Answer:
    """Post fields and files, with the token of the member's own page."""
    mark, body = uuid.uuid4().hex, io.BytesIO()
    for name, value in {"csrfmiddlewaretoken": token(client), **fields}.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        body.write(f"{head}{value}\r\n".encode())
    for name, content in files.items():
        head = f'Content-Disposition: form-data; name="{name}"; filename="../<x>.exe"\r\nContent-Type: text/html\r\n\r\n'
        body.write(f"--{mark}\r\n{head}".encode() + content + b"\r\n")
    body.write(f"--{mark}--\r\n".encode())
    kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
    return client._ask(Request(client.url + address, body.getvalue(), kind))


def slip(client: Client, page: str) -> str:
    """The address with room for a file that the form on a page sends to."""
    found = re.search(r'action="([^"]+\?room=[^"]+)"', client.get(page).text)
    return html.unescape(found[1]) if found else page
