"""Files in place of words: sealed, named by their commitment, given to those alone who may, as downloads."""

import html
import json
import re
import resource
from base64 import b64decode

import pytest
from playwright.sync_api import expect

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from tests.portal.browsing import PHONE, click, enter, opened
from tests.portal.intruder import bare
from tests.portal.sending import send, slip
from tests.portal.set_up import set_up
from tests.portal.stage import Client, log_in, served, start, twin
from tests.portal.test_acting import shown_act
from tests.portal.test_api import ask, session

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 4
AUTHOR, OTHER, HOLDER = "member42@example.org", "member16@example.org", "member31@example.org"


@pytest.fixture(scope="module")
def stage(played, tmp_path_factory):
    """An organisation that this file alone acts in."""
    with served(twin(played, tmp_path_factory.mktemp("attached") / "local")) as found:
        yield found


def client_of(stage, address):
    client = Client(stage.url)
    log_in(client, address)
    return client


def complain(client, name, files, **fields):
    given = {"complaint": name, "body": "root", **fields}
    return send(client, slip(client, "/act/file-complaint/"), given, files)


def sign(client, review):
    assert review.status == 200, review.text
    return client.post("/sign/demo/", {"act": shown_act(review.text)}, "/me/")


def kept(stage, member):
    with Register.open(stage.folder / FOLDER) as register:
        return register.openings_for(stage.year.on.member(member))


def bytes_of(client, path):
    """Download a file as it is."""
    with client._opener.open(client.url + path) as found:
        return found.read()


def test_a_complaint_is_a_file_that_author_and_holder_open_and_nobody_else(stage):
    author, other, holder = (client_of(stage, each) for each in (AUTHOR, OTHER, HOLDER))
    review = complain(author, "leaking-roof", {"text": PDF})
    assert "PDF, " in review.text
    assert sign(author, review).status == 302
    place = "/complaints/leaking-roof/"
    assert place in holder.get("/cases/").text
    assert place not in other.get("/cases/").text
    assert other.get(place).status == 404
    paper = re.search(r'name="paper" value="([0-9a-f]{64})"', holder.get(place).text)[1]
    assert other.post(f"{place}read/", {"paper": paper, "why": "curious"}, "/me/").status == 404
    for without in ({"paper": paper, "why": " "}, {"paper": "f" * 64, "why": "to answer"}):
        assert holder.post(f"{place}read/", without, place).status == 404
    given = holder.post(f"{place}read/", {"paper": paper, "why": "to <answer> it"}, place)
    assert given.headers["Content-Type"] == "application/pdf"
    assert given.headers["Content-Disposition"].startswith("attachment; filename=text-")
    assert "sandbox" in given.headers["Content-Security-Policy"]
    assert given.text.startswith("%PDF-1.7")
    assert html.escape("to <answer> it") in author.get("/me/looks/").text
    assert "to &lt;answer&gt;" not in other.get("/me/looks/").text
    mine = json.loads(author.get("/me/data/").text)["private_words"]
    assert PDF in [b64decode(each["base64"]) for each in mine if "base64" in each]


def test_what_is_meant_for_all_members_is_read_by_them_and_by_nobody_without_a_log_in(stage):
    office, other, stranger = client_of(stage, HOLDER), client_of(stage, OTHER), Client(stage.url)
    review = send(office, slip(office, "/act/file-minutes/"), {"meeting": "m-feb"}, {"minutes": PDF})
    entry = sign(office, review).headers["Location"].partition("?")[0]
    link = f"{entry}papers/minutes/"
    assert link in other.get(entry).text
    assert bytes_of(other, link) == PDF
    assert link not in stranger.get(entry).text
    assert stranger.get(link).status == 302
    (paper,) = ask(stage, f"{entry.strip('/')}/papers", None, session(stage, OTHER))[1]
    assert b64decode(paper["base64"]) == PDF, "programs of members have it too"
    assert ask(stage, f"{entry.strip('/')}/papers")[0] == 401
    for wrong in (f"{entry}papers/meeting/", f"{entry}papers/none/", "/entries/0/papers/minutes/"):
        assert other.get(wrong).status == 404
    words = office.post("/act/file-minutes/", {"meeting": "m-feb", "minutes": "We <met>."})
    hidden = html.unescape(re.search(r'name="words" value="([^"]+)"', words.text)[1])
    done = office.post("/sign/demo/", {"act": shown_act(words.text), "words": hidden}, "/me/")
    entry = done.headers["Location"].partition("?")[0]
    assert "We &lt;met&gt;." in other.get(f"{entry}papers/minutes/").text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00\x03\x00\x00\x00", "Only PDF"),
        (b"\xff\xfe\x00a", "Only PDF"),
        (b"PK\x03\x04 a bomb", "Only PDF"),
        (b"%PDF-" + b"x" * (20 * 2**20), "20 MB at most"),
    ],
)  # fmt: skip
def test_other_files_are_turned_away_in_words_and_nothing_is_kept(stage, content, words):
    author = client_of(stage, AUTHOR)
    before = len(kept(stage, "m041"))
    found = complain(author, "odd", {"text": content})
    assert (found.status, words in found.text) == (400, True)
    assert len(kept(stage, "m041")) == before
    assert '<a href="#a-text">' in found.text, "it leads to where the file is chosen"
    assert 'id="a-text" aria-invalid="true" aria-describedby="wrong i-text"' in found.text
    assert found.text.count("aria-invalid") == 1, "the words beside it are not what is wrong"


