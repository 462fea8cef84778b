"""D1, D8, D13, and the headers: what is shown to whom, what an export may hold, what a name can do to a page."""

import ast
import csv
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request

import pytest

from bylaw.people.export import escaped
from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from tests.cli.test_election_letters import office  # noqa: F401 - a fixture
from tests.portal.intruder import token
from tests.portal.stage import Client, log_in, served, twin
from tests.portal.test_acting import shown_act
from tests.portal.test_walk import addresses  # noqa: F401 - a fixture

SOURCE = Path(__file__).parents[2] / "src" / "bylaw"
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def private(site):
    """One of the imported roll who neither holds an office nor ever stood for one: her name is nobody's business."""
    state = site.year.on.organisation.state
    public = {m.member for m in state.offices.mandates.values()}
    public |= {member for named in state.elections.nominations.values() for member in named}
    with Register.open(site.folder / FOLDER) as register:
        members = sorted(
            (p.email, m) for m, p in register.people() if p.email.startswith("member") and m not in public
        )
    return next(m for _, m in members if any(state.members.roll.current(m, state.at)))


@pytest.fixture(scope="module")
def hall(played, tmp_path_factory):
    """An organisation whose president has a name that is markup."""
    site = twin(played, tmp_path_factory.mktemp("reading") / "local")
    nobody = private(site)
    with Register.open(site.folder / FOLDER) as register:
        for member, person in list(register.people()):
            if person.email in {"member21@example.org", "member31@example.org"}:
                register.revise(member, type(person)(name=EVIL, email=person.email))
            if member == nobody:
                register.revise(member, type(person)(name="Ulrike Unique", email=person.email))
    with served(site) as found:
        yield found


# --- D1


@pytest.fixture(scope="module")
def waiting(hall):
    """The address of an act that waits for president and secretary, and for nobody else."""
    minutes = {"meeting": "m-feb", "minutes": "5" * 64}
    for address, kind in (
        ("member31@example.org", "file-minutes"),
        ("member21@example.org", "approve-minutes"),
    ):
        client = Client(hall.url)
        log_in(client, address)
        act = shown_act(client.post(f"/act/{kind}/", minutes).text)
        done = client.post("/sign/demo/", {"act": act}, "/me/")
    return done.headers["Location"]


def test_what_waits_for_others_looks_like_what_is_not_there(hall, waiting):
    """Same status, same page, and the work of both alike: the shortest of their times, which no other load makes longer."""
    stranger = Client(hall.url)
    log_in(stranger, "member9@example.org")
    absent = f"/waiting/{'0' * 64}/"
    strip = re.compile(r'value="[^"]*"')
    shown = {path: stranger.get(path) for path in (waiting, absent)}
    assert {each.status for each in shown.values()} == {404}
    bare = {strip.sub("", each.text).replace(path, "") for path, each in shown.items()}
    assert len(bare) == 1
    waits = {waiting: [], absent: []}
    for n in range(600):  # on a loaded machine the shortest needs more of them
        for path, found in waits.items():
            begun = time.perf_counter()
            stranger.get(path)
            found.append(time.perf_counter() - begun)
        one, other = map(min, waits.values())
        if n > 30 and 0.5 < one / other < 2:
            break
    assert 0.5 < one / other < 2, (one, other)
    secretary = Client(hall.url)
    log_in(secretary, "member31@example.org")
    assert secretary.get(waiting).status == 200


@pytest.mark.parametrize("address", ["member9@example.org", "member31@example.org"])
def test_no_page_of_any_officer_shows_whom_she_names_by_id(hall, addresses, address):  # noqa: F811 - the fixture
    """Every address with another's id in it, as a member and as the secretary: nothing of that person's.

    Whoever keeps the register is told the name at the head of the page that corrects its entry, and nothing else there.
    """
    other = private(hall)
    with Register.open(hall.folder / FOLDER) as register:
        person = register.person(other)
    client = Client(hall.url)
    log_in(client, address)
    for pattern in addresses:
        path = "/" + re.sub(r"<\w+:\w+>", other, re.sub(r"<int:\w+>", "0", pattern))
        if path in {"/log-out/", "/outbox/"}:
            continue
        found = client.get(f"{path}?member={other}&id={other}&person={other}")
        assert person.email not in found.text, path
        keeps = path == f"/register/people/{other}/" and address == "member31@example.org"
        assert (person.name in found.text) is keeps, path
    herself = Client(hall.url)
    log_in(herself, person.email)
    assert person.name in herself.get("/me/").text


def test_a_calendar_s_address_is_nobody_else_s(hall):
    client = Client(hall.url)
    log_in(client, "member11@example.org")
    path = re.search(r"/calendar/[^\"]+\.ics", client.get("/me/").text)[0]
    other = private(hall)
    mine = hall.year.on.member("m010")
    assert client.get(path).status == 200
    for forged in (
        path.replace(mine, other),
        f"/calendar/{other}.ics",
        f"/calendar/{mine}.x.ics",
        path[:-5] + ".ics",
    ):
        assert client.get(forged).status == 404


# --- D8


