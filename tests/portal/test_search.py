"""The record as a feed: what is looked for is found, nothing else is, and each entry brings its proof."""

import json
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.record.log.note import parse_vkey
from bylaw.record.log.proof import Receipt, parse_receipt
from bylaw.store.organisation import Organisation
from tests.portal.browsing import opened
from tests.portal.stage import Client, start, twin

SLOW = """
from bylaw.portal import search
search.BATCH, search.MOMENT, search.PAUSE = 10, 0, 10**6
"""
"""Read by a server: each search lets the index grow by ten entries, and nothing else does but at the start."""


def found(client, **asked):
    page = client.get(f"/entries/?{urlencode(asked)}")
    assert page.status == 200
    listed = [int(i) for i in re.findall(r'href="/entries/(\d+)/">\1: ', page.text)]
    many = re.search(r'role="status">\s*(\d+) entr', page.text)
    return listed, int(many[1]) if many else 0


def test_by_kind_office_member_body_and_days(site, client):
    whole = found(client)[1]
    kinds = found(client, kind="nominate")
    assert 0 < kinds[1] < whole
    assert all("Nominate" in client.get(f"/entries/{i}/").text for i in kinds[0][:3])
    hana = site.year.on.member("hana")
    hers, many = found(client, member=hana)
    assert 5 < many < whole
    assert found(client, member=hana[:8])[0] == hers
    applied = found(client, member=hana, kind="apply")
    assert applied[1] == 1
    assert 0 < found(client, office="treasurer")[1] < whole
    assert 0 < found(client, body="board")[1] < whole
    first = found(client, until="2025-01-06")
    assert first[1] + found(client, since="2025-01-07")[1] == whole
    assert found(client, since="2025-01-06", until="2025-01-06")[1] == first[1] > 0


def test_words_are_looked_for_whatever_they_are_and_names_of_members_are_in_no_entry(site, client):
    listed, many = found(client, words="treasurer")
    assert 0 < many < found(client)[1]
    assert (
        found(client, words="TREASUR", kind="nominate")[1]
        == found(client, words="tréasurer", kind="nominate")[1]
        > 0
    )
    assert all("reasurer" in client.get(f"/entries/{i}/").text for i in listed[:3])
    with Register.open(site.folder / FOLDER) as register:
        names = {person.family for _member, person in register.people() if len(person.family) > 3}
    assert len(names) > 20
    assert {name: found(client, words=name)[1] for name in names} == dict.fromkeys(names, 0)


@pytest.mark.parametrize(
    "asked", ['"', "a* OR words:b", "NEAR(x)", "\x00", "x" * 200, "собрание", "会議", "'; --"]
)
def test_no_words_are_a_fault(client, asked):
    for path in ("/entries/", "/api/search"):
        assert client.get(f"{path}?{urlencode({'words': asked, 'kind': asked[:60]})}").status == 200


def test_a_search_ahead_of_the_index_says_so_and_is_not_kept(played, tmp_path):
    site, slow = twin(played, tmp_path / "local"), tmp_path / "slow"
    slow.mkdir()
    (slow / "sitecustomize.py").write_text(SLOW)
    server, client = start(site, PYTHONPATH=str(slow)), Client(site.url)
    try:
        told = [client.get("/entries/?words=root") for _ in range(2)]
        found = [re.search(r"Only the first (\d+) of (\d+) entries have been", page.text) for page in told]
        firsts = [(int(each[1]), int(each[2])) for each in found]
        assert firsts[0] < firsts[1], "each search goes further, so no answer is kept"
        assert [page.headers["Cache-Control"] for page in told] == ["no-store", "no-store"]
        last = firsts[0][1] - 1
        assert f'href="/entries/{last}/"' in client.get("/entries/").text, (
            "what asks for no word needs no index"
        )
        answer = json.loads(client.get("/api/search?words=root").text)
        assert firsts[1][0] < answer["covered"] < last
        assert all(place < answer["covered"] for place in answer["entries"])
    finally:
        server.terminate()
        server.communicate()


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "no-such-act"},
        {"office": "x" * 500},
        {"member": "f" * 32},
        {"since": "2999-01-01"},
        {"body": "%00"},
    ],
)
def test_what_is_not_there_is_not_found(client, asked):
    page = client.get(f"/entries/?{urlencode(asked)}")
    assert page.status == 200
    assert "No entry fits" in page.text


@pytest.mark.parametrize(
    "asked", [{"member": "ab"}, {"since": "yesterday"}, {"until": "2026-02-30"}, {"words": "x" * 201}]
)
def test_what_cannot_be_read_is_said_so(client, asked):
    page = client.get(f"/entries/?{urlencode(asked)}")
    assert page.status == 400
    assert "A day is written like" in page.text


def test_pages_keep_what_is_looked_for(client):
    page = client.get("/entries/?since=2025-01-01")
    assert 'href="?since=2025-01-01&amp;page=2"' in page.text
    assert client.get("/entries/?since=2025-01-01&page=99").status == 404


def test_the_proof_of_an_entry_is_one_that_others_check(site, client):
    text = client.get("/entries/3/proof").text
    receipt = parse_receipt(text.encode())
    assert isinstance(receipt, Receipt)
    organisation = Organisation.open(site.folder)
    key = parse_vkey(organisation.state.identity.log_key)
    entries = list(organisation.raw_entries(3, 5))
    assert receipt.flaw(entries[0], key) is None
    assert receipt.flaw(entries[1], key) is not None
    assert client.get("/entries/999999/proof").status == 404


def test_the_browser_checks_the_bytes_that_it_shows(site, browser):
    page = opened(browser, site.url)
    page.goto("/entries/3/")
    expect(page.locator("#proof .told")).to_contain_text("✓")

    def forged(route):
        body = route.fetch().text()
        route.fulfill(body=body.replace("&quot;by&quot;", "&quot;my&quot;"), content_type="text/html")

    page.route("**/entries/4/", forged)
    page.goto("/entries/4/")
    expect(page.locator("#proof .told")).to_contain_text("✗")
