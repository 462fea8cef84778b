"""Officers at work: a meeting from its notice to the list from the door; lists, labels and letters; what others may not."""

import csv
import io
import json
import re
import subprocess

import pytest
from playwright.sync_api import expect

from bylaw.people.paper import LINES, Unprintable, address, labels
from bylaw.store.organisation import Organisation
from tests.portal.assembly import SECRETARY, client_of, convene, signed
from tests.portal.browsing import PHONE, barriers, click, enter, opened
from tests.portal.intruder import application
from tests.portal.stage import BYLAW, Client, free_port, play, served

QUESTIONS = """{"name": "Committee", "description": "", "questions": [
{"answers": ["Ada", "Bo"], "blank": true, "min": 1, "max": 1, "question": "Chair"}]}"""


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """An organisation that this file alone acts in, with a meeting that was called in time and is open."""
    with served(play(tmp_path_factory.mktemp("officers") / "local", free_port())) as found:
        convene(found, "july", "in-person")
        yield found


def cards_of(stage, *who):
    state = Organisation.open(stage.folder).state
    return [list(state.cards.of_member(stage.year.on.member(each)))[-1].name for each in who]


def test_the_list_of_a_door_becomes_attendance(stage):
    office = client_of(stage, SECRETARY)
    cards = json.dumps([*cards_of(stage, "m042", "m043"), "0" * 32, 7])
    path = "/meetings/july/arrivals/"
    signed(office, office.post(path, {"cards": cards}, "/meetings/july/"))
    page = office.get("/meetings/july/").text
    assert 'aria-label="2"' in page
    again = office.post(path, {"cards": cards}, "/meetings/july/")
    assert again.status == 422
    assert "the list is empty" in again.text
    for nothing in ("", "{", "[]", '{"a":1}', "7"):
        assert office.post(path, {"cards": nothing}, "/meetings/july/").status == 422
    member = client_of(stage, "member46@example.org")
    assert member.get("/meetings/july/").status == 200
    assert "From the door" not in member.get("/meetings/july/").text
    assert member.post(path, {"cards": cards}, "/me/").status == 404
    assert office.get("/meetings/none/").status == 404


def test_the_page_brings_what_this_device_s_door_let_in(stage, browser):
    page = opened(browser, stage.url, viewport=PHONE)
    enter(page, "officer")
    kept = json.dumps({"july": dict.fromkeys(cards_of(stage, "m044"), 1), "": {"x": 1}})
    page.evaluate("kept => localStorage.setItem('bylaw-door-in', kept)", kept)
    page.goto("/meetings/july/")
    expect(page.locator("#arrivals output")).to_have_text("1")
    click(page, "Put them on the list", "Record attendance")
    expect(page.get_by_text("Nothing stands in the way")).to_be_visible()
    for path in ("/meetings/july/", "/meetings/", "/register/"):
        page.goto(path)
        assert not barriers(page), path


@pytest.mark.parametrize(
    ("what", "kind", "begins"),
    [
        ("csv", "text/csv", '"member","name"'),
        ("vcard", "text/vcard", "BEGIN:VCARD"),
        ("addresses", "text/csv", ""),
        ("labels", "application/pdf", "%PDF-"),
        ("door-list", "application/pdf", "%PDF-"),
    ],
)
def test_a_list_is_given_and_every_member_can_read_why(stage, what, kind, begins):
    office, why = client_of(stage, SECRETARY), f"the assembly needs {what}"
    found = office.post("/register/take/", {"what": what, "whom": "all", "why": why}, "/register/")
    assert found.status == 200
    assert found.headers["Content-Type"].startswith(kind)
    assert found.text.startswith(begins)
    assert why in client_of(stage, "member46@example.org").get("/me/looks/").text
    without = office.post("/register/take/", {"what": what, "whom": "all", "why": ""}, "/register/")
    assert without.status == 400


