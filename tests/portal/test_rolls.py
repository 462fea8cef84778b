"""Rolls in a browser: rows that are wrong, all or nothing, two signatures, chunk by chunk, and who may not."""

import re
import threading

import pytest
from playwright.sync_api import expect

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.store.organisation import Organisation
from tests.portal.browsing import PHONE, barriers, enter, opened
from tests.portal.intruder import bare
from tests.portal.sending import send, slip
from tests.portal.stage import Client, log_in, served, twin
from tests.portal.test_acting import shown_act

SECRETARY, PRESIDENT, MEMBER = "member31@example.org", "member21@example.org", "member16@example.org"
PLACE = "/register/import/"
GOOD = "name;email;since;class\nÉva Ő'Brien;eva@old.example;2019-04-01;ordinary\n=cmd|x;x@old.example;2020-02-29;Apprentice\n"


@pytest.fixture(scope="module")
def stage(played, tmp_path_factory):
    """An organisation that this file alone acts in."""
    with served(twin(played, tmp_path_factory.mktemp("rolls") / "local")) as found:
        yield found


def client_of(stage, address):
    client = Client(stage.url)
    log_in(client, address)
    return client


def bring(client, content, layout="plain", unit="root"):
    """Send a file as the page's form does."""
    return sent(client, slip(client, PLACE), content, layout, unit)


def sent(client, address, content, layout="plain", unit="root"):
    return send(client, address, {"layout": layout, "unit": unit}, {"roll": content})


def known(stage):
    with Register.open(stage.folder / FOLDER) as register:
        return {person.name for _, person in register.people()}


def on_roll(stage):
    organisation = Organisation.open(stage.folder)
    state = organisation.state
    found = {
        m for m in state.members.roll.spells if any(True for _ in state.members.roll.current(m, state.at))
    }
    organisation.close()
    return found


def signed(client, place):
    return client.post("/sign/demo/", {"act": shown_act(client.get(place).text)}, "/me/")


def test_a_roll_is_signed_for_by_two_and_then_taken_in(stage):
    office, chair = client_of(stage, SECRETARY), client_of(stage, PRESIDENT)
    before = len(on_roll(stage))
    found = bring(office, b"\xef\xbb\xbf" + GOOD.encode())
    assert (found.status, found.headers["Location"][: len(PLACE)]) == (302, PLACE)
    place = found.headers["Location"]
    page = office.get(place).text
    assert "Éva Ő&#x27;Brien" in page
    assert bring(office, b"\xef\xbb\xbf" + GOOD.encode()).headers["Location"] == place, "a second click"
    assert len(on_roll(stage)) == before, "nobody is on the roll before it is signed for"
    waits = signed(office, place).headers["Location"]
    assert office.post(f"{place}go/", {}, "/me/").status == 404
    assert waits in chair.get(place).text
    assert signed(chair, waits).headers["Location"] == place
    assert chair.post(f"{place}discard/", {}, "/me/").status == 404, "what is signed for stays"
    assert office.post(f"{place}go/", {}, "/me/").status == 302
    assert "Every member of it is on the roll" in office.get(place).text
    assert len(on_roll(stage)) == before + 2
    assert office.post(f"{place}go/", {}, "/me/").status == 302, "a second click takes nobody in twice"
    assert len(on_roll(stage)) == before + 2
    log_in(Client(stage.url), "eva@old.example")
    table = office.post("/register/take/", {"what": "csv", "whom": "all", "why": "look"}, "/register/").text
    assert '''"'=cmd|x"''' in table, "kept as it is, and no formula in a spreadsheet"


@pytest.mark.parametrize(
    ("layout", "content"),
    [
        ("vcard", "BEGIN:VCARD\nVERSION:4.0\nFN:Card {n}\nEND:VCARD\n"),
        ("popolo", '{{"persons":[{{"id":1,"name":"Card {n}"}}]}}'),
        ("plain", "\ufeffBEGIN:VCARD\nVERSION:4.0\nFN:Card {n}\nEND:VCARD\n"),
        ("civicrm", '\n{{"persons":[{{"id":1,"name":"Card {n}"}}]}}'),
    ],
)
def test_an_address_book_needs_a_day_and_a_class_and_is_a_roll_like_any_other(stage, layout, content):
    office = client_of(stage, SECRETARY)
    address, told = slip(office, PLACE), {"layout": layout, "unit": "root"}
    file = {"roll": content.format(n=layout).encode()}
    without = send(office, address, told, file)
    assert (without.status, "no date of joining" in without.text) == (400, True)
    found = send(office, address, {**told, "joined": "2020-01-02", "cls": "ordinary"}, file)
    assert found.status == 302, found.text
    assert f"Card {layout}" in known(stage)
    place = found.headers["Location"]
    assert f"Card {layout}" in office.get(place).text
    assert office.post(f"{place}discard/", {}, "/me/").status == 302
    assert f"Card {layout}" not in known(stage)


