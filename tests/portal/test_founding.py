"""Founding in real browsers: three people on devices of their own found a local, then bring in three hundred members."""

import json
import re
import subprocess
import time

import pytest
from msgspec.structs import replace
from playwright.sync_api import expect

from bylaw.acts.law.beginning import in_turn
from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.portal.desk import Desk, open_desk
from bylaw.portal.founding.draft import begun as drafted
from bylaw.portal.founding.draft import written
from bylaw.portal.founding.under_way import enter
from bylaw.record.signing import message
from bylaw.rules.load import load
from bylaw.store.authenticator import SoftPasskey
from bylaw.store.profiles import profiles
from tests.portal import founders
from tests.portal.browsing import PHONE, barriers, click, enter_by_passkey, width
from tests.portal.founders import FOUNDERS, device, link_of, make_key, prepare, sign, start, write
from tests.portal.hands import KEYBOARD, MOUSE
from tests.portal.heard import Page, flaws
from tests.portal.stage import BYLAW, Client, free_port
from tests.portal.trees import tree


@pytest.fixture
def begun(tmp_path):
    """A folder in which a founding is served, its address, and the link of whoever prepares it."""
    with founders.begun(tmp_path / "club") as found:
        yield found


def holder_of(devices, office):
    """The device of whoever holds an office, as her own page says."""
    return next(page for page in devices if office in page.get_by_role("main").inner_text())


