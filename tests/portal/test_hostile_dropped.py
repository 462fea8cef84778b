"""D14: connections that are dropped within a request, or before its answer: nothing half written, no receipt lost."""

import json
import random
import socket
import struct
import subprocess
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import msgspec
import pytest

from tests.portal.intruder import size, tables, token
from tests.portal.stage import BYLAW, Client, log_in, served, twin
from tests.portal.test_acting import shown_act
from tests.portal.test_hostile_storage import entries, hand_in, signed_acts

RUSH = 16


@pytest.fixture(scope="module")
def hall(played, tmp_path_factory):
    with served(twin(played, tmp_path_factory.mktemp("dropped") / "local")) as site:
        yield site


def raw_post(site, path, body, kind, *, cookies=""):
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nReferer: {site.url}/\r\n"
        f"Content-Length: {len(body)}\r\nCookie: {cookies}\r\n\r\n"
    )
    return head.encode() + body


def drop(site, raw, sent):
    """Send so many bytes of a request, and hang up hard, without a word."""
    with socket.create_connection(("127.0.0.1", int(site.url.rpartition(":")[2])), timeout=20) as line:
        line.sendall(raw[:sent])
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def test_a_form_that_breaks_off_is_as_if_it_was_never_sent_and_goes_through_once_sent_whole(hall):
    member = Client(hall.url)
    log_in(member, "member7@example.org")
    act = shown_act(member.post("/act/sponsor/", {"applicant": hall.year.on.member("kim")}).text)
    body = urlencode({"act": act, "csrfmiddlewaretoken": token(member)}).encode()
    cookies = "; ".join(f"{each.name}={each.value}" for each in member.jar)
    kind = "application/x-www-form-urlencoded"
    raw, before = raw_post(hall, "/sign/demo/", body, kind, cookies=cookies), size(member)
    for sent in (1, 40, len(raw) - len(body), len(raw) - len(body) // 2, len(raw) - 1):
        drop(hall, raw, sent)
    assert size(member) == before
    with tables(hall) as db:
        assert db.execute("SELECT count(*) FROM portal_pending").fetchone() == (0,)
    drop(hall, raw, len(raw))
    again = member.post("/sign/demo/", {"act": act}, "/me/")
    assert again.status == 302, "whether the first was read or not"
    assert size(member) == before + 1
    assert [act.encode()] == [each for each in entries(hall) if each == act.encode()]


def test_half_of_a_rush_is_dropped_and_every_receipt_holds(hall):
    """Of so many who hand in at once half hang up; who got an answer is in the record, and nobody is in it by halves."""
    dice, waiting, told = random.Random(7), signed_acts(hall, RUSH), {}
    assert len(waiting) == RUSH

    def one(each):
        number, (_, act, signatures) = each
        body = msgspec.json.encode({"act": act.decode(), "signatures": signatures})
        raw = raw_post(hall, "/api/acts", body, "application/json")
        if number % 2:
            return drop(hall, raw, dice.choice((len(raw), len(raw) - 1, len(raw) - len(body) // 3)))
        answer = hand_in(hall, act, signatures)
        if answer is not None:
            told[act] = answer["index"]
        return None

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(one, enumerate(waiting)))
    assert len(told) == RUSH // 2
    held = entries(hall)
    assert all(held[place] == act for act, place in told.items())
    for _, act, signatures in waiting:
        if act not in told:
            assert hand_in(hall, act, signatures) is not None, "sent again, it is answered"
    held = entries(hall)
    assert {act for _, act, _ in waiting} <= set(held)
    assert len(set(held)) == len(held), "no act twice"
    checked = subprocess.run([BYLAW, "verify", hall.folder, "--json"], capture_output=True, check=False)
    assert json.loads(checked.stdout)["verdict"] == "valid"
