"""D1: an officer of one branch is not that officer of another: pages, names, mails and duties end where her office does."""

import pytest
from django.test import override_settings

from bylaw.acts.act import Signer
from bylaw.acts.assemblies.meetings import AgendaItem
from bylaw.acts.members.roll_import import Row, digest_of
from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Card, May, Notice
from tests.acts.polling import CLAUSES
from tests.acts.recorded import Recorded
from tests.acts.society import DAY, key_of, person
from tests.portal.sending import send, slip
from tests.portal.stage import Client, Site, free_port, log_in, served, twin
from tests.portal.test_walk import addresses  # noqa: F401 - a fixture

WHOLE, NORTHERN, SOUTHERN = 1, 8, 9
"""The three secretaries."""
NORTH, SOUTH, NEW = 43, 44, 45
HERE = May(any_of=("office secretary here",))
MORE = (
    Clause(no="91", words="The secretary enters a roll.", of=("open-import",), may=May(any_of=("office secretary root",))),
    Clause(no="92", words="Anybody enters its parts.", of=("import-chunk",), may=May(any_of=("anyone",))),
    Clause(no="93", words="Secretaries issue cards.", of=("issue-card", "replace-card"), may=HERE, card=Card(months=24, list_hours=24)),
    Clause(no="94", words="Who wishes to join applies.", of=("apply",), may=May(any_of=("applicant",))),
    Clause(no="95", words="Secretaries admit, call meetings, and keep them.", may=HERE,
           of=("admit", "decline", "call-meeting", "open-meeting", "record-attendance", "file-minutes")),
    Clause(no="97", words="The secretary of the whole asks for files.", of=("request-file",), may=May(any_of=("office secretary root",))),
    Clause(no="96", words="Notice is a week.", of=("call-meeting",), notice=Notice(days=7)),
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two branches, each with a secretary, a member, a meeting and somebody who applies to the north; nobody serves it."""
    folder = tmp_path_factory.mktemp("offices") / "org"
    branches = (("secretary", NORTHERN, "north"), ("secretary", SOUTHERN, "south"))
    society = Recorded(folder, founders=12, rules=(*CLAUSES, *MORE), branches=branches)
    since = rfc3339(society.now - DAY)
    rows = tuple(Row(person(n), body, "ordinary", since, key=key_of(person(n))) for n, body in ((NORTH, "north"), (SOUTH, "south")))  # fmt: skip
    society.do(
        "open-import", society.office(WHOLE, "secretary"), roll="old", chunks=(digest_of(rows),), members=2
    )
    society.do("import-chunk", (), roll="old", rows=rows)
    applicant = Signer(person(NEW), "applicant")
    society.do("apply", applicant, member=person(NEW), body="north", cls="ordinary", key=key_of(person(NEW)))
    agenda = (AgendaItem("one", "One"),)
    society.do("call-meeting", society.office(NORTHERN, "secretary"), body="north", name="m-north", items=agenda,
               begins=rfc3339(society.now + 9 * DAY))  # fmt: skip
    with Register.create(folder / FOLDER) as register:
        for n in (WHOLE, NORTHERN, SOUTHERN, NORTH, SOUTH, NEW):
            register.add(person(n), Person(name=f"Member Number{n}", email=f"member{n}@example.org"))
    society.organisation.close()
    return Site(folder, f"http://localhost:{free_port()}")


@pytest.fixture(scope="module")
def union(made, tmp_path_factory):
    with served(twin(made, tmp_path_factory.mktemp("served") / "org")) as found:
        yield found


def client_of(union, n):
    client = Client(union.url)
    log_in(client, f"member{n}@example.org")
    return client


def test_who_asks_for_a_card_is_seen_by_the_office_that_issues_hers(union):
    assert client_of(union, NORTH).post("/me/card/ask/", {}, "/me/card/").status == 302
    outbox = Client(union.url).get("/outbox/").text
    asked = [letter for letter in outbox.split("<article") if "asks for a card" in letter]
    assert [f"To member{NORTHERN}@" in letter for letter in asked] == [True], "the one office that can"
    for n, sees in ((WHOLE, True), (NORTHERN, True), (SOUTHERN, False)):
        page = client_of(union, n).get("/cards/")
        assert (page.status, f"Number{NORTH}" in page.text) == (200, sees), n
    southern, told = client_of(union, SOUTHERN), []
    for member in (person(NORTH), "f" * 32):
        found = southern.post("/cards/issue/", {"member": member}, "/cards/")
        told.append(
            (found.status, f"Number{NORTH}" in found.text, "Nobody on the roll has this name" in found.text)
        )
    assert set(told) == {(400, False, True)}, "as if there were no such member"


def test_a_roll_is_brought_by_the_office_of_the_body_that_the_clause_names(union):
    place = "/register/import/"
    assert [client_of(union, n).get(place).status for n in (WHOLE, NORTHERN, SOUTHERN)] == [200, 404, 404]
    whole = client_of(union, WHOLE)
    roll = {"roll": b"name,since,class\nAda Young,2019-04-01,ordinary\n"}
    brought = send(whole, slip(whole, place), {"layout": "plain", "unit": "north"}, roll)
    assert brought.status == 302
    assert "Ada Young" in whole.get(brought.headers["Location"]).text
    assert client_of(union, NORTHERN).get(brought.headers["Location"]).status == 404


def test_whom_an_office_admits_only_it_sees(union, made, tmp_path, addresses):  # noqa: F811 - the fixture
    pages = {
        n: client_of(union, n).get(f"/applicants/{person(NEW)}/").status for n in (WHOLE, NORTHERN, SOUTHERN)
    }
    assert pages == {WHOLE: 200, NORTHERN: 200, SOUTHERN: 404}
    named = {n: f"Number{NEW}" in client_of(union, n).get("/me/").text for n in (NORTHERN, SOUTHERN)}
    assert named == {NORTHERN: True, SOUTHERN: False}
    from bylaw.portal import newcomers  # noqa: PLC0415 - Django must be set up first
    from bylaw.portal.desk import open_desk  # noqa: PLC0415 - as above

    desk = open_desk(twin(made, tmp_path / "org").folder)
    with override_settings(BYLAW_DESK=desk):
        assert set(newcomers._admitting(desk, person(NEW))) == {person(NORTHERN)}, "who gets her name by mail"
    desk.organisation.close()


def test_whose_charges_came_to_nothing_is_read_by_the_office_of_the_body_that_the_clause_names(union):
    for n, controls in ((WHOLE, True), (NORTHERN, False), (SOUTHERN, False)):
        client = client_of(union, n)
        assert client.get("/accusers/").status == (200 if controls else 404), n
        assert ('href="/accusers/"' in client.get("/me/").text) is controls, n


def test_a_meeting_is_kept_by_the_office_of_the_body_that_meets(union):
    for n, status in ((NORTHERN, {200, 422}), (SOUTHERN, {404})):
        client = client_of(union, n)
        assert ("/act/open-meeting/" in client.get("/meetings/m-north/").text) is (n == NORTHERN)
        found = client.post("/meetings/m-north/arrivals/", {"cards": ""}, "/me/")
        assert found.status in status, (n, found.status)
