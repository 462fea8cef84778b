"""A union local after its year, served by a process of its own; and a plain client without a browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from bylaw.cli.demo import SEED
from bylaw.rehearsal import year as whole_year
from bylaw.rehearsal.local import Local, found_local
from bylaw.rehearsal.stage import write_folder
from bylaw.rules.load import Profile, load
from bylaw.store.profiles import profiles
from tests.ports import free_port as free_port  # noqa: PLC0414  what the tests of the portal take from here

BYLAW = Path(sys.executable).parent / "bylaw"


class Site(NamedTuple):
    folder: Path
    url: str
    year: Local | None = None


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str


class Stay(HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


class Client:
    """Asks without following redirections, and keeps cookies."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.jar = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self.jar), Stay())

    def get(self, path: str) -> Answer:
        return self._ask(Request(self.url + path))

    def post(self, path: str, fields: dict[str, str], form: str | None = None) -> Answer:
        """Post fields with the token of the form on `path` (or on `form`)."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(form or path).text)
        return self.post_bare(path, {**fields, "csrfmiddlewaretoken": token[1] if token else ""})

    def post_bare(self, path: str, fields: dict[str, str]) -> Answer:
        return self._ask(Request(self.url + path, urlencode(fields).encode()))

    def _ask(self, request: Request) -> Answer:
        try:
            with self._opener.open(request, timeout=120) as found:
                return Answer(found.status, dict(found.headers), found.read().decode("utf-8", "replace"))
        except HTTPError as found:
            return Answer(found.code, dict(found.headers), found.read().decode("utf-8", "replace"))


def bylaws() -> Profile:
    """Give the bylaws that the organisation is founded with."""
    profile = load(profiles()["us-union-local"])
    assert isinstance(profile, Profile)
    return profile


def play(
    folder: Path, port: int, scenes: Callable[[Local], None] = whole_year.play, profile: Profile | None = None
) -> Site:
    """Let an organisation live its year, or other scenes, and write its folder as the demo does."""
    profile = profile or bylaws()
    url = f"http://localhost:{port}"
    year = found_local(folder, profile, SEED, lambda _line: None, url)
    scenes(year)
    write_folder(year.on)
    year.on.organisation.close()
    return Site(folder, url, year)


def start(site: Site, *options: str, **env: str) -> subprocess.Popen[str]:
    """Start the server, with more in its environment, and wait until it says that it serves."""
    port = site.url.rpartition(":")[2]
    server = subprocess.Popen(
        [BYLAW, "serve", str(site.folder), "--port", port, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={"PYTHONUNBUFFERED": "1", "PATH": "/usr/bin:/bin", **env},
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    while line.startswith("{"):  # the log of faults
        line = server.stdout.readline()
    assert "serving" in line, line + (server.stdout.read() if server.poll() is not None else "")
    return server


@contextmanager
def served(site: Site, *options: str) -> Iterator[Site]:
    """Serve a folder for the length of a test."""
    server = start(site, *options)
    try:
        yield site
    finally:
        server.terminate()
        sys.stderr.write(server.communicate(timeout=120)[0])


def twin(site: Site, folder: Path) -> Site:
    """Copy an organisation that nobody serves; its passkeys sign for the first one's address."""
    shutil.copytree(site.folder, folder)
    return Site(folder, f"http://localhost:{free_port()}", site.year)


def verify(url: str) -> dict[str, object]:
    """Verify the record that is served at an address, as a stranger does."""
    done = subprocess.run(
        [BYLAW, "verify", f"{url}/record/", "--json"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return {**json.loads(done.stdout), "exit": done.returncode}


def newest_code(client: Client, address: str) -> str:
    """Read the newest code mailed to an address, from the demo's outbox, whatever language it speaks."""
    letters = client.get("/outbox/").text.split("<article")
    mine = next(letter for letter in letters if re.search(rf"[ >]{address}\W?</p>", letter))
    return re.search(r"\b\d{8}\b", mine)[0]


def log_in(client: Client, address: str) -> None:
    assert client.post("/log-in/", {"email": address}).status == 302
    assert client.post("/log-in/code/", {"code": newest_code(client, address)}).status == 302
