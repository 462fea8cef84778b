"""D1: a plain member of one branch asks for all that there is of another: default deny, act by act and page by page."""

import re

import pytest

from bylaw.acts.members.roll_import import Row, digest_of
from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Climb, May
from tests.acts.polling import CLAUSES
from tests.acts.recorded import Recorded
from tests.acts.society import DAY, key_of, person
from tests.portal.stage import Client, Site, free_port, log_in, served
from tests.portal.test_walk import addresses  # noqa: F401 - a fixture

NORTH, SOUTH, APPLICANT = 43, 44, 45
MORE = (
    Clause(no="91", words="The secretary enters a roll.", of=("open-import",), may=May(any_of=("office secretary root",))),
    Clause(no="92", words="Anybody enters its parts.", of=("import-chunk",), may=May(any_of=("anyone",))),
    Clause(no="93", words="Members complain.", of=("file-complaint",), may=May(any_of=("member here",)),
           climb=Climb(days=14, holders=("office secretary root", "office president root"))),
    Clause(no="94", words="Who wishes to join applies.", of=("apply",), may=May(any_of=("applicant",))),
    Clause(no="95", words="A member of the unit sponsors.", of=("sponsor",), may=May(any_of=("member here",))),
    Clause(no="96", words="The secretary admits and declines.", of=("admit", "decline"), may=May(any_of=("office secretary root",))),
)  # fmt: skip


@pytest.fixture(scope="module")
def union(tmp_path_factory):
    """Two branches with a member each; the north has a complaint, and somebody who applies to it."""
    folder = tmp_path_factory.mktemp("branches") / "org"
    made = Recorded(folder, founders=12, rules=(*CLAUSES, *MORE))
    rows = tuple(
        Row(person(n), body, "ordinary", rfc3339(made.now - DAY), key=key_of(person(n)))
        for n, body in ((NORTH, "north"), (SOUTH, "south"))
    )
    made.do("open-import", made.office(1, "secretary"), roll="old", chunks=(digest_of(rows),), members=2)
    made.do("import-chunk", (), roll="old", rows=rows)
    made.do("file-complaint", NORTH, complaint="north-heating", body="north", text="7" * 64)
    with Register.create(folder / FOLDER) as register:
        for n in (1, NORTH, SOUTH):
            register.add(person(n), Person(name=f"Member Number{n}", email=f"member{n}@example.org"))
    made.organisation.close()
    with served(Site(folder, f"http://localhost:{free_port()}", None)) as found:
        yield found


def client_of(union, n):
    client = Client(union.url)
    log_in(client, f"member{n}@example.org")
    return client


def test_a_member_of_another_branch_finds_nothing_of_this_one(union, addresses):  # noqa: F811 - the fixture
    north, south = client_of(union, NORTH), client_of(union, SOUTH)
    hers = "/complaints/north-heating/"
    assert north.get(hers).status == 200
    for pattern in addresses:
        if pattern in {"log-out/", "outbox/"}:  # the demo shows everybody its mail
            continue
        for guess in (
            ("north", "north-heating", "secretary", person(NORTH), "0", "3") if "<" in pattern else ("",)
        ):
            found = south.get("/" + re.sub(r"<\w+:\w+>", guess, pattern))
            assert found.status < 500, (pattern, guess)
            assert "Number43" not in found.text, (pattern, guess)
            assert f"member{NORTH}@" not in found.text, (pattern, guess)
    for path in (hers, "/register/", "/register/import/", "/applicants/", "/cards/"):
        assert south.get(path).status == 404, path
    assert south.post(f"{hers}read/", {"paper": "7" * 64, "why": "curious"}, "/me/").status == 404


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("file-complaint", {"complaint": "mine", "body": "{}", "text": "The hall is cold."}),
        ("admit", {"applicant": person(APPLICANT)}),
        ("call-election", {"election": "e1", "office": "chair", "body": "board", "seats": "1"}),
    ],
)
def test_an_act_in_another_branch_is_refused_before_anything_is_signed(union, kind, fields):
    """Her own branch takes the same words; what is the secretary's is refused to every member."""
    south = client_of(union, SOUTH)
    for body, fine in (("north", False), ("south", kind == "file-complaint")):
        given = {name: value.format(body) for name, value in fields.items()}
        found = south.post(f"/act/{kind}/", given, f"/act/{kind}/")
        assert (found.status == 200) is fine, (body, found.text)
        assert ("Nothing stands in the way" in found.text) is fine
