"""What is over leaves the portal's tables, what is not stays, and the page on privacy says so of each of them."""

import re
import threading
import time
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import OperationalError
from django.test import override_settings

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.record.broken import Broken
from tests.portal.intruder import tables
from tests.portal.sending import send, slip
from tests.portal.stage import Client, log_in, start, twin
from tests.portal.test_acting import shown_act
from tests.portal.test_walk import addresses

__all__ = ["addresses"]
PAGE = Path(__file__).parents[2] / "docs" / "privacy.md"
ROWS = {
    "Code": "codes by mail",
    "Letter": "mails of a demonstration",
    "Mail": "notices by mail",
    "Pending": "acts that wait for a second signer",
    "Line": "acts that wait for a second signer",
    "Preference": "the language that a member chose",
    "CardWish": "who asks for a card",
    "LetterRun": "letters on paper",
    "LetterLine": "letters on paper",
    "FromAfar": "that a member takes part in a meeting from afar",
    "Upload": "files that no act names yet",
    "Roll": "a roll that nobody has signed for yet",
    "RollPart": "a roll that nobody has signed for yet",
    "ReadingKey": "reading keys",
    "Session": "sessions",
}
"""Each of the portal's tables, and how its row in the page on privacy begins."""
MEMBER, PRESIDENT, SECRETARY = "member7@example.org", "member21@example.org", "member31@example.org"


@pytest.mark.usefixtures("addresses")
def test_the_page_on_privacy_says_of_every_table_how_long_it_is_kept():
    told = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE.read_text(), re.MULTILINE)
    kept = {row[0]: row[2] for row in told}
    for name in {model.__name__ for model in apps.get_models()} | set(ROWS):
        rows = [until for item, until in kept.items() if item.startswith(ROWS[name])]
        assert len(rows) == 1, name
        assert rows[0].strip(), name


def waiting(site):
    """Have an act wait for its second signer, and a file for its act; gives both names."""
    president, member = Client(site.url), Client(site.url)
    log_in(president, PRESIDENT)
    log_in(member, MEMBER)
    minutes = {"meeting": "m-feb", "minutes": "5" * 64}
    secretary = Client(site.url)
    log_in(secretary, SECRETARY)
    act = shown_act(secretary.post("/act/file-minutes/", minutes).text)
    assert secretary.post("/sign/demo/", {"act": act}, "/me/").status == 302
    act = shown_act(president.post("/act/approve-minutes/", minutes).text)
    waits = president.post("/sign/demo/", {"act": act}, "/me/").headers["Location"]
    form = "/act/file-complaint/"
    shown = send(member, slip(member, form), {"complaint": "roof", "body": "root"}, {"text": b"%PDF-1.7\n1"})
    assert shown.status == 200, shown.text
    return waits.split("/")[2], re.search(r'"text":"([0-9a-f]{64})"', shown_act(shown.text))[1]


def known(site, commitment):
    with Register.open(site.folder / FOLDER) as register:
        return register.papers.opened(commitment) is not None


def restarted(site, *statements):
    """Let time pass in the tables of a server that is down, and start it again; gives what is in them then."""
    with tables(site) as db, db:
        for each in statements:
            db.execute(each)
    server = start(site)
    server.terminate()
    server.communicate()
    with tables(site) as db:
        kinds = ("portal_pending", "portal_line", "portal_upload", "portal_code", "django_session")
        return {kind: db.execute(f"SELECT count(*) FROM {kind}").fetchone()[0] for kind in kinds}


def test_acts_files_codes_and_sessions_go_when_their_time_is_over_and_not_before(played, tmp_path):
    site = twin(played, tmp_path / "local")
    server = start(site)
    name, file = waiting(site)
    Client(site.url).post("/log-in/", {"email": "member9@example.org"})
    server.terminate()
    server.communicate()
    before = restarted(site)
    assert all(before.values()), before
    assert known(site, file)
    late = int(time.time()) - 4000
    after = restarted(
        site,
        f"UPDATE portal_pending SET until = 1 WHERE name = '{name}'",
        "UPDATE portal_upload SET at = 1",
        f"UPDATE portal_code SET made = {late}",
        "UPDATE django_session SET expire_date = '2001-01-01 00:00:00'",
    )
    assert not any(after.values()), after
    assert not known(site, file)


def test_a_file_of_an_act_that_waits_stays_with_it(played, tmp_path):
    site = twin(played, tmp_path / "local")
    server = start(site)
    _, file = waiting(site)
    server.terminate()
    server.communicate()
    named = f"UPDATE portal_pending SET act = act || '{file}'"
    assert restarted(site, "UPDATE portal_upload SET at = 1", named)["portal_upload"] == 1
    assert known(site, file)


@pytest.mark.usefixtures("addresses")
def test_the_files_of_an_act_stay_from_before_it_is_recorded_and_nothing_after_it_makes_it_fail(monkeypatch):
    """A crash between the two can leave a file too many, and never an entry without its file."""
    from django.core.management import call_command  # noqa: PLC0415 - Django must be set up first

    from bylaw.portal import signing  # noqa: PLC0415 - as above
    from bylaw.portal.models import Upload  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0)
    name, seen, answers = "c" * 64, [], [Broken("storage", "full"), SimpleNamespace(refused=False, index=5)]

    def submit(*_given):
        seen.append(Upload.objects.filter(commitment=name).exists())
        return answers[len(seen) - 1]

    def fails(*_given):
        raise OperationalError

    monkeypatch.setattr(signing, "act_of", lambda raw: raw)
    monkeypatch.setattr(signing, "follow", fails)
    desk = SimpleNamespace(organisation=SimpleNamespace(submit=submit), now=lambda: 0)
    Upload.objects.create(commitment=name, member="1" * 32, at=0)
    with override_settings(BYLAW_HERALD=SimpleNamespace(announce=lambda: None)):
        assert isinstance(signing.submit(desk, name.encode(), (), {}), Broken)
        assert Upload.objects.filter(commitment=name).exists(), "it waits for another try"
        assert signing.submit(desk, name.encode(), (), {}).index == 5, "what is recorded is said to be"
    assert seen == [False, False]
    assert not Upload.objects.filter(commitment=name).exists()


class Mail:
    """A mail that a server takes after so many faults."""

    def __init__(self, *faults):
        self.faults, self.sent = list(faults), threading.Event()

    def send(self):
        if self.faults:
            raise self.faults.pop(0)
        self.sent.set()


@pytest.mark.usefixtures("addresses")
def test_a_mail_server_that_fails_is_told_of_and_asked_again():
    from bylaw.portal import post  # noqa: PLC0415 - Django must be set up first

    def deliver(mail, *again):
        post._POSTMAN.submit(post._deliver, mail, again).result(120)
        return post.failing()

    assert deliver(Mail()) is False
    assert deliver(Mail(SMTPRecipientsRefused({}))) is False, (
        "an address that there is not is no fault of the server"
    )
    assert deliver(Mail(ConnectionRefusedError())) is True
    mail = Mail(ConnectionRefusedError(), TimeoutError())
    deliver(mail, 0, 0)
    assert mail.sent.wait(120), "it goes out once the server is back"
    assert deliver(Mail()) is False