@pytest.mark.parametrize("hand", [MOUSE, KEYBOARD], ids=["mouse", "keyboard"])
def test_three_found_a_local_and_bring_in_three_hundred(browser, begun, tmp_path, hand):
    folder, url, link = begun
    chair = device(browser, url)
    links = prepare(chair, link, hand)
    tree(chair, "founding-offices")
    assert not list(flaws(Page(chair.content())))
    assert width(chair) == PHONE["width"], "the links of the founders fit a phone"
    devices = {who: device(browser, url) for who in FOUNDERS}
    for who, page in devices.items():
        page.goto(links[who])
        assert not barriers(page) + list(flaws(Page(page.content())))
        make_key(page, links[who], hand)
    write(chair, link, hand)
    assert not barriers(chair)
    *first, last = devices
    for who in first:
        sign(devices[who], links[who], "You have signed", hand)
    devices[last].goto(links[last])
    tree(devices[last], "founding-sign")
    sign(devices[last], links[last], "Log in", hand)
    for page in devices.values():
        enter_by_passkey(page, hand)
    with Register.open(folder / FOLDER) as register:
        assert {person.name: person.email for _, person in register.people()} == FOUNDERS
    bring_in_a_roll(devices.values(), tmp_path / "roll.csv", hand)
    verified = subprocess.run(
        [BYLAW, "verify", f"{url}/record/", "--unwitnessed-ok", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(verified.stdout)
    assert (verified.returncode, told["verdict"], told["clock"]) == (0, "valid", "real")
    chair.goto("/")
    expect(chair.get_by_text("303 members run this organisation")).to_be_visible()


def local():
    return load(profiles()["us-union-local"])


def bring_in_a_roll(devices, path, hand):
    rows = (f"Member {n},m{n}@old.example,2019-01-01,ordinary\n" for n in range(300))
    path.write_text("name,email,since,class\n" + "".join(rows))
    secretary, president = holder_of(devices, "Secretary"), holder_of(devices, "President")
    secretary.goto("/register/import/")
    with secretary.expect_file_chooser() as asked:
        hand.go(secretary.get_by_label("Table (CSV)"))
    asked.value.set_files(path)
    click(secretary, "Read it", "A roll of 300 members", hand)
    tree(secretary, "roll")
    place = secretary.url
    hand.go(secretary.get_by_role("button", name="Sign with my passkey"))
    expect(secretary.get_by_text("You have signed; it waits for the others")).to_be_visible()
    waits = re.search(r"/waiting/\w+/", secretary.url)[0]
    president.goto(waits)
    click(president, "Sign with my passkey", "A roll of 300 members", hand)
    secretary.goto(place)
    expect(secretary.get_by_text("Every member of it is on the roll")).to_be_visible()


def test_a_founding_goes_on_after_its_server_stopped(browser, begun, tmp_path):
    url = f"http://localhost:{free_port()}"
    folder = tmp_path / "stopped"
    server = start(folder, url)
    link = link_of(server)
    page = device(browser, url)
    links = prepare(page, link)
    make_key(page, next(iter(links.values())))
    server.kill()
    server.communicate(timeout=20)
    server = start(folder, url)
    assert link_of(server) == link
    page.goto(link)
    expect(page.get_by_role("row", name="Anna Ahrens").get_by_text("made")).to_be_visible()
    expect(page.get_by_role("row", name="Anna Ahrens").locator("code.id")).to_be_visible()
    server.terminate()
    server.communicate(timeout=20)


@pytest.mark.parametrize(
    ("name", "profile", "people", "said"),
    [
        ("", "us-union-local", "A, a@x.example", "a name of at most 200"),
        ("Local", "no-such", "A, a@x.example", "Choose the bylaws"),
        ("Local", "us-union-local", "", "between 1 and 60"),
        ("Local", "us-union-local", "A, a@x.example\nB", "Line 2"),
        ("Local", "us-union-local", "A, a@x.example\nB, a@x.example", "Line 2: this address"),
        ("Local", "us-union-local", "A, a\N{RIGHT-TO-LEFT OVERRIDE}@x.example", "Line 1"),
        (
            "Local",
            "us-union-local",
            "\n".join(f"A{n}, a{n}@x.example" for n in range(61)),
            "between 1 and 60",
        ),
    ],
)
def test_what_is_no_founding_is_told_with_its_line(begun, name, profile, people, said):
    _folder, url, link = begun
    here = link.removeprefix(url)
    answer = Client(url).post(here, {"step": "begin", "name": name, "profile": profile, "people": people})
    assert answer.status == 400
    assert said in answer.text


def test_who_has_no_link_takes_no_part_and_nobody_signs_for_another(begun):
    folder, url, link = begun
    client, here = Client(url), link.removeprefix(url)
    assert "Something begins here" in client.get("/").text
    people = "\n".join(f"{who}, {email}" for who, email in FOUNDERS.items())
    given = {"step": "begin", "name": "Local", "profile": "us-union-local", "people": people}
    assert client.post_bare(here, given).status == 403, "no token of the form"
    assert client.post(here, given).status == 302
    seats = re.findall(r"/f/[\w-]+/", client.get(here).text)
    for path in (
        "/f/x/",
        here[:-2] + "/",
        "/f//",
        seats[0] + "x/",
        "/me/",
        "/entries/",
        "/record/checkpoint",
    ):
        assert client.get(path).status == 404, path
    assert client.get(f"{here}bylaws/").status == 200
    signed = {"user": "aa" * 16, "authenticator": "AA==", "client": "AA==", "signature": "AA=="}
    assert client.post(seats[1], signed).status == 400
    assert client.post(here, {"step": "write"}).status == 302
    assert "It can be written once every founder" in client.get(here).text, "nobody has a key yet"
    assert client.post(here, {"step": "share", "seat-0": "f" * 32}).status == 400
    assert (folder / "founding.json").stat().st_mode & 0o077 == 0
    assert client.post(here, {"step": "again"}).status == 302
    assert client.get(seats[1]).status == 404, "the links of a founding that was thrown away end"


def test_a_folder_that_is_in_use_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    done = subprocess.run([BYLAW, "found", tmp_path], capture_output=True, text=True, check=False)
    assert (done.returncode, "not empty" in done.stderr) == (3, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(("days", "founded"), [(6, True), (8, False)])
def test_founders_have_a_week_to_sign_and_then_write_the_act_again(tmp_path, days, founded):
    url = "http://localhost:8000"
    here = enter(tmp_path / "club", url, "bylaw.invalid/club")
    keys = {who: SoftPasskey(who.encode(), "localhost", url) for who in FOUNDERS}
    draft = drafted(here.draft, "us-union-local", "Local 7", list(FOUNDERS.items()))
    people = tuple(replace(one, key=keys[one.name].key) for one in draft.people)
    here.keep(replace(draft, people=people, holders=in_turn(local(), [one.member for one in people])))
    begins = replace(here._begins(), at=int(time.time()) - days * 86_400)
    act = written(here.draft, here.book(), begins)
    signed = tuple(replace(one, signature=keys[one.name].sign(message(act))) for one in people)
    here.keep(replace(here.draft, act=act, people=signed))
    refused = here.found()
    assert (not refused, here.founded) == (founded, founded)
    assert isinstance(open_desk(tmp_path / "club"), Desk) == founded
    if not founded:
        assert [finding.clause for finding in refused] == ["bylaw 4"]
        assert (here.draft.act, len(here.draft.unsigned), here.draft.keyless) == (b"", 3, ())
        assert here.write() == (), "it is written again, with the same keys"
