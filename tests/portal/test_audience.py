"""Where the bylaws let members alone read the entries: who is given what, and how a member verifies at home."""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
from hashlib import sha256
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from urllib.robotparser import RobotFileParser

import pytest

from bylaw.acts.act import Signer
from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.record.sshsig import SshSigner, write_private_key
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Audience, May
from tests.acts.recorded import BOXES, Recorded
from tests.acts.society import person
from tests.portal.pages import WITHOUT_ENTRIES
from tests.portal.stage import BYLAW, Client, Site, free_port, log_in, served, start
from tests.portal.test_acting import shown_act
from tests.portal.test_api import ask, session
from tests.portal.test_entering import routes  # noqa: F401 - a fixture

MEMBER, STEWARD, LEAVER, LEFT = 9, 7, 10, 11
CLAUSE = Clause(no="90", words="The entries are for members.", audience=Audience(entries="members"))
RULES = (
    Clause(no="88", words="Each leaves by her own word.", of=("resign",), may=May(any_of=("subject",))),
    Clause(no="89", words="The secretary amends.", of=("amend-bylaws",), may=May(any_of=("office secretary root",))),
    Clause(no="87", words="Anybody applies.", of=("apply",), may=May(any_of=("applicant",))),
)  # fmt: skip
GIVEN = (
    "/entries/",
    "/entries/?words=society",
    "/entries/0/",
    "/record/tile/entries/000.p/{size}",
    "/api/entries",
    "/api/entries/0",
    "/api/search?kind=found",
)
OPEN = (
    "/",
    "/bylaws/",
    "/offices/",
    "/offices/root/secretary/",
    "/elections/",
    "/figures/",
    "/figures.csv",
    "/verify/",
    "/entries/0/proof",
    "/record/checkpoint",
    "/record/tile/0/000.p/{size}",
    "/api/head",
    "/api/organisation",
    "/api/bylaws/90",
)


def found(folder, *rules):
    """A society of twelve, one of whom serves a branch; the key of one lies in its folder, as in a demo."""
    made = Recorded(
        folder, founders=12, rules=(*BOXES, *RULES, *rules), branches=(("steward", STEWARD, "north"),)
    )
    with Register.create(folder / FOLDER) as register:
        for n in range(1, 13):
            register.add(person(n), Person(name=f"Member Number{n}", email=f"member{n}@example.org"))
    key = SshSigner(sha256(f"{person(LEAVER)} 0".encode()).digest())
    (folder / "keys" / "leaver").write_bytes(write_private_key(key))
    return made


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """Anybody reads its entries, until an amendment; then somebody leaves. Gives what a stranger got before."""
    folder = tmp_path_factory.mktemp("audience") / "org"
    s = found(folder)
    with served(Site(folder, f"http://localhost:{free_port()}")) as site:
        stranger = Client(site.url)
        before = {path: stranger.get(path.format(size=1)).status for path in GIVEN}
        s.do("amend-bylaws", s.office(1, "secretary"), name="a1", clauses=(CLAUSE,))
        s.wait(1)
        s.do("resign", Signer(person(LEFT), "subject"), member=person(LEFT))
        assert "3 entries" in stranger.get("/").text
        yield site, before
    s.organisation.close()


def at(path):
    return path.format(size=3)


def client_of(site, n):
    client = Client(site.url)
    log_in(client, f"member{n}@example.org")
    return client


def asked(site, path, key):
    return urlopen(Request(site.url + path, headers={"Authorization": f"Bearer {key}"}), timeout=120)


def key_of(client):
    page = client.post("/me/copy/", {}).text
    return re.search(r"<pre[^>]* aria-labelledby=.key.>([^<]+)</pre>", page)[1]


def test_a_stranger_is_given_entries_only_until_the_clause_is_law(closed):
    site, before = closed
    assert set(before.values()) == {200}
    for path in GIVEN:
        found = Client(site.url).get(at(path))
        assert found.status == 401, path
        assert found.headers["Cache-Control"] == "no-store"
        assert found.headers["Www-Authenticate"].startswith("Bearer")
        assert "90" in found.text, path
        assert "The entries are for members." in found.text, path
    told = json.loads(Client(site.url).get("/api/entries/0").text)
    assert [each["clause"] for each in told["findings"]] == ["90"]


