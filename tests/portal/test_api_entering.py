"""A program logs in with its member's signing key alone: for one site, once, in time, and by a key that is in force."""

import json
import re
import subprocess
import time
from pathlib import Path

import pytest
from django.test import RequestFactory, override_settings

from bylaw.portal.limits import Limit
from bylaw.record.signing import PREFIX
from bylaw.record.sshsig import SshSigner, armour, write_private_key
from tests.portal.intruder import cookie, send
from tests.portal.stage import Client, twin
from tests.portal.test_api import ask, hall
from tests.portal.test_walk import addresses

__all__ = ["addresses", "hall"]
PAGE = Path(__file__).parents[2] / "docs" / "howto-api.md"
WORDS = b"bylaw-portal-log-in-v1\n"
SPACE = b"bylaw-log-in"


def key_of(site, name="m006"):
    return site.year.on.players[name].key


def challenged(site):
    """Ask for a challenge; gives the client with its cookie, and the challenge."""
    client = Client(site.url)
    found = send(client, "/api/log-in/challenge", b"")
    assert found.status == 200, found.text
    assert json.loads(found.text)["namespace"] == SPACE.decode()
    return client, json.loads(found.text)["challenge"]


def proof(site, nonce, key=None, words=WORDS, space=SPACE):
    """What a program sends that signed a challenge for an address."""
    signed = words + f"{site}\n{nonce}".encode()
    return json.dumps({"signature": armour(key.sign(signed, space))}).encode()


def enter(client, body):
    return send(client, "/api/log-in", body, Content_Type="application/json")


def headers(client, token=""):
    jar = "; ".join(f"{each.name}={each.value}" for each in client.jar)
    return {"Cookie": jar, "Referer": client.url, **({"X-CSRFToken": token} if token else {})}


def test_the_line_of_the_page_makes_what_is_taken_and_the_session_is_hers(hall, tmp_path):
    (line,) = re.findall(r"^(printf 'bylaw-portal-log-in.*) > proof\.sig$", PAGE.read_text(), re.MULTILINE)
    (tmp_path / "KEY").write_bytes(write_private_key(key_of(hall)))
    (tmp_path / "KEY").chmod(0o600)
    client, nonce = challenged(hall)
    before = cookie(client, "sessionid")
    given = {"SITE": hall.url, "CHALLENGE": nonce, "PATH": "/usr/bin:/bin"}
    signed = subprocess.check_output(["bash", "-c", line], cwd=tmp_path, env=given, text=True)
    found = enter(client, json.dumps({"signature": signed}).encode())
    assert found.status == 200, found.text
    told, kim = json.loads(found.text), {"fields": {"applicant": hall.year.on.member("kim")}}
    assert told["member"] == hall.year.on.member("m006")
    assert cookie(client, "sessionid") != before, "what was known before the log-in is worth nothing after it"
    assert ask(hall, "me", None, headers(client))[1]["member"] == told["member"]
    assert ask(hall, "may/sponsor", kim, headers(client, told["token"]))[0] == 200
    assert ask(hall, "may/sponsor", kim, headers(client))[0] == 403, "without the token nothing is done"


def another_session(site):
    return challenged(site)[1]


WRONG = {
    "another site": lambda site, nonce: proof("https://evil.example", nonce, key_of(site)),
    "the words of an act": lambda site, nonce: proof(site.url, nonce, key_of(site), PREFIX),
    "the namespace of an act": lambda site, nonce: proof(site.url, nonce, key_of(site), space=b"bylaw-act"),
    "another session's": lambda site, _: proof(site.url, another_session(site), key_of(site)),
    "a key of nobody": lambda site, nonce: proof(site.url, nonce, SshSigner(bytes(31) + b"7")),
    "no challenge": lambda site, _: proof(site.url, "", key_of(site)),
    "no signature": lambda *_: b'{"signature": ""}',
    "a torn one": lambda site, nonce: proof(site.url, nonce, key_of(site)).replace(b"U1NI", b"AAAA"),
}


@pytest.mark.parametrize("what", WRONG)
def test_nothing_else_lets_anybody_in_and_the_challenge_is_spent_by_it(hall, what):
    client, nonce = challenged(hall)
    refused = enter(client, WRONG[what](hall, nonce))
    assert refused.status == 403
    assert "ask for a challenge" in json.loads(refused.text)["problem"]
    assert enter(client, proof(hall.url, nonce, key_of(hall))).status == 403, "it serves once, right or wrong"
    assert ask(hall, "me", None, headers(client))[0] == 401
    client, nonce = challenged(hall)
    good = proof(hall.url, nonce, key_of(hall))
    assert [enter(client, good).status for _ in range(2)] == [200, 403], "and no second time"


@pytest.fixture
def near(played, tmp_path, addresses):
    """The views in this process, over a copy that nobody serves; gives what asks them."""
    from bylaw.portal import api_entering  # noqa: PLC0415 - Django must be set up first
    from bylaw.portal.desk import open_desk  # noqa: PLC0415 - as above

    desk = open_desk(twin(played, tmp_path / "local").folder)
    key, nonce = key_of(played), "5" * 64

    def signer(ago=0):
        request = RequestFactory().post("/", headers={"host": "localhost"})
        request.session = {api_entering.CHALLENGE: [nonce, int(time.time()) - ago]}
        signature = json.loads(proof("http://localhost", nonce, key))["signature"]
        return api_entering._signer(request, signature)

    with override_settings(BYLAW_DESK=desk, ALLOWED_HOSTS=["localhost"]):
        yield desk, signer, api_entering
    desk.organisation.close()


def test_a_challenge_lasts_ten_minutes(near, played):
    _, signer, _ = near
    assert [signer(ago) for ago in (0, 300, 601, -60)] == [played.year.on.member("m006")] * 2 + ["", ""]


def test_a_key_that_has_ended_lets_nobody_in(near, played):
    desk, signer, _ = near
    assert signer() == played.year.on.member("m006")
    desk.state.keys.close(key_of(played).key.thumbprint, desk.now(), "revoked")
    assert signer() == ""


def test_who_asks_too_often_waits(near, monkeypatch):
    *_, api_entering = near
    monkeypatch.setattr(api_entering, "KEY", Limit("log-ins of programs", 2, 600))
    request = RequestFactory().post("/", REMOTE_ADDR="203.0.113.9")
    request.session = {}
    told = [api_entering.challenge(request).status_code for _ in range(3)]
    body = api_entering.Proof(signature="x")
    assert [*told, api_entering.log_in(request, body).status_code] == [200, 200, 429, 429]