def test_a_file_for_which_nobody_signs_leaves_the_register(stage):
    author = client_of(stage, AUTHOR)
    assert sign(author, complain(author, "signed", {"text": PDF})).status == 302
    before = len(kept(stage, "m041"))
    review = complain(author, "never", {"text": b"never signed"})
    assert "TXT, " in review.text
    assert len(kept(stage, "m041")) == before + 1
    typed = dict(
        re.findall(r'<input type="hidden" name="(complaint|body|text)" value="([^"]+)"', review.text)
    )
    again = author.post("/act/file-complaint/", {**typed, "edit": "1"}, "/act/file-complaint/")
    assert "A file is attached: TXT" in again.text, "what was sent is kept while one changes the rest"
    for _ in range(7):
        author.post("/guide/later/", {"days": "1"}, "/guide/")
    complain(author, "later", {"text": b"another"})
    found = [opening.value for opening in kept(stage, "m041")]
    assert b"never signed" not in found
    assert {b"another", PDF} <= set(found), "what an act names stays"


def test_room_is_for_those_who_were_given_it(stage):
    head = "POST /act/file-complaint/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n"
    assert bare(stage, head.encode()).split()[1] == b"413"


def test_a_full_disk_says_so_and_the_same_can_be_sent_again(played, tmp_path):
    site = twin(played, tmp_path / "local")
    server = start(site)
    try:
        author = client_of(site, AUTHOR)
        address, before = (
            slip(author, "/act/file-complaint/"),
            resource.prlimit(server.pid, resource.RLIMIT_FSIZE),
        )
        first, second = b"%PDF-1" + b"x" * 3_000_000, b"%PDF-2" + b"x" * 3_000_000
        assert (
            sign(author, send(author, address, {"complaint": "one", "body": "root"}, {"text": first})).status
            == 302
        )
        fields = {"complaint": "two", "body": "root"}
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (5_000_000, before[1]))
        found = send(author, address, fields, {"text": second})
        assert (found.status, "Nothing was recorded" in found.text) == (503, True), "the register is full"
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (1_000_000, before[1]))
        head = f"POST {address} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n"
        assert bare(site, head.encode() + second[:1_500_000]).split()[1] == b"507", (
            "not even the request fits"
        )
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, before)
        assert second not in {opening.value for opening in kept(site, "m041")}
        assert sign(author, send(author, address, fields, {"text": second})).status == 302
        assert {first, second} <= {opening.value for opening in kept(site, "m041")}
    finally:
        server.terminate()
        server.communicate()


def test_a_member_attaches_a_file_in_a_browser(stage, browser, tmp_path):
    path = tmp_path / "Brief an den Vorstand.pdf"
    path.write_bytes(PDF)
    page = opened(browser, stage.url, viewport=PHONE)
    enter(page, "member")
    page.goto("/act/file-complaint/")
    page.get_by_label("Complaint", exact=True).fill("cold-hall")
    page.get_by_label("Body", exact=True).select_option("root")
    page.get_by_label("Text: or a file").set_input_files(path)
    click(page, "Continue", "Attached")
    page.get_by_role("button", name="Sign with the demo").click()
    expect(page.get_by_text("Recorded as entry")).to_be_visible()


def test_every_form_that_takes_a_file_reads_one(stage):
    """Whatever else is missing in it: what the field is called, `items` too, is nothing to stumble over."""
    set_up(stage)
    from bylaw.portal import attached, forms  # noqa: PLC0415 - Django must be set up first

    office, seen = client_of(stage, HOLDER), set()
    for kind, act in forms.FORMS.items():
        for name in attached.places(act):
            found = send(office, slip(office, f"/act/{kind}/"), {}, {name: PDF})
            assert found.status in {400, 404, 422}, (kind, name)
            seen.add(name) if f'id="f-{name}" tabindex="-1"' in found.text else None
    assert {"text", "items", "reasons"} <= seen


def test_a_list_that_is_handed_over_can_be_a_file(stage):
    office = client_of(stage, HOLDER)
    mandates = re.findall(r'<option value="(secretary-[^"]+)"', office.get("/act/hand-over/").text)
    given = {"mandate": mandates[0], "to": mandates[0]}
    review = send(office, slip(office, "/act/hand-over/"), given, {"items": PDF})
    assert (review.status, "PDF, " in review.text) == (422, True), "to herself it is refused, in words"
