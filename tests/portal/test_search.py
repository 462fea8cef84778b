"""The record as a feed: what is looked for is found, nothing else is, and each entry brings its proof."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from bylaw.record.log.note import parse_vkey
from bylaw.record.log.proof import Receipt, parse_receipt
from bylaw.store.organisation import Organisation
from tests.portal.browsing import opened


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


@pytest.mark.parametrize("asked", [{"member": "ab"}, {"since": "yesterday"}, {"until": "2026-02-30"}])
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
