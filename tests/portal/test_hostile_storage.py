"""D9, D15, D17, D18, D19: a server that is killed, flooded, full, or started from an older copy."""

import json
import random
import resource
import shutil
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import msgspec
import pytest

from bylaw.acts.act import Seen, Signer
from bylaw.acts.members.membership import Resign
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.record.entry import parse_entry
from bylaw.record.signing import sign
from bylaw.store.authenticator import SoftPasskey
from bylaw.store.organisation import Organisation
from tests.portal.intruder import bare, size
from tests.portal.stage import BYLAW, Client, log_in, start, twin
from tests.portal.test_acting import shown_act

KILLS, ACTS = 3, 24


def signed_acts(site, count):
    """Acts of as many members, each signed by its own key: they resign, which nobody can refuse them."""
    organisation = Organisation.open(site.folder)
    state, at = organisation.state, organisation.state.at
    seen, until = Seen(state.size, state.root(state.size)), rfc3339(at + 86_400)
    found = []
    for name, player in sorted(site.year.on.players.items()):
        member = player.member
        holds = any(True for _ in state.offices.of_member(member))
        if holds or not any(True for _ in state.members.roll.current(member, at)):
            continue
        act = Resign(
            org=state.identity.org, nonce=f"{len(found):032x}", seen=seen, until=until,
            by=(Signer(member, "subject"),), member=member,
        )  # fmt: skip
        raw = encode(act)
        if not isinstance(player.key, SoftPasskey):  # a passkey signs for the address of the play
            found.append((name, raw, json.loads(msgspec.json.encode([sign(raw, player.key)]))))
    organisation.close()
    return found[:count]