def test_heads_hashes_proofs_bylaws_offices_and_results_stay_open(closed):
    site, _ = closed
    for path in OPEN:
        assert Client(site.url).get(at(path)).status == 200, path
    home = Client(site.url).get("/").text
    assert "Members alone read the entries" in home
    assert 'href="/entries/0/"' not in home


def test_every_address_without_a_log_in_says_whether_it_gives_entries(routes):  # noqa: F811 - the fixture
    from bylaw.portal import audience  # noqa: PLC0415 - Django must be set up first
    from bylaw.portal.api import api  # noqa: PLC0415 - the same

    pages = {str(route.pattern) for route in routes if getattr(route.callback, "public", False)}
    asked = api.get_openapi_schema()["paths"].items()
    free = {path for path, does in asked if any("security" not in each for each in does.values())}
    free = {path.replace("{", "<").replace("}", ">").removeprefix("/") for path in free}
    assert pages | free == audience.GIVES | WITHOUT_ENTRIES.keys()
    assert not audience.GIVES & WITHOUT_ENTRIES.keys()


@pytest.mark.parametrize("who", [MEMBER, STEWARD], ids=["a member", "an officer of another body"])
def test_every_member_in_force_is_given_them(closed, who):
    client = client_of(closed[0], who)
    for path in (*GIVEN, *OPEN):
        assert client.get(at(path)).status == 200, path
    assert client.get("/entries/0/").headers["Cache-Control"] == "no-store"
    assert 'href="/entries/0/"' in client.get("/").text


def test_who_has_left_is_refused_by_the_clause(closed):
    client = client_of(closed[0], LEFT)
    assert client.get("/me/").status == 200
    for path in GIVEN:
        found = client.get(at(path))
        assert found.status == 403, path
        assert "The entries are for members." in found.text, path
    assert client.get("/me/copy/").status == 403
    assert client.get("/me/copy/record.tar").status == 403


def test_a_key_reads_files_of_the_record_and_nothing_else(closed):
    site, _ = closed
    key = key_of(client_of(site, MEMBER))
    with asked(site, at("/record/tile/entries/000.p/{size}"), key) as found:
        assert found.status == 200
    with pytest.raises(OSError, match="401"):
        asked(site, "/api/entries", key)
    with pytest.raises(OSError, match="401"):
        asked(site, at("/record/tile/entries/000.p/{size}"), key[:-1] + ("A" if key[-1] != "A" else "B"))


def opens(site, key):
    try:
        with asked(site, at("/record/tile/entries/000.p/{size}"), key) as found:
            return found.status == 200
    except HTTPError as refused:
        return refused.code != 401


def test_a_key_is_taken_back_by_whoever_made_it_and_by_nobody_else(closed):
    site, _ = closed
    client, other = client_of(site, MEMBER), client_of(site, STEWARD)
    lost, kept = key_of(client), key_of(client)
    page = other.post("/me/copy/", {"take_back": lost[:8]}).text
    assert "taken back" not in page
    assert lost[:8] not in page, "keys of hers are nobody else's to see"
    assert opens(site, lost)
    assert "taken back" in client.post("/me/copy/", {"take_back": lost[:8]}).text
    assert (opens(site, lost), opens(site, kept)) == (False, True)
    page = client.get("/me/copy/").text
    assert (lost[:8] in page, kept[:8] in page, kept in page) == (False, True, False)
    told = json.loads(client.get("/me/data/").text)["reading_keys"]
    assert kept[:8] in {each["begins"] for each in told}