@pytest.mark.parametrize(
    ("content", "row", "words"),
    [
        ("name,since\nAda,2019-04-01\nBo,01/02/2019\n", "3", "is no date; write it as 2024-05-31"),
        ("name,since,office\nAda,2019-04-01,president\n", "1", "a file cannot grant this"),
        ("name,since,body\nAda,2019-04-01,nowhere\n", "2", "there is no unit"),
        ("number,name,since\n7,Ada,2019-04-01\n7,Bo,2019-04-01\n", "3", "is already in row 2"),
        ("name,email,since\nAda,a@x.example,2019-04-01\nada,A@x.example,2019-04-01\n", "3", "same name and address"),
        ("name,since\nJosé,2019-04-01\n".encode("latin-1"), "2", "byte 0xE9 is not UTF-8"),
        ("name,since\nAda,2019-04-01\n".encode("utf-16"), "1", "written in UTF-16"),
        ("name,since\nAda,2019-04-01\nBo,2999-01-01\n", "3", "joined on 2999-01-01"),
        ("name,since\n<script>alert(1)</script>,2019-04-01,1\n", "2", "cells: 3; in the header: 2"),
        ("", "the whole file", "no members in this file"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_row_and_nothing_is_kept(stage, content, row, words):
    office, before = client_of(stage, SECRETARY), known(stage)
    found = bring(office, content if isinstance(content, bytes) else content.encode())
    assert found.status == 400
    page = " ".join(re.sub(r"<[^>]+>", " ", found.text.replace("&#x27;", "'")).split())
    assert re.search(rf"{row} .{{0,60}}{re.escape(words)}", page), page[-3000:]
    assert "<script>alert" not in found.text
    assert known(stage) == before


def test_a_roll_of_civicrm_can_be_discarded_and_brought_again(stage):
    office = client_of(stage, SECRETARY)
    raw = (
        "External Identifier,First Name,Last Name,Email,Membership Type,Member Since,Status\n"
        "c1,Dina,Petit,dina@old.example,Ordinary,2018-05-01,Current\n"
        "c2,Gone,Away,gone@old.example,Ordinary,2018-05-01,Expired\n"
    )
    assert bring(office, raw.encode()).status == 400, "in the plain layout these are other columns"
    place = bring(office, raw.encode(), "civicrm").headers["Location"]
    assert "this row is left out" in office.get(place).text
    assert "Dina Petit" in known(stage)
    act = shown_act(office.get(place).text)
    assert office.post(f"{place}discard/", {}, "/me/").headers["Location"] == PLACE
    assert "Dina Petit" not in known(stage)
    late = office.post("/sign/demo/", {"act": act}, "/me/")
    assert (late.status, "was discarded" in late.text) == (422, True), "in another tab it was still open"
    again = bring(office, raw.encode(), "civicrm").headers["Location"]
    assert again != place
    for _ in range(7):
        office.post("/guide/later/", {"days": "1"}, "/guide/")
    office.get(PLACE)
    assert (office.get(again).status, "Dina Petit" in known(stage)) == (404, False), "nobody signed in time"


def test_two_who_bring_one_file_at_once_bring_it_once(stage):
    office, before, answers = client_of(stage, SECRETARY), len(known(stage)), []
    page = slip(office, PLACE)
    raw = b"name,email,since,class\n" + b"".join(
        b"Twin %d,t%d@old.example,2019-01-01,ordinary\n" % (n, n) for n in range(2000)
    )
    crowd = [threading.Thread(target=lambda: answers.append(sent(office, page, raw))) for _ in range(3)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    assert {answer.status for answer in answers} <= {302, 400}
    assert any(answer.status == 302 for answer in answers)
    assert len(known(stage)) == before + 2000


def test_a_roll_is_for_those_whom_the_clause_names(stage):
    office, other = client_of(stage, SECRETARY), client_of(stage, MEMBER)
    place = bring(office, b"name,since,class\nSolo,2019-04-01,ordinary\n").headers["Location"]
    for path in (PLACE, place):
        assert other.get(path).status == 404
    for path in (f"{place}go/", f"{place}discard/"):
        assert other.post(path, {}, "/me/").status == 404
    assert sent(other, PLACE, GOOD.encode()).status == 404
    assert Client(stage.url).get(PLACE).status == 302
    for wrong in ({"layout": "odd"}, {"unit": "nowhere"}):
        assert bring(office, GOOD.encode(), **wrong).status == 400


def test_a_large_file_is_read_on_an_address_that_was_given_out_and_on_no_other(stage):
    office = client_of(stage, SECRETARY)
    rows = b"".join(
        b"Many %d,n%d@old.example,2019-01-01,ordinary,%s\n" % (n, n, b"x" * 300) for n in range(4000)
    )
    raw = b"name,email,since,class,note\n" + rows
    assert len(raw) > 1_200_000
    given = slip(office, PLACE)
    forged = f"{PLACE}?room={'a' * 32}:1abcde:{'b' * 43}"
    for place, size in ((PLACE, len(raw)), (forged, len(raw)), (given, 70_000_000)):
        head = f"POST {place} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n\r\n".encode()
        assert bare(stage, head).split()[1] == b"413", place
    assert bring(office, raw).status == 302


def test_an_officer_brings_a_roll_in_a_browser_and_sees_it_go_in(stage, browser, tmp_path):
    path = tmp_path / "roll.csv"
    rows = (f"Seen {n},s{n}@old.example,2019-01-01,ordinary\n" for n in range(4000))
    path.write_text("name,email,since,class\n" + "".join(rows))
    page = opened(browser, stage.url, viewport=PHONE)
    chair = client_of(stage, PRESIDENT)
    enter(page, "officer")
    page.goto(PLACE)
    page.get_by_label("Table (CSV)").set_input_files(path)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="A roll of 4,000 members")).to_be_visible()
    assert not barriers(page)
    place = page.url.removeprefix(stage.url)
    page.get_by_role("button", name="Sign with the demo").click()
    expect(page.get_by_role("heading", name="Attest an old roll")).to_be_visible()
    waits = page.url.removeprefix(stage.url)
    assert signed(chair, waits).status == 302
    page.goto(place)
    expect(page.get_by_text("All of them are in.")).to_be_visible(timeout=120_000)
    expect(page.get_by_text("Every member of it is on the roll")).to_be_visible()