def test_every_place_that_writes_csv_escapes_formulas():
    """A module that makes a CSV file calls `escaped`, or writes numbers of its own alone."""
    writers = [path for path in SOURCE.rglob("*.py") if re.search(r"csv\.(Dict)?[wW]riter", path.read_text())]
    assert len(writers) >= 3
    for path in writers:
        names = {node.id for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Name)}
        assert "escaped" in names or "rehearsal" in path.parts, path


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "|", "%", "＝", "＋"])  # noqa: RUF001
def test_a_cell_that_begins_like_a_formula_is_text(start):
    assert escaped(f"{start}cmd") == f"'{start}cmd"
    assert escaped(f"a{start}") == f"a{start}"


# --- D13


def test_a_name_that_is_markup_is_text_on_every_page(hall):
    visitor, officer = Client(hall.url), Client(hall.url)
    log_in(officer, "member31@example.org")
    shown = 0
    for path in (
        "/",
        "/offices/",
        "/offices/root/president/",
        "/elections/president-2025/",
        "/entries/",
        "/guide/",
    ):
        for client in (visitor, officer):
            found = client.get(path)
            assert found.status == 200, path
            assert "<script>alert" not in found.text, path
            assert "<img src=x" not in found.text, path
            shown += "&lt;script&gt;alert(1)" in found.text
    assert shown > 2
    assert "<script>alert" not in officer.get("/me/").text
    typed = officer.post("/act/sponsor/", {"applicant": EVIL})
    assert "<script>alert" not in typed.text


PROBE = """
import sys
from bylaw.cli import election_letters, main  # what printing needs is loaded before the watch begins
import fpdf
touched = []
def watch(event, args):
    odd = {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "urllib.Request"}
    if event in odd or (event == "open" and any(mark in str(args[0]) for mark in ("passwd", "evil", "log.key"))):
        touched.append((event, str(args)[:200]))
sys.addaudithook(watch)
main.main(sys.argv[1:], standalone_mode=False)
assert not touched, touched
"""


@pytest.mark.parametrize(
    "name",
    ["<img src='file:///etc/passwd'>", "<img src='http://evil.example/x'>", "![x](file:///etc/passwd)",
     "</text><script>alert(1)</script>", "**bold** __under__ [l](http://evil.ex)", "%PDF-1.4 (\\)) Tj ET", "Ada Lovelace"],
)  # fmt: skip
def test_a_name_that_is_markup_is_text_in_print_and_the_printer_opens_nothing(office, name):  # noqa: F811 - the fixture
    with Path("addresses.csv").open("w", newline="") as out:
        csv.writer(out).writerows([[f"m{n}", name, "Way 1", "12345 Town"] for n in (1, 2, 3)])
    words = [
        "election",
        "letters",
        "draft.json",
        "private",
        "addresses.csv",
        "letters.pdf",
        "--sender",
        "Office",
    ]
    done = subprocess.run([sys.executable, "-c", PROBE, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    text = subprocess.run(
        ["pdftotext", "-layout", "letters.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert re.sub(r"\s", "", name) in re.sub(r"\s", "", text)
    raw = Path("letters.pdf").read_bytes()
    assert b"/URI" not in raw
    assert b"/JavaScript" not in raw


# --- headers

STRICT = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=()",
}


def test_every_answer_has_its_headers(hall, addresses):  # noqa: F811 - the fixture
    """Pages, files, forms, the API, errors: no answer without the policy, and no inline script that would need more."""
    client = Client(hall.url)
    log_in(client, "member12@example.org")
    client.get("/me/")
    answers = {
        "/": client.get("/"),
        "/nothing": client.get("/nothing"),
        "/api/nothing": client.get("/api/nothing"),
    }
    answers["403"] = client.post_bare("/sign/", {})
    answers["400"] = client._ask(Request(hall.url, headers={"Host": "evil.example"}))
    for pattern in addresses:
        path = "/" + re.sub(r"<\w+:\w+>", "root", pattern)
        answers[path] = client.get(path)
    for path, found in answers.items():
        for name, value in STRICT.items():
            assert value in found.headers.get(name, ""), (path, name)
        assert "unsafe" not in found.headers["Content-Security-Policy"], path
        assert not re.search(
            r"<[^>]+ (on\w+|style)=", found.text if "html" in found.headers.get("Content-Type", "") else ""
        ), path
    for cookie in client.jar:
        assert cookie.has_nonstandard_attr("HttpOnly") or cookie.name == "csrftoken", cookie.name
    assert token(client)


def test_a_page_that_was_kept_is_dropped_with_the_next_entry(hall):
    """The same page comes with the same tag, and from nothing but the tag; an act that is taken in makes a new one."""
    visitor, member = Client(hall.url), Client(hall.url)
    first = visitor.get("/entries/")
    assert visitor.get("/entries/").headers["Etag"] == first.headers["Etag"]
    visitor._opener.addheaders = [("If-None-Match", first.headers["Etag"])]
    again = visitor.get("/entries/")
    assert (again.status, again.text) == (304, "")
    log_in(member, "member7@example.org")
    act = shown_act(member.post("/act/sponsor/", {"applicant": hall.year.on.member("kim")}).text)
    assert member.post("/sign/demo/", {"act": act}, "/me/").status == 302
    fresh = visitor.get("/entries/")
    assert fresh.status == 200
    assert fresh.headers["Etag"] != first.headers["Etag"]
    assert member.get("/me/").headers.get("Etag") is None
    assert "Log out" in member.get("/entries/").text, "nobody gets another's page, nor she the common one"
