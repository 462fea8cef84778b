"""Tellers bring the ballots of a count as a file in a browser; anybody takes them as BLT, and counts again."""

import html
import json
import re
from hashlib import sha256

import msgspec
import pytest
from django.urls import resolve
from msgspec.structs import replace

from bylaw.counting import count
from bylaw.counting.ballots import Ballots
from bylaw.counting.files import blt
from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.record.signing import SshSigner, sign
from bylaw.rules.meanings import Method
from tests.acts.polling import CLAUSES, Poll
from tests.acts.recorded import Recorded
from tests.acts.society import person
from tests.portal.sending import send, slip
from tests.portal.set_up import set_up
from tests.portal.stage import Client, Site, free_port, log_in, served
from tests.portal.test_hostile_storage import hand_in

BALLOTS = b'2 1\n7 1 2 0\n4 2 0\n0\n"one"\n"two"\n"chair"\n'


@pytest.fixture(scope="module")
def union(tmp_path_factory):
    """An election by ranking, closed and not counted yet."""
    folder = tmp_path_factory.mktemp("count") / "org"
    method = Method(name="av", ballot="open")
    rules = tuple(replace(each, method=method) if each.no == "5" else each for each in CLAUSES)
    made = Recorded(folder, founders=12, rules=rules)
    Poll(made).closed(5, 6)
    with Register.create(folder / FOLDER) as register:
        for n in (3, 4, 9):
            register.add(person(n), Person(name=f"Member Number{n}", email=f"member{n}@example.org"))
    made.organisation.close()
    with served(Site(folder, f"http://localhost:{free_port()}", None)) as found:
        yield found


def test_a_count_is_entered_with_its_ballots_and_given_to_everybody(union):
    teller, stranger = Client(union.url), Client(union.url)
    log_in(teller, "member3@example.org")
    assert stranger.get("/elections/e1/root.blt").status == 404
    page, fields = "/act/enter-count/", {"election": "e1", "unit": "root", "invalid": "0"}
    wrong = send(
        teller, slip(teller, page), {**fields, "took_part": "12", "valid": "12"}, {"ballots": BALLOTS}
    )
    assert (wrong.status, "ballots in the file: 11" in wrong.text) == (422, True)
    review = send(
        teller, slip(teller, page), {**fields, "took_part": "11", "valid": "11"}, {"ballots": BALLOTS}
    )
    assert review.status == 200, review.text
    act = html.unescape(re.search(r'<pre tabindex="0">(.*?)</pre>', review.text)[1]).encode()
    assert sha256(BALLOTS).hexdigest() in act.decode()
    keys = [SshSigner(sha256(f"{person(n)} 0".encode()).digest()) for n in (3, 4)]
    assert hand_in(union, act, json.loads(msgspec.json.encode([sign(act, key) for key in keys]))) is not None
    assert "/elections/e1/root.blt" in stranger.get("/elections/e1/").text
    assert blt.read(stranger.get("/elections/e1/root.blt").text.encode()) == blt.read(BALLOTS)
    for missing in ("/elections/e1/north.blt", "/elections/none/root.blt"):
        assert stranger.get(missing).status == 404


def test_the_rankings_out_of_a_box_are_given_too_and_elect_whom_the_record_seated(site):
    stranger, election = Client(site.url), "delegate-2025"
    found = blt.read(stranger.get(f"/elections/{election}/root.blt").text.encode())
    assert isinstance(found, Ballots)
    assert found.seats == 2, "another program fills as many seats as the election has"
    history = site.year.on.organisation.state.offices.history("root", "delegate")
    seated = {each.member for each in history if each.source == election}
    assert {each.name for each in count("scottish-stv", found, seats=2).elected} == seated


def test_papers_beside_a_box_have_a_name_and_an_address(site):
    """Their part of a unit is kept under a name with a stroke in it."""
    set_up(site)
    from bylaw.portal.templatetags.bylaw import body  # noqa: PLC0415 - Django must be set up first

    assert (body("north/paper"), body("north")) == ("north, on paper", "north")
    assert resolve("/elections/e1/north/paper.blt").kwargs == {"name": "e1", "unit": "north/paper"}
