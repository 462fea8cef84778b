"""The portal's own tables in PostgreSQL: Debian's server, run by the test as a process of its own on a socket."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from bylaw.portal.tables import tables
from tests.portal.intruder import size
from tests.portal.stage import BYLAW, Client, log_in, served, start, twin
from tests.portal.test_acting import shown_act

BIN = Path("/usr/lib/postgresql/15/bin")


def run(*words):
    """Run a program of the server's as the account that may."""
    as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_other, *words], capture_output=True, text=True, timeout=120, check=False, cwd="/"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def server():
    """A server without a port: its socket lies in a folder of its own."""
    place = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a socket's path must be short
    try:
        if os.geteuid() == 0:
            shutil.chown(place, "postgres", "postgres")
        run(
            BIN / "initdb", "-D", place / "data", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"
        )
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={place} -c fsync=off -c max_connections=40"
        )
        run(BIN / "pg_ctl", "-D", place / "data", "-w", "-o", options, "-l", place / "log", "start")
        try:
            run(BIN / "createdb", "-h", place, "-U", "postgres", "portal")
            place.chmod(0o755)
            yield place
        finally:
            run(BIN / "pg_ctl", "-D", place / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(place)


def test_sessions_codes_and_waiting_acts_live_in_postgresql(played, server, tmp_path):
    url = f"postgresql://postgres@/portal?host={server}"
    site = twin(played, tmp_path / "local")
    minutes = {"meeting": "m-feb", "minutes": "5" * 64}
    with served(site, "--database", url):
        president, secretary = Client(site.url), Client(site.url)
        log_in(president, "member21@example.org")
        log_in(secretary, "member31@example.org")
        before = size(president)
        for client, kind in ((secretary, "file-minutes"), (president, "approve-minutes")):
            act = shown_act(client.post(f"/act/{kind}/", minutes).text)
            waits = client.post("/sign/demo/", {"act": act}, "/me/").headers["Location"]
        assert size(president) == before + 1
        assert f'href="/entries/{before}/"' in president.get("/entries/?kind=file-minutes").text
    assert (site.folder / "portal.search").exists(), "the index lies beside the record all the same"
    assert not (site.folder / "portal.sqlite").exists()
    told = run(
        BIN / "psql", "-h", server, "-U", "postgres", "portal", "-Atc", "SELECT kind FROM portal_pending"
    )
    assert told.strip() == "approve-minutes"
    with served(site, "--database", url):
        assert secretary.get(waits).status == 200, "the session and the act outlive the server"
        act = shown_act(secretary.get(waits).text)
        assert secretary.post("/sign/demo/", {"act": act}, "/me/").status == 302
        assert size(secretary) == before + 2


NUL = {
    "/register/letters/": {"subject": "a", "body": "\0", "whom": ""},
    "/register/letters/1/mark/": {"member": "\0", "state": "sent"},
    "/me/copy/": {"take_back": "\0"},
    "/act/file-minutes/": {"meeting": "m-feb", "minutes": "\0" * 64},
    "/register/import/%00/go/": {},
}
"""What a client sends that no browser would: U+0000, which PostgreSQL holds nowhere."""


def test_what_no_table_can_hold_is_not_understood_and_nothing_is_out_of_order(played, server, tmp_path):
    site = twin(played, tmp_path / "local")
    with served(site, "--database", f"postgresql://postgres@/portal?host={server}"):
        secretary = Client(site.url)
        log_in(secretary, "member31@example.org")
        for path, fields in NUL.items():
            found = secretary.post(path, fields, "/me/")
            assert (found.status, "Not understood" in found.text) == (400, True), path
            neighbour = {name: value.replace("\0", "b") for name, value in fields.items()}
            assert secretary.post(path.replace("%00", "b"), neighbour, "/me/").status != 400, path
        assert secretary.get("/waiting/%00/").status == 400
        assert secretary.get("/waiting/0/").status == 404


def test_a_database_that_stops_is_said_in_words_and_comes_back(played, server, tmp_path):
    site = twin(played, tmp_path / "local")
    portal = start(site, "--database", f"postgresql://postgres@/portal?host={server}")
    try:
        client = Client(site.url)
        assert client.get("/log-in/").status == 200
        run(BIN / "pg_ctl", "-D", server / "data", "-m", "fast", "-w", "stop")
        try:
            assert client.get("/log-in/").status == 503
            assert Client(site.url).get("/offices/").status == 200, "the record needs no database"
            health = Client(site.url).get("/health/")
            assert (health.status, '"tables_down": true' in health.text) == (503, True)
        finally:
            options = f"-c listen_addresses='' -c unix_socket_directories={server} -c fsync=off -c max_connections=40"
            run(BIN / "pg_ctl", "-D", server / "data", "-w", "-o", options, "-l", server / "log", "start")
        assert Client(site.url).get("/log-in/").status == 200
        assert '"tables_down": false' in Client(site.url).get("/health/").text
    finally:
        portal.terminate()
        portal.communicate()


def test_a_database_that_is_not_there_is_said_before_anything_is_served(played, tmp_path):
    site = twin(played, tmp_path / "local")
    url = f"postgresql://nobody@/none?host={tmp_path}"
    done = subprocess.run(
        [BYLAW, "serve", site.folder, "--port", "0", "--database", url],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, "the portal's own tables" in done.stderr) == (3, True), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "url", ["mysql://a/b", "postgresql://host", "postgresql:///x?password=y", "postgresql://h:x/y", "x"]
)
def test_an_address_of_no_database_is_refused(url, tmp_path):
    assert isinstance(tables(tmp_path, url), str)


def test_an_address_is_read_with_its_password_and_options(tmp_path):
    found = tables(tmp_path, "postgresql://us%40er:p%2Fw@db.example.org:5433/na%20me?sslmode=verify-full")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "us@er", "p/w", "db.example.org", "5433", "na me",
    )  # fmt: skip
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert tables(tmp_path)["ENGINE"].endswith("sqlite3")
