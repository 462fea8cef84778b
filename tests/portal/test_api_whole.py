"""The API has what the pages have: one thing whole, for the same readers; and what a member does, with others too."""

import csv
import io
import json
import re
from base64 import b64decode

import pytest

from tests.portal.stage import Client, served, twin
from tests.portal.test_api import _json, ask, session


@pytest.fixture(scope="module")
def hall(played, tmp_path_factory):
    with served(twin(played, tmp_path_factory.mktemp("api-whole") / "local")) as site:
        yield site


@pytest.fixture(scope="module")
def signed_in(hall):
    """Sessions of a plain member, the president and the secretary."""
    return {
        who: session(hall, f"member{n}@example.org")
        for who, n in (("member", 46), ("president", 21), ("secretary", 31))
    }


def test_the_tree_an_office_and_an_election_are_those_of_the_pages(hall):
    tree = ask(hall, "bodies")[1]
    assert tree["body"]["name"] == "root"
    assert f"{tree['members']}" in Client(hall.url).get("/").text
    assert {seat["office"]["name"] for seat in tree["seats"]} >= {"president", "secretary"}

    office = ask(hall, "offices/root/president")[1]
    (way,) = office["ways"].values()
    assert way[0]["link"]["step"] == "office"
    assert way[-1]["link"]["step"] == "clause"
    assert way[-1]["clauses"]
    shown = Client(hall.url).get("/offices/root/president/").text
    entries = {entry for step in way for entry in step["entries"]}
    assert entries
    assert all(f"/entries/{entry}/" in shown for entry in entries)

    source = office["holders"][0]["source"]
    election = ask(hall, f"elections/{source}")[1]
    assert [row["option"] for row in election["rows"] if row["elected"]] == [office["holders"][0]["member"]]
    total = sum(count["valid"] for count in election["counts"])
    assert sum(row["votes"] for row in election["rows"]) == total > 0
    assert set(election["names"].values()) & set(
        re.findall(r"[A-Z][a-z]+ [A-Z][a-z]+", Client(hall.url).get(f"/elections/{source}/").text)
    )


def test_figures_clauses_and_searches_are_those_of_the_pages(hall):
    rows = list(csv.DictReader(io.StringIO(Client(hall.url).get("/figures.csv").text)))
    year = int(rows[-1]["year"])
    told = ask(hall, f"figures?year={year}")[1]["figures"]
    theirs = {
        (row["figure"], row["value"]) for row in rows if row["body"] == "root" and int(row["year"]) == year
    }
    assert {(line["figure"], str(line["value"])) for line in told} == theirs != set()

    clause = ask(hall, "bylaws/1.2")[1]["wordings"]
    assert clause[0]["clause"]["words"] in Client(hall.url).get("/bylaws/").text

    found = ask(hall, "search?kind=sponsor")[1]
    assert found["found"] == len(found["entries"]) > 0
    assert all(ask(hall, f"entries/{each}")[1]["kind"] == "sponsor" for each in found["entries"][:3])
    assert ask(hall, f"search?kind=sponsor&skip={found['found']}")[1]["entries"] == []


def test_an_entry_comes_with_its_proof_and_its_signers(hall):
    head = ask(hall, "head")[1]
    found = ask(hall, "entries/7")[1]
    raw, size = b64decode(found["bytes"]), int(head["text"].split("\n")[1])
    assert found["proof"].startswith("c2sp.org/tlog-proof@v1\nindex 7\n")
    assert f"\n{size}\n" in found["proof"]
    assert json.loads(raw.partition(b"\n")[2])["act"].startswith(found["kind"])
    assert all(re.fullmatch(r"[0-9a-f]{32}", signer["member"]) for signer in found["signers"])
    assert Client(hall.url).get("/entries/7/proof").text == found["proof"]


@pytest.mark.parametrize(
    "path",
    ["offices/root/emperor", "offices/moon/president", "elections/none", "bylaws/99.9", "figures?year=1900",
     "figures?body=moon", "entries/99999", "entries/-1"],
)  # fmt: skip
def test_what_is_not_there_is_said_as_data(hall, path):
    status, told = ask(hall, path)
    assert (status, "problem" in json.loads(told)) == (404, True)


@pytest.mark.parametrize(
    "path", ["views/motions", "meetings/m-feb", "me/data", "me/calendar", "me/boxes", "me/waiting"]
)
def test_what_is_for_members_is_for_members(hall, signed_in, path):
    assert ask(hall, path)[0] in {401, 403}
    assert ask(hall, path, None, signed_in["member"])[0] == 200


def test_members_read_meetings_and_their_own_data_and_nobody_else_s(hall, signed_in):
    lines = ask(hall, "views/meetings", None, signed_in["member"])[1]
    assert "m-feb" in {line["meeting"] for line in lines}
    meeting = ask(hall, "meetings/m-feb", None, signed_in["member"])[1]
    assert meeting["came"] == sum(n for _mode, n in meeting["here"])
    assert ask(hall, "views/accusers", None, signed_in["member"])[0] == 404
    assert ask(hall, "meetings/none", None, signed_in["member"])[0] == 404
    mine = ask(hall, "me/data", None, signed_in["member"])[1]
    assert mine["person"]["email"] == "member46@example.org"
    path = ask(hall, "me/calendar", None, signed_in["member"])[1]["path"]
    assert Client(hall.url).get(path).text.startswith("BEGIN:VCALENDAR")


def test_an_act_of_two_waits_for_the_second_and_nobody_else_can_sign(hall, signed_in):
    year = hall.year.on

    def part(act, player):
        return {"act": act, "signature": json.loads(_json(year.players[player].sign(act.encode())))}

    minutes = {"fields": {"meeting": "m-feb", "minutes": "5" * 64}}
    alone = ask(hall, "may/file-minutes", minutes, signed_in["secretary"])[1]["act"]
    status, done = ask(hall, "me/waiting", part(alone, "m030"), signed_in["secretary"])
    assert (status, set(done)) == (200, {"index"}), done

    act = ask(hall, "may/approve-minutes", minutes, signed_in["president"])[1]["act"]
    for player, who in (("m045", "member"), ("m030", "president")):  # who is not named; another's signature
        assert ask(hall, "me/waiting", part(act, player), signed_in[who])[0] == 422, who
    status, waits = ask(hall, "me/waiting", part(act, "m020"), signed_in["president"])
    assert status == 202
    assert ask(hall, "me/waiting", None, signed_in["member"])[1] == []
    assert [each["act"] for each in ask(hall, "me/waiting", None, signed_in["secretary"])[1]] == [act]
    assert waits["missing"] == [year.member("m030")]
    status, done = ask(hall, "me/waiting", part(act, "m030"), signed_in["secretary"])
    assert status == 200, done
    assert ask(hall, f"entries/{done['index']}")[1]["kind"] == "approve-minutes"
    assert ask(hall, "me/waiting", None, signed_in["president"])[1] == []