def test_addresses_are_what_letters_with_credentials_take(stage, tmp_path):
    office = client_of(stage, SECRETARY)
    asked = {"what": "addresses", "whom": "all", "why": "credentials for the box"}
    rows = list(csv.reader(io.StringIO(office.post("/register/take/", asked, "/register/").text)))
    assert rows
    assert all(2 <= len(row) <= 1 + LINES for row in rows)
    for part, text in (("voters.txt", "".join(f"{row[0]}\n" for row in rows)), ("questions.json", QUESTIONS)):
        (tmp_path / part).write_text(text)
    with (tmp_path / "addresses.csv").open("w", newline="") as out:
        csv.writer(out).writerows(rows)
    for words in (
        "draft questions.json draft.json",
        "credentials draft.json voters.txt office public.json",
        "letters draft.json office addresses.csv letters.pdf",
    ):
        done = subprocess.run(
            [BYLAW, "election", *words.split()], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        assert done.returncode == 0, done.stdout + done.stderr
    told = subprocess.run(
        ["pdfinfo", tmp_path / "letters.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert re.search(rf"Pages: +{len(rows)}\b", told)


def test_a_letter_goes_out_on_paper_and_one_comes_back(stage):
    office = client_of(stage, SECRETARY)
    letter = {"whom": "paper", "subject": "Assembly in July", "body": "Dear member,\n\nwe meet."}
    place, again, other = (
        office.post("/register/letters/", each, "/register/").headers["Location"]
        for each in (letter, letter, {**letter, "subject": "Assembly in August"})
    )
    assert (again == place, other == place) == (True, False), "a second click writes to nobody twice"
    page = office.get(place).text
    members = re.findall(r'name="member" value="([0-9a-f]{32})"', page)
    assert len(members) == 6
    assert office.post(f"{place}pdf/", {}, place).text.startswith("%PDF-")
    assert office.post(f"{place}mark/", {"member": members[0], "state": "returned"}, place).status == 302
    assert "1 returned" in office.get(place).text
    for wrong in ({"member": members[0], "state": "eaten"}, {"member": "f" * 32, "state": "returned"}):
        assert office.post(f"{place}mark/", wrong, place).status == 404
    assert office.post("/register/letters/", {**letter, "body": ""}, "/register/").status == 400


def test_the_register_is_for_those_who_keep_it(stage):
    other = client_of(stage, "member46@example.org")
    for path in ("/register/", "/register/letters/1/"):
        assert other.get(path).status == 404
    for path in (
        "/register/take/",
        "/register/letters/",
        "/register/letters/1/pdf/",
        "/register/letters/1/mark/",
    ):
        assert other.post(path, {"what": "csv", "why": "x"}, "/me/").status == 404


def test_who_admits_sees_what_was_given_who_speaks_for_it_and_what_is_missing(stage):
    office, other, kim = (
        client_of(stage, SECRETARY),
        client_of(stage, "member46@example.org"),
        stage.year.on.member("kim"),
    )
    assert f"/applicants/{kim}/" in office.get("/applicants/").text
    page = office.get(f"/applicants/{kim}/").text
    assert "Nobody has sponsored it yet" in page
    assert "What would help" in page, "what is missing, with its clause"
    member = client_of(stage, "member7@example.org")
    signed(member, member.post("/act/sponsor/", {"applicant": kim}))
    assert "Nobody has sponsored it yet" not in office.get(f"/applicants/{kim}/").text
    for path in ("/applicants/", f"/applicants/{kim}/"):
        assert other.get(path).status == 404
    assert office.get(f"/applicants/{'f' * 32}/").status == 404
    stranger = Client(stage.url)
    _, signed_by_her = application(stranger, "Аda <b>Nova</b>", "nova@new.example", stage.url)  # noqa: RUF001 - meant
    assert stranger.post("/apply/sign/", signed_by_her, "/apply/").status in {200, 302}
    theirs = re.findall(r"/applicants/([0-9a-f]{32})/", office.get("/applicants/").text)
    page = next(
        text for each in theirs if "nova@new.example" in (text := office.get(f"/applicants/{each}/").text)
    )
    assert "da &lt;b&gt;Nova&lt;/b&gt;" in page
    assert "The name has letters of Cyrillic + Latin" in page
    may = " ".join(office.get("/me/").text.split())
    assert re.search("<strong>Admit</strong> <span [^>]+>Аda &lt;b&gt;Nova", may)  # noqa: RUF001 - meant
    assert "Nova&lt;/b&gt;" in other.get("/me/").text, "whom she may vouch for"
    assert "nova@new.example" not in other.get("/me/").text, (
        "what was given beside the name is for who admits"
    )


def test_bodies_and_offices_in_the_words_of_popolo(stage):
    told = json.loads(Client(stage.url).get("/organisation.json").text)
    posts = {post["id"] for post in told["posts"]}
    people = {person["id"]: person.get("name", "") for person in told["persons"]}
    assert "root/secretary" in posts
    assert {"id": "root", "name": "Local 12", "classification": "assembly"} in told["organizations"]
    now = [m for m in told["memberships"] if m["post_id"] == "root/secretary" and m["end_date"] > "2027"]
    assert people[now[0]["person_id"]]
    assert all(m["post_id"] in posts and m["person_id"] in people for m in told["memberships"])


def test_an_address_of_many_parts_fits_the_window():
    assert address("Ada", "1 Road, Town").lines == ("Ada", "1 Road", "Town")
    assert address("Ada", ",".join("abcdefgh")).lines == ("Ada", "a", "b", "c", "d", "e, f, g, h")
    assert labels([address("Ada", "1 Road")]).startswith(b"%PDF-")
    with pytest.raises(Unprintable, match="not in the font"):
        labels([address("\U00013000", "1 Road")])
