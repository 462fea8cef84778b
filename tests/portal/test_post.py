"""Mail over SMTP: codes and notices in plain text, where the clock is real; a server that is down harms nobody."""

import json
import re
import subprocess
import time
from contextlib import ExitStack, contextmanager
from email import message_from_string
from email.policy import default

import pytest

from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.portal.mail_server import settings_of
from tests.portal.intruder import tables
from tests.portal.mail import code_in, first, mail_server, option
from tests.portal.stage import BYLAW, Client, Site, free_port, log_in, newest_code, served, start, twin
from tests.portal.test_acting import shown_act


@pytest.fixture
def mails():
    with mail_server() as server:
        yield server


@pytest.fixture
def org(tmp_path):
    """An organisation with a real clock, its founder Anna in the register."""
    folder = tmp_path / "org"
    made = subprocess.check_output([BYLAW, "new", str(folder), "--profile", "us-union-local", "--json"])
    assert json.loads(made)["log_key"]
    shown = subprocess.check_output([BYLAW, "show", str(folder), "offices", "--json"], text=True)
    member = re.search(r"[0-9a-f]{32}", shown)[0]
    with Register.create(folder / FOLDER) as register:
        register.add(member, Person(name="Anna", email="anna@example.org"))
    return Site(folder, f"http://localhost:{free_port()}", None)


def test_a_code_comes_by_mail_and_lets_in(org, mails):
    with served(org, *option(mails)):
        client = Client(org.url)
        assert client.get("/outbox/").status == 404
        for address in ("anna@example.org", "nobody@example.org"):
            assert client.post("/log-in/", {"email": address}).status == 302
            if address.startswith("anna"):
                assert client.post("/log-in/code/", {"code": code_in(mails)}).status == 302
        assert client.get("/me/").status == 200
    assert len(mails.mails) == 1, "nothing goes to whom nobody knows"
    assert "From: post@example.org" in mails.mails[0]
    assert 'text/plain; charset="utf-8"' in mails.mails[0]


def test_a_mail_server_that_is_down_stops_nobody(org):
    with served(org, "--mail", f"smtp://127.0.0.1:{free_port()}?from=post@example.org"):
        client = Client(org.url)
        assert health(client) == (200, False)
        assert client.post("/log-in/", {"email": "anna@example.org"}).status == 302
        assert client.get("/log-in/code/").status == 200
        end = time.monotonic() + 120
        while health(client) != (503, True):
            assert time.monotonic() < end, "the monitor is told"
            time.sleep(0.1)


@contextmanager
def killed(server):
    """Kill a server at the end, as a power cut does."""
    try:
        yield
    finally:
        server.kill()
        server.communicate()


def kept(site):
    """How many notices wait in the tables."""
    with tables(site) as db:
        return db.execute("SELECT count(*) FROM portal_mail").fetchone()[0]


def test_a_notice_outlives_a_mail_server_that_is_down_and_a_server_that_is_killed(org):
    """What a member was told that somebody would be told arrives; a code, which tables may not hold, is asked for again."""
    client, post = Client(org.url), ExitStack()
    mails = post.enter_context(mail_server())
    with killed(start(org, *option(mails))):
        with post:
            assert client.post("/log-in/", {"email": "anna@example.org"}).status == 302
            assert client.post("/log-in/code/", {"code": code_in(mails)}).status == 302
        assert client.post("/me/card/ask/", {}, "/me/card/").status == 302
        assert client.post("/log-in/", {"email": "anna@example.org"}).status == 302
        assert kept(org) == 1, "the notice to whoever issues cards, and no code"
    with mail_server() as mails, served(org, *option(mails)):
        assert "/cards/" in first(mails)
        end = time.monotonic() + 120
        while kept(org):
            assert time.monotonic() < end, "what is taken is kept no longer"
            time.sleep(0.1)
    assert len(mails.mails) == 1


def test_a_notice_that_nobody_takes_is_dropped_after_three_days(org):
    down = ("--mail", f"smtp://127.0.0.1:{free_port()}?from=post@example.org")
    with served(org, *down):
        pass
    now = int(time.time())
    with tables(org) as db, db:
        for made in (now - 4 * 86_400, now - 2 * 86_400):
            db.execute(
                "INSERT INTO portal_mail (\"to\", subject, body, made, language) VALUES ('a@example.org', 's', 'b', ?, 'en')",
                (made,),
            )
    with served(org, *down):
        end = time.monotonic() + 120
        while kept(org) != 1 or health(Client(org.url)) != (503, True):
            assert time.monotonic() < end, "the old one goes, the newer one waits"
            time.sleep(0.1)


def test_a_notice_that_no_table_takes_fails_nobody_who_acted(org, mails):
    with served(org, *option(mails)):
        client = Client(org.url)
        assert client.post("/log-in/", {"email": "anna@example.org"}).status == 302
        assert client.post("/log-in/code/", {"code": code_in(mails)}).status == 302
        with tables(org) as db, db:
            full = "BEFORE INSERT ON portal_mail BEGIN SELECT RAISE(ABORT, 'full'); END"
            db.execute(f"CREATE TRIGGER full {full}")
        assert client.post("/me/card/ask/", {}, "/me/card/").status == 302
        with tables(org) as db, db:
            assert db.execute("SELECT count(*) FROM portal_cardwish").fetchone() == (1,)
            db.execute("DROP TRIGGER full")
    assert kept(org) == 0


def test_however_long_an_organisation_is_called_a_table_can_hold_the_subject_of_its_mails(tmp_path, mails):
    folder, name = tmp_path / "org", "Guild of all who pick locks " * 15
    subprocess.check_output([BYLAW, "new", folder, "--profile", "us-union-local", "--name", name])
    shown = subprocess.check_output([BYLAW, "show", folder, "offices", "--json"], text=True)
    with Register.create(folder / FOLDER) as register:
        register.add(re.search(r"[0-9a-f]{32}", shown)[0], Person(name="Anna", email="anna@example.org"))
    site = Site(folder, f"http://localhost:{free_port()}", None)
    with served(site, *option(mails)):
        assert Client(site.url).post("/log-in/", {"email": "anna@example.org"}).status == 302
        code_in(mails)
    subject = message_from_string(mails.mails[0], policy=default)["Subject"]
    assert (len(subject), subject.startswith("Your code for Guild of all")) == (200, True)


def health(client):
    found = client.get("/health/")
    return found.status, json.loads(found.text)["mail_failing"]


@pytest.mark.parametrize("url", ["", "http://x", "smtp://host", "smtp:///?from=a@b", "smtp://h?from=nobody"])
def test_an_address_of_no_mail_server_is_refused(url):
    assert isinstance(settings_of(url), str)
    assert settings_of("smtps://u:p%40@h?from=a@b")["EMAIL_HOST_PASSWORD"] == "p@"


def test_the_second_signer_is_told(played, tmp_path):
    with served(twin(played, tmp_path / "local")) as site:
        president, secretary = Client(site.url), Client(site.url)
        log_in(secretary, "member31@example.org")
        log_in(president, "member21@example.org")
        minutes = {"meeting": "m-feb", "minutes": "5" * 64}
        for client, kind in ((secretary, "file-minutes"), (president, "approve-minutes")):
            act = shown_act(client.post(f"/act/{kind}/", minutes).text)
            found = client.post("/sign/demo/", {"act": act}, "/me/")
        waits = found.headers["Location"]
        letter = president.get("/outbox/").text
        assert waits in letter
        assert "To member31@example.org" in letter
        assert newest_code(president, "member21@example.org")
