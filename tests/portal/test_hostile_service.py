"""What the operator sees and what nobody does: logs without persons, limits that are stated, a health page that fails."""

import json
import re
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import RequestFactory, override_settings

from bylaw.belenios.encoding import hash_base64
from bylaw.belenios.prover import ballot
from bylaw.belenios.prover.rehearsal import seeded
from bylaw.portal.limits import LIMITS, LOG_IN, MOST_KNOWN, Limit, Windows, address
from tests.acts.boxing import CHOICES
from tests.acts.society import person
from tests.portal.intruder import cookie, send, token
from tests.portal.polling import polled
from tests.portal.stage import Client, log_in, served, twin
from tests.portal.test_hostile_storage import hand_in, signed_acts
from tests.portal.test_walk import addresses  # noqa: F401 - a fixture

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def poll(tmp_path_factory):
    """An open box, served with a log of requests."""
    folder = tmp_path_factory.mktemp("service") / "org"
    with polled(folder, "--log", str(folder / "log.json")) as found:
        yield found


def vote(boxed, voter, nth=0):
    made = boxed.it.whole
    return ballot.make(
        made.election, made.credentials[f"voter {voter}"], list(CHOICES[nth]), seeded(f"{voter} {nth}")
    )


def cast(site, client, raw):
    told = {"X-CSRFToken": token(client), "Referer": site.url, "Content-Type": "text/plain"}
    cookies = f"sessionid={cookie(client, 'sessionid')}; csrftoken={cookie(client, 'csrftoken')}"
    return send(Client(site.url), "/booth/b1/cast/", raw, Cookie=cookies, **told)


def test_nothing_that_is_kept_joins_a_voter_and_a_ballot(poll):
    """Log-in, vote and look around; then read the log, the portal's tables and the box for each other's marks."""
    site, boxed = poll
    client = Client(site.url)
    log_in(client, "voter3@example.org")
    raw = vote(boxed, 3)
    answer = cast(site, client, raw)
    assert answer.status == 200, answer.text
    client.get("/booth/b1/")
    client.get("/me/data/?secret=1")
    stranger = Client(site.url)
    stranger.get("/calendar/abc.ics")
    stranger.get("/booth/b1/archive.bel")
    lines = [json.loads(line) for line in (site.folder / "log.json").read_text().splitlines()]
    assert len(lines) >= 7
    assert all(set(line) == {"at", "level", "method", "route", "status", "ms"} for line in lines)
    assert not [line for line in lines if "booth" in line["route"]], "when a ballot came is in no log"
    assert {"me/data/", "calendar/<str:name>.ics", "log-in/code/"} <= {line["route"] for line in lines}
    whole = (site.folder / "log.json").read_text()
    told = json.loads(answer.text)["receipt"]
    marks = [
        person(3),
        "voter3",
        "127.0.0.1",
        cookie(client, "sessionid"),
        told["tracker"],
        "secret",
        "b1",
        "Number3",
    ]
    assert [mark for mark in marks if mark in whole] == []
    tables = b"".join(path.read_bytes() for path in site.folder.glob("portal.sqlite*"))
    assert b"session" in tables
    assert told["tracker"].encode() not in tables
    assert json.loads(raw)["credential"].encode() not in tables
    box = b"".join(path.read_bytes() for path in (site.folder / "boxes" / "b1").iterdir())
    assert told["tracker"].encode() in box
    hers = (person(3), "voter3@example.org", cookie(client, "sessionid"), "127.0.0.1")
    assert [mark for mark in hers if mark.encode() in box] == []
    assert told["tracker"] == hash_base64(raw)


def test_one_ballot_posted_twice_gets_one_receipt(poll):
    site, boxed = poll
    client = Client(site.url)
    log_in(client, "voter4@example.org")
    first, again = (cast(site, client, vote(boxed, 4)) for _ in range(2))
    assert json.loads(first.text) == json.loads(again.text)
    other = json.loads(cast(site, client, vote(boxed, 4, 1)).text)["receipt"]
    assert other["height"] > json.loads(first.text)["receipt"]["height"], "she may change her mind"


def test_a_program_votes_like_a_browser_and_leaves_no_line_either(poll):
    site, boxed = poll
    client = Client(site.url)
    log_in(client, "voter8@example.org")
    cookies = f"sessionid={cookie(client, 'sessionid')}; csrftoken={cookie(client, 'csrftoken')}"
    told = {
        "X-CSRFToken": token(client),
        "Referer": site.url,
        "Content-Type": "text/plain",
        "Cookie": cookies,
    }
    raw, place = vote(boxed, 8), "/api/boxes/b1/ballots"
    first = send(Client(site.url), place, raw, **told)
    assert "receipt" in json.loads(first.text), first.text
    assert json.loads(send(Client(site.url), place, raw, **told).text) == json.loads(first.text)
    assert json.loads(client.get("/api/me/boxes").text)[0]["box"] == "b1"
    assert send(Client(site.url), "/api/boxes/none/ballots", raw, **told).status == 404
    for bare in ({}, {**told, "X-CSRFToken": ""}):
        assert send(Client(site.url), place, raw, **bare).status in {401, 403}
    assert "ballots" not in (site.folder / "log.json").read_text()


def test_what_a_box_turned_away_is_counted_for_everybody(poll):  # D14
    site, boxed = poll
    client, stranger = Client(site.url), Client(site.url)
    log_in(client, "voter7@example.org")
    before = json.loads(stranger.get("/booth/b1/turned.json").text)["turned_away"]
    raw = vote(boxed, 7)
    assert cast(site, client, raw).status == 200
    assert cast(site, client, raw[:-9]).status == 422
    after = json.loads(stranger.get("/booth/b1/turned.json").text)["turned_away"]
    assert sum(after.values()) == sum(before.values()) + 1, "what was taken is not counted"
    assert stranger.get("/booth/none/turned.json").status == 404


