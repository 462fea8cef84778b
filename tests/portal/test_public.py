"""What everybody may see, and that a copy of the served record verifies."""

import html
import http.client
import json
import re
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.portal.stage import Client, verify

PAGES = {
    "/": "Bodies and offices",
    "/offices/": "Treasurer",
    "/offices/root/secretary/": "back to the rule",
    "/elections/": "Secretary 2026",
    "/elections/secretary-2026/": "elected",
    "/bylaws/": 'id="c-4.5"',
    "/entries/": "Page 1 of",
    "/entries/0/": "Found",
    "/verify/": "bylaw verify",
    "/figures/": "All bodies and years",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_reads_it_under_a_strict_policy(client, page):
    found = client.get(page)
    assert found.status == 200
    assert PAGES[page] in found.text
    policy = found.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert found.headers["Referrer-Policy"] == "same-origin"
    assert "<script>" not in found.text
    assert "style=" not in found.text


def test_the_way_from_the_secretary_leads_to_result_count_paper_roll_and_clause(client):
    text = client.get("/offices/root/secretary/").text
    places = [text.index(f">{step}<") for step in ("Office", "Result", "Count", "Paper", "Roll", "Clause")]
    assert places == sorted(places)
    assert 'href="/bylaws/#c-4.5"' in text


def test_every_clause_that_a_page_links_to_is_in_the_book(client):
    book = client.get("/bylaws/").text
    for page in PAGES:
        for link in client.get(page).text.split('href="/bylaws/#')[1:]:
            assert f'id="{link.partition(chr(34))[0]}"' in book


def test_a_ranked_election_shows_its_count_sheet_made_again_from_the_ballots(client, site):
    """Two seats among forty ballots: the quota is 14, each count adds up, and the sheet seats whom the record did."""
    text = client.get("/elections/delegate-2025/").text
    sheet = text.partition('class="figures sheet"')[2].partition("</table>")[0]
    assert "Quota: 14." in text
    rows = [re.findall(r'class="number">([\d.]+)</td>', row) for row in sheet.split("<tr>")[2:]]
    assert len(rows) == 4
    assert sum(map(Fraction, next(zip(*rows, strict=True)))) == 40
    seated = [
        m for m in site.year.on.state.offices.history("root", "delegate") if m.source == "delegate-2025"
    ]
    won = re.findall(
        r'title="([0-9a-f]{32})"', "".join(row for row in sheet.split("<tr>") if "elected" in row)
    )
    assert sorted(won) == sorted(m.member for m in seated)
    row = client.get("/elections/").text.partition("/elections/delegate-2025/")[2].partition("</tr>")[0]
    assert sorted(re.findall(r'title="([0-9a-f]{32})"', row)) == sorted(won), "the list says who was elected"


def test_how_votes_were_counted_is_said_in_the_language_of_the_reader(site):
    reader = Client(site.url)
    reader.get("/language/de/")
    text = reader.get("/elections/delegate-2025/").text
    assert "STV, gewichtete inklusive Gregory-Methode, nach 5 Dezimalstellen abgeschnitten." in text
    assert "weighted" not in text


def test_totals_that_tellers_attested_have_no_count_sheet(client):
    text = client.get("/elections/president-2025/").text
    assert "<meter" in text
    assert "Count sheet" not in text


def test_the_first_page_tells_acts_of_one_kind_in_a_row_as_one(client):
    newest = client.get("/").text.partition('id="newest"')[2].partition("</section>")[0]
    kinds = re.findall(r">\d+: ([^<]+)</a>", newest)
    assert all(one != other for one, other in pairwise(kinds))
    assert "Enter what the witnesses signed" not in kinds
    assert re.search(r'href="/entries/\?kind=issue-card">\s*and \d+ more like it', newest)


def test_the_book_keeps_what_was_law_once_beside_what_is(client, site):
    law = site.year.on.state.bylaws
    ended = [clause for clause, start, end in law.clauses if start < end <= site.year.on.state.at]
    old = next(clause for clause in ended if clause.no == "3.2")
    before, _, earlier = client.get("/bylaws/").text.partition('id="earlier"')
    earlier = html.unescape(earlier.partition('id="floors"')[0])
    assert old.words in earlier
    assert "Five per cent of the members, and at least thirty, are a quorum." in before
    assert "at least thirty" not in earlier


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "²", "1" * 40])
def test_a_page_of_the_feed_that_there_is_not(client, page):
    assert client.get(f"/entries/?page={quote(page)}").status == 404


def test_entries_and_things_that_there_are_not(client):
    for path in ("/entries/99999/", "/offices/root/king/", "/elections/none/", "/nothing"):
        found = client.get(path)
        assert found.status == 404
        assert "no page here" in found.text


def test_a_copy_of_the_served_record_verifies(site):
    found = verify(site.url)
    assert (found["exit"], found["verdict"]) == (0, "valid"), found


@pytest.mark.parametrize(
    "path",
    [
        "../log.key",
        "..%2flog.key",
        "%2e%2e/log.key",
        "tile/../checkpoint",
        "tile/0/0",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/64/000",
        "tile//0/000",
        "./checkpoint",
        "checkpoint/",
        "/checkpoint",
        "checkpoint%00",
        "attachments/00/11" + "0" * 62,
        "attachments/ab/AB" + "0" * 62,
        ".new/x",
        "",
    ],
)
def test_paths_that_name_no_file_of_the_record(client, path):
    assert client.get(f"/record/{path}").status == 404


def test_the_checkpoint_is_served_fresh_and_tiles_for_ever(client):
    assert client.get("/record/checkpoint").headers["Cache-Control"] == "no-cache"
    full, rest = divmod(int(client.get("/record/checkpoint").text.split("\n")[1]), 256)
    tile = client.get(f"/record/tile/entries/{full:03}.p/{rest}" if rest else "/record/tile/entries/000")
    assert tile.status == 200
    assert "immutable" in tile.headers["Cache-Control"]


def test_another_host_is_not_answered(site):
    host, port = site.url.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=10)
    connection.request("GET", "/", headers={"Host": "evil.example"})
    assert connection.getresponse().status == 400


def test_the_bundles_are_those_that_were_built_from_the_lock():
    root = Path(__file__).parents[2]
    for line in (root / "booth" / "SHA256SUMS").read_text().splitlines():
        wanted, name = line.split()
        assert sha256((root / "src/bylaw/portal/static" / name).read_bytes()).hexdigest() == wanted
    locked = json.loads((root / "booth" / "package-lock.json").read_text())["packages"]
    assert all(each["integrity"].startswith("sha512-") for name, each in locked.items() if name)


def test_a_chart_has_a_column_for_each_year(client):
    page = client.get("/figures/").text
    members = re.search(r"\bMembers\s*<.*?</tr>", page, re.DOTALL)[0]
    assert re.findall(r"<title>(\d{4}): (\d+)</title>", members) == [("2025", "248"), ("2026", "248")]
    heights = [int(h) for h in re.findall(r'height="(\d+)"><title>', page)]
    assert max(heights) == 40
    assert 0 in heights