def test_a_program_makes_lists_and_takes_back_keys_of_its_member(closed):
    site, _ = closed
    hers, other = session(site, f"member{MEMBER}@example.org"), session(site, f"member{STEWARD}@example.org")
    made = ask(site, "me/reading-keys", {}, hers)[1]
    assert opens(site, made["key"])
    assert made["begins"] in {each["begins"] for each in ask(site, "me/reading-keys", None, hers)[1]}
    assert (taken(site, made["begins"], other), opens(site, made["key"])) == (404, True)
    assert (taken(site, made["begins"], hers), opens(site, made["key"])) == (200, False)
    answers = [ask(site, "me/reading-keys", {}, other) for _ in range(11)]
    assert {status for status, _ in answers[:-2]} == {200}
    assert answers[-1][0] == 422
    assert "take one back first" in answers[-1][1]
    refused = client_of(site, STEWARD).post("/me/copy/", {})
    assert (refused.status, "take one back first" in refused.text) == (422, True)


def taken(site, begins, who):
    return ask(site, f"me/reading-keys/{begins}/take-back", {}, who)[0]


def test_search_engines_are_asked_to_leave_every_entry_alone(closed):
    from bylaw.portal import audience  # noqa: PLC0415 - Django must be set up first

    rules = RobotFileParser()
    rules.parse(Client(closed[0].url).get("/robots.txt").text.splitlines())
    for path in audience.GIVES:
        assert not rules.can_fetch("anything", f"/{path}"), path
    for path in ("/", "/bylaws/", "/offices/", "/elections/", "/figures/", "/verify/"):
        assert rules.can_fetch("anything", path), path


def verified(*given):
    done = subprocess.run(
        [BYLAW, "verify", *given, "--unwitnessed-ok", "--json"],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_a_member_verifies_at_home_by_her_key_and_from_her_copy(closed, tmp_path):
    site, _ = closed
    client, kept = client_of(site, MEMBER), tmp_path / "key"
    url = f"{site.url}/record/"
    code, told = verified(url)
    assert code == 3 or json.loads(told)["verdict"] != "valid"
    assert "members alone" in told
    kept.write_text(key_of(client) + "\n")
    assert verified(url, "--reading-key", str(kept))[0] == 0
    kept.write_text("two lines\nof something")
    code, told = verified(url, "--reading-key", str(kept))
    assert (code, "no reading key" in told) == (3, True)
    (tmp_path / "record.tar").write_bytes(raw(client, "/me/copy/record.tar"))
    with tarfile.open(tmp_path / "record.tar") as packed:
        packed.extractall(tmp_path, filter="data")
    assert verified(str(tmp_path / "record"))[0] == 0


def test_who_leaves_is_told_her_last_entry_and_where_its_proof_is(tmp_path):
    found(tmp_path / "org", CLAUSE).organisation.close()
    with served(Site(tmp_path / "org", f"http://localhost:{free_port()}")) as site:
        client = client_of(site, LEAVER)
        assert client.get("/entries/0/").status == 200
        review = client.post("/act/resign/", {"member": person(LEAVER)}, "/act/resign/")
        done = client.post("/sign/demo/", {"act": shown_act(review.text), "words": ""}, "/me/")
        assert done.status == 200, done.text
        assert "entry 1 of the record" in done.text
        assert client.get(re.search(r'href="(/entries/1/proof)"', done.text)[1]).status == 200
        assert client.get("/entries/1/").status == 403


@pytest.mark.parametrize(("rules", "told"), [((CLAUSE,), True), ((), False)], ids=["members", "anyone"])
def test_the_server_names_at_its_start_the_clause_that_binds_a_web_server_before_it(tmp_path, rules, told):
    found(tmp_path / "org", *rules).organisation.close()
    site = Site(tmp_path / "org", f"http://localhost:{free_port()}")
    server = start(site)
    assert Client(site.url).get("/robots.txt").status == 200, "all is said by then"
    server.terminate()
    said = server.stdout.read()
    server.communicate(timeout=120)
    entries = site.folder / "record" / "tile" / "entries"
    assert (f"clause 90: entries are for members, so no web server may give out {entries}" in said) == told


def raw(client, path):
    with client._opener.open(client.url + path, timeout=120) as found:
        return found.read()