@pytest.mark.usefixtures("addresses")
@pytest.mark.parametrize(
    ("clock", "waited", "late"), [("real", 0, 0), ("real", 75, 75), ("simulated", 75, 0)]
)
def test_a_ballot_is_of_the_moment_at_which_it_had_arrived(monkeypatch, clock, waited, late):  # D14
    """However long the queue: whoever came in time is in time. A simulated clock knows only the present."""
    from bylaw.portal import arrival  # noqa: PLC0415 - Django must be set up first

    now = int(time.time())
    identity = SimpleNamespace(clock=clock)
    desk = SimpleNamespace(now=lambda: now, state=SimpleNamespace(identity=identity))
    monkeypatch.setattr(arrival, "desk", lambda: desk)
    monkeypatch.setattr(arrival, "time", SimpleNamespace(monotonic=lambda: now + 0.5))
    request = RequestFactory().post("/booth/b1/cast/", **{arrival.KEY: now - waited + 0.2})
    assert arrival.came(request) == now - late
    assert arrival.came(RequestFactory().post("/booth/b1/cast/")) == now


def test_a_member_casts_so_often_and_no_more_and_others_still_can(poll):
    site, boxed = poll
    client, other = Client(site.url), Client(site.url)
    log_in(client, "voter5@example.org")
    answers = [cast(site, client, b"x").status for _ in range(31)]
    assert (set(answers[:30]), answers[30]) == ({422}, 429)
    log_in(other, "voter6@example.org")
    assert cast(site, other, vote(boxed, 6)).status == 200


def test_an_address_logs_in_so_often_and_is_told_when_to_come_again(poll):
    """The last that is allowed, and the first that is not, whatever addresses she says that she speaks for."""
    site, _ = poll
    client = Client(site.url)
    good = token(client, "/log-in/")
    body = f"email=x&csrfmiddlewaretoken={good}".encode()
    cookies = f"sessionid={cookie(client, 'sessionid')}; csrftoken={cookie(client, 'csrftoken')}"
    for n in range(LOG_IN.most + 1):
        found = send(client, "/log-in/", body, Cookie=cookies, X_Forwarded_For=f"10.0.{n // 250}.{n % 250}")
        if found.status == 429:
            break
        assert found.status == 400, n
    assert found.status == 429
    assert 0 < int(found.headers["Retry-After"]) <= LOG_IN.seconds
    assert f"At most {LOG_IN.most}" in found.text
    assert client.get("/log-in/").status == 200
    assert client.get("/").status == 200


def test_a_window_ends_and_memory_is_bounded():
    windows, limit = Windows(), Limit("tries", 2, 60)
    assert [windows.wait(limit, "a", 100) for _ in range(3)] == [0, 0, 60]
    assert windows.wait(limit, "b", 100) == 0
    assert windows.wait(limit, "a", 159) == 1
    assert windows.wait(limit, "a", 160) == 0
    for n in range(MOST_KNOWN + 10):
        windows.wait(limit, f"c{n}", 200)
    windows.wait(limit, "last", 400)
    assert len(windows._seen) < 10


@pytest.mark.parametrize(
    ("asks", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_whoever_has_a_network_has_no_more_tries_than_whoever_has_an_address(asks, counted):
    assert address(RequestFactory().get("/", REMOTE_ADDR=asks)) == counted


def test_many_who_ask_cost_no_more_than_one_sweep_a_second(monkeypatch):
    windows, limit = Windows(), Limit("tries", 2, 60)
    monkeypatch.setattr("bylaw.portal.limits.MOST_KNOWN", 3)
    for n in range(9):
        windows.wait(limit, f"d{n}", 100)
    kept = windows._seen
    windows.wait(limit, "d9", 100)
    assert windows._seen is kept, "they were swept in this second"
    windows.wait(limit, "d10", 160)
    assert len(windows._seen) == 1, "the windows of the others are over"


def test_every_limit_is_stated_where_operators_look():
    page = (DOCS / "deployment.md").read_text()
    for limit in LIMITS:
        row = re.search(rf"^\| {limit.name} \|.*$", page, re.MULTILINE)
        assert row, limit.name
        assert f"| {limit.most} in {limit.seconds // 60} minute" in row[0]


@pytest.mark.usefixtures("addresses")
def test_the_health_page_fails_while_an_entry_waits_too_long_for_a_head(played, tmp_path, monkeypatch):
    from bylaw.portal import health  # noqa: PLC0415 - Django must be set up first
    from bylaw.portal.desk import open_desk  # noqa: PLC0415 - Django must be set up first

    site = twin(played, tmp_path / "local")
    (site.folder / "witness.key").unlink()
    with served(site):
        assert hand_in(site, *signed_acts(site, 1)[0][1:])["index"]
        assert json.loads(Client(site.url).get("/health/").text)["behind"] == 1
    desk = open_desk(site.folder)
    entered = desk.state.at
    with override_settings(BYLAW_DESK=desk):
        for late, status in ((0, 200), (120, 200), (121, 503)):
            monkeypatch.setattr(desk, "now", lambda late=late: entered + late)
            found = health.health(RequestFactory().get("/health/"))
            assert (found.status_code, json.loads(found.content)["behind"]) == (status, 1)
    desk.organisation.close()