def hand_in(site, act, signatures):
    """Give the answer of the API, or None when the line broke before it came."""
    body = msgspec.json.encode({"act": act.decode(), "signatures": signatures})
    request = Request(f"{site.url}/api/acts", body, {"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=20) as found:
            return json.load(found)
    except (URLError, OSError, ValueError):
        return None


def entries(site):
    organisation = Organisation.open(site.folder)
    found = [parse_entry(raw).act for raw in organisation.raw_entries()]
    organisation.close()
    return found


def test_nothing_acknowledged_is_lost_when_the_server_is_killed_under_load(played, tmp_path):
    """Three kills with -9 at random moments while members hand in acts; every acknowledged one is at its place."""
    site, dice = twin(played, tmp_path / "local"), random.Random(1)
    waiting, told = signed_acts(site, ACTS), {}
    assert len(waiting) == ACTS
    for _ in range(KILLS):
        server = start(site)
        mine, done = waiting[: ACTS // KILLS], threading.Event()
        waiting = waiting[ACTS // KILLS :]

        def voters(mine=mine, done=done):
            for _, act, signatures in mine:
                answer = hand_in(site, act, signatures)
                if answer is None:
                    break
                told[act] = answer["index"]
            done.set()

        crowd = threading.Thread(target=voters)
        crowd.start()
        while len(told) < 2 and not done.is_set():
            time.sleep(0.01)
        done.wait(dice.random() * 0.3)
        server.kill()
        server.communicate()
        crowd.join()
    assert told
    held = entries(site)
    assert all(held[place] == act for act, place in told.items())
    assert len(set(held)) == len(held), "no act twice"
    with_server = start(site)
    try:
        again = [hand_in(site, act, signatures) for _, act, signatures in signed_acts(site, 3)]
        assert all(answer is not None for answer in again), "it goes on"
        checked = subprocess.run([BYLAW, "verify", site.folder, "--json"], capture_output=True, check=False)
        assert json.loads(checked.stdout)["verdict"] == "valid"
    finally:
        with_server.terminate()
        with_server.communicate()


# --- D17


@contextmanager
def full(server, limit=4096):
    """No file of a running server grows beyond so many bytes: whatever it writes to is full."""
    before = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_said_in_words_and_the_record_goes_on_after_it(played, tmp_path):
    site = twin(played, tmp_path / "local")
    server = start(site)
    try:
        member, kim = Client(site.url), site.year.on.member("kim")
        log_in(member, "member7@example.org")
        act = shown_act(member.post("/act/sponsor/", {"applicant": kim}).text)
        before = size(member)
        (_, raw, signatures), *_ = signed_acts(site, 1)
        with full(server):
            found = member.post("/sign/demo/", {"act": act}, "/me/")
            assert found.status in {422, 503}, found.text
            assert "could not be written" in found.text
            assert hand_in(site, raw, signatures) is None
            assert Client(site.url).get("/").status == 200, "what needs no disk is served"
            fresh = Client(site.url).get("/log-in/")
            assert (fresh.status, "Nothing was recorded" in fresh.text) == (503, True), (
                "a session cannot be kept"
            )
            assert "Traceback" not in fresh.text
        assert size(member) == before
        assert member.post("/sign/demo/", {"act": act}, "/me/").status == 302
        assert hand_in(site, raw, signatures)["index"] == before + 1
        assert len(entries(site)) == before + 2
    finally:
        server.terminate()
        server.communicate()


def test_a_disk_that_is_really_full(played, tmp_path):
    """A file system of a few megabytes, filled to its last byte while the server runs, then freed."""
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "none", place], check=True)
    try:
        site = twin(played, place / "local")
        (_, raw, signatures), (_, other, others), *_ = signed_acts(site, 2)
        server = start(site)
        try:
            before = size(Client(site.url))
            with (place / "filler").open("wb", buffering=0) as filler:
                try:
                    while filler.write(bytes(4096)):
                        pass
                except OSError:
                    pass
            answers = [hand_in(site, raw, signatures), hand_in(site, other, others)]
            taken = [answer for answer in answers if answer is not None]
            assert size(Client(site.url)) == before + len(taken)
            assert len(taken) < 2, "the disk was full"
            (place / "filler").unlink()
            answers = [hand_in(site, raw, signatures), hand_in(site, other, others)]
            assert size(Client(site.url)) == before + 2
        finally:
            server.terminate()
            server.communicate()
        assert {raw, other} <= set(entries(site))
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


# --- D9


def test_a_huge_request_is_turned_away_before_it_is_read_and_the_site_stays_up(played, tmp_path):
    site = twin(played, tmp_path / "local")
    server = start(site)

    def memory():
        with Path(f"/proc/{server.pid}/status").open() as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

    head = "POST /api/acts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    cases = {
        "a gigabyte": f"{head}Content-Length: 1000000000\r\n\r\n".encode() + b"x" * 4_000_000,
        "without end": f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + (b"100000\r\n" + b"x" * 2**20 + b"\r\n") * 4,
        "headers": b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X-A: " + b"y" * 400_000 + b"\r\n\r\n",
        "fields": b"POST /apply/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 400000\r\n\r\n" + b"a=1&" * 100_000,
        "nested": f"{head}Content-Length: 200000\r\n\r\n".encode() + b"[" * 200_000,
        "digits": f"{head}Content-Length: 100014\r\n\r\n".encode() + b'{"signatures":' + b"9" * 100_000,
        "packed": f"{head}Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\n".encode() + b"\x1f\x8b\x08\x00",
    }  # fmt: skip
    try:
        assert Client(site.url).get("/").status == 200
        before = memory()
        for name, raw in cases.items():
            answer = bare(site, raw)
            assert answer.split()[1][:1] == b"4", (name, answer)
        assert memory() - before < 40_000, "kilobytes"
        assert Client(site.url).get("/").status == 200
        assert hand_in(site, *signed_acts(site, 1)[0][1:])["index"], "an honest act is taken"
    finally:
        server.terminate()
        server.communicate()


# --- D18, D19


def test_a_lagging_replica_serves_no_head_below_the_last_published(played, tmp_path):
    """The log's file of a moment ago beside the published files of now: it does not start; the newest one does."""
    site = twin(played, tmp_path / "local")
    shutil.copytree(site.folder, tmp_path / "replica")
    server = start(site)
    assert hand_in(site, *signed_acts(site, 1)[0][1:])["index"]
    server.terminate()
    server.communicate()
    replica = twin(site, tmp_path / "late")
    for part in ("log.sqlite", "log.sqlite-wal", "log.sqlite-shm"):
        (replica.folder / part).unlink(missing_ok=True)
        if (tmp_path / "replica" / part).exists():
            shutil.copy(tmp_path / "replica" / part, replica.folder / part)
    done = subprocess.run(
        [BYLAW, "serve", replica.folder, "--port", "0"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "was published" in done.stderr, done.stderr
    newest = twin(site, tmp_path / "newest")
    server = start(newest)
    server.terminate()
    server.communicate()


@pytest.mark.parametrize("answers", [False, True])
def test_a_server_signs_nothing_before_a_witness_has_said_how_far_the_log_went(played, tmp_path, answers):
    """With a witness who is silent acts are taken in and no head goes out; once she answers, it does."""
    site = twin(played, tmp_path / "local")
    published = (site.folder / "record" / "checkpoint").read_bytes()
    probe = tmp_path / "signed.py"
    probe.write_text(
        "import sqlite3,sys;print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM signed').fetchone()[0])"
    )

    def signed():
        return int(subprocess.check_output([sys.executable, probe, site.folder / "log.sqlite"]))

    before = signed()
    key = (site.folder / "witness.key").read_text()
    vkey = subprocess.check_output(
        [sys.executable, "-c", "import sys;from bylaw.record.log.signer import parse_signer;print(parse_signer(sys.argv[1]).vkey)", key],
        text=True,
    ).strip()  # fmt: skip
    options = ["--witness", vkey, "http://127.0.0.1:9/"] if not answers else []
    server = start(site, *options)
    try:
        assert hand_in(site, *signed_acts(site, 1)[0][1:])["index"]
        time.sleep(0.5)
        assert (signed() > before) is answers
        assert ((site.folder / "record" / "checkpoint").read_bytes() != published) is answers
    finally:
        server.terminate()
        server.communicate()
