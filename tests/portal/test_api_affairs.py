"""The API has what the pages of a member's own affairs have: every page has its place in it, and each is hers alone."""

import json
import re

import pytest

from tests.portal.stage import Client
from tests.portal.test_api import ask, hall, handed, session
from tests.portal.test_walk import addresses

__all__ = ["addresses", "hall"]
OFFICE, BROWSER, FILE = "an office's own page", "a matter of browsers", "a file that programs read as it is"
WHERE = {
    "": "/api/bodies",
    "offices/": "/api/offices",
    "offices/<str:body>/<str:name>/": "/api/offices/{body}/{name}",
    "elections/": "/api/elections",
    "elections/<str:name>/": "/api/elections/{name}",
    "elections/<str:name>/<path:unit>.blt": FILE,
    "elections/<str:name>/credential/": "makes a credential in a browser; a program sends its half by /api/acts",
    "elections/<str:name>/credentials/": OFFICE,
    "elections/<str:name>/credentials/letters/": OFFICE,
    "elections/<str:name>/credentials/addresses/": OFFICE,
    "elections/<str:name>/credentials/<str:unit>.txt": OFFICE,
    "bylaws/": "/api/bylaws",
    "verify/": "/api/head",
    "entries/": "/api/search",
    "entries/<int:index>/": "/api/entries/{index}",
    "entries/<int:index>/proof": "/api/entries/{index}",
    "entries/<int:index>/papers/<str:field>/": "/api/entries/{index}/papers",
    "language/<str:code>/": BROWSER,
    "log-in/": "/api/log-in",
    "log-in/code/": BROWSER,
    "log-in/passkey/": BROWSER,
    "log-in/oidc/": BROWSER,
    "log-in/oidc/back/": BROWSER,
    "log-out/": BROWSER,
    "outbox/": "the demonstration's",
    "me/": "/api/me",
    "me/data/": "/api/me/data",
    "me/copy/": "/api/me/reading-keys",
    "me/copy/record.tar": FILE,
    "me/card/": "/api/me/card",
    "me/card/ask/": "/api/me/card",
    "me/card/answer/": "a passkey answers in a browser; who holds a key file answers by bylaw card answer",
    "me/looks/": "/api/me/looks",
    "cases/": "/api/me/cases",
    "cases/<str:name>/": "/api/cases/{name}",
    "cases/<str:name>/read/": "/api/cases/{name}/papers",
    "cases/<str:name>/sealed/": "opened by key files that never leave a device: bylaw case read",
    "cases/<str:name>/sealed/read/": "the same",
    "matters/<str:name>/": "/api/matters/{name}",
    "complaints/<str:name>/": "/api/complaints/{name}",
    "complaints/<str:name>/read/": "/api/complaints/{name}/papers",
    "meetings/": "/api/views/{what}",
    "meetings/<str:name>/": "/api/meetings/{name}",
    "meetings/<str:name>/arrivals/": OFFICE,
    "meetings/<str:name>/here/": "/api/meetings/{name}/here",
    "meetings/<str:name>/minutes.pdf": OFFICE,
    "meetings/<str:name>/from-afar/": OFFICE,
    "resolutions/": "/api/resolutions",
    "resolutions/move/<str:kind>/": "/api/may/{kind}",
    "petitions/open/<str:kind>/": "/api/may/{kind}",
    "resolutions/<str:name>/": "/api/resolutions/{name}",
    "register/": OFFICE,
    "register/take/": OFFICE,
    "register/people/": OFFICE,
    "register/people/<str:member>/": OFFICE,
    "register/letters/": OFFICE,
    "register/letters/<int:number>/": OFFICE,
    "register/letters/<int:number>/pdf/": OFFICE,
    "register/letters/<int:number>/mark/": OFFICE,
    "register/import/": OFFICE,
    "dues/": OFFICE,
    "register/import/<str:name>/": OFFICE,
    "register/import/<str:name>/go/": OFFICE,
    "register/import/<str:name>/discard/": OFFICE,
    "applicants/": OFFICE,
    "applicants/<str:member>/": OFFICE,
    "paper/": OFFICE,
    "paper/<str:kind>.pdf": FILE,
    "paper/enter/<str:kind>/": OFFICE,
    "organisation.json": FILE,
    "accusers/": OFFICE,
    "cards/": OFFICE,
    "cards/issue/": OFFICE,
    "cards/list/": OFFICE,
    "door/": "a page for a door; bylaw card door is the same",
    "door/worker.js": BROWSER,
    "calendar/<str:name>.ics": "/api/me/calendar",
    "health/": FILE,
    "figures/": "/api/figures",
    "figures.csv": FILE,
    "me/key/": "makes a passkey in a browser",
    "apply/": "for who is no member yet, and makes a passkey in a browser",
    "apply/sign/": "the same",
    "acts/": "/api/me",
    "waiting/<str:name>/": "/api/me/waiting",
    "act/<str:kind>/": "/api/may/{kind}",
    "booth/<str:name>/": "/api/me/boxes",
    "booth/<str:name>/vote/": BROWSER,
    "booth/<str:name>/facts.json": FILE,
    "booth/<str:name>/election.json": FILE,
    "booth/<str:name>/archive.bel": FILE,
    "booth/<str:name>/turned.json": FILE,
    "booth/<str:name>/cast/": "/api/boxes/{name}/ballots",
    "sign/": "/api/acts",
    "sign/demo/": "the demonstration's",
    "guide/": "the demonstration's",
    "guide/enter/": "the demonstration's",
    "guide/later/": "the demonstration's",
    "cheat/": "the demonstration's",
    "cheat/<str:name>/": "the demonstration's",
    "api/": "itself",
    "record/<path:path>": FILE,
    "robots.txt": FILE,
    "static/<str:name>": BROWSER,
}
"""For each address of a page the place in the API, or why it has none."""


def test_every_page_has_its_place_in_the_api_or_a_reason(hall, addresses):
    described = json.loads(Client(hall.url).get("/api/openapi.json").text)["paths"]
    assert set(WHERE) == set(addresses)
    assert {place for place in WHERE.values() if place.startswith("/api/")} <= set(described)


@pytest.fixture(scope="module")
def party(hall):
    """The session of the member charged in a case, and of one who has no part in it."""
    return session(hall, "member53@example.org"), session(hall, "member7@example.org")


def test_a_case_is_read_by_who_has_a_part_in_it_and_each_look_is_told(hall, party):
    hers, other = party
    listed = ask(hall, "me/cases", None, hers)[1]["cases"]
    assert ("case-1", "charged") in {(each["case"], each["part"]) for each in listed}
    assert "case-1" not in {each["case"] for each in ask(hall, "me/cases", None, other)[1]["cases"]}
    told = ask(hall, "cases/case-1", None, hers)[1]
    steps = [step["at"] for steps in told["rounds"] for step in steps]
    assert steps == sorted(steps) != []
    assert told["names"][told["case"]["charged"]]
    facts = {"paper": told["case"]["facts"], "why": "I am charged"}
    before = len(ask(hall, "me/looks", None, hers)[1])
    status, opened = ask(hall, "cases/case-1/papers", facts, hers)
    assert (status, "the strike box was short" in opened["words"]) == (200, True)
    looks = ask(hall, "me/looks", None, hers)[1]
    assert len(looks) == before + 1
    assert "I am charged" in json.dumps(looks[0])
    for path, body in (("cases/case-1", None), ("cases/none", None), ("cases/case-1/papers", facts)):
        assert ask(hall, path, body, other)[0] == 404, path
    assert ask(hall, "cases/case-1/papers", {**facts, "paper": "0" * 64}, hers)[0] == 404
    assert ask(hall, "cases/case-1/papers", {**facts, "why": ""}, hers)[0] == 422


def test_a_complaint_is_read_by_its_author_and_its_words_with_a_reason(hall, party):
    fields = {"complaint": "cold", "body": "root", "target": "board", "text": "The hall is cold."}
    mine, (other, _) = session(hall, "member7@example.org"), party
    found = ask(hall, "may/file-complaint", {"fields": fields}, mine)[1]
    assert ask(hall, "acts", handed(hall, "m006", found))[0] == 200
    assert "cold" in {each["complaint"] for each in ask(hall, "me/cases", None, mine)[1]["complaints"]}
    told = ask(hall, "complaints/cold", None, mine)[1]
    assert (told["part"], told["papers"][0]["here"]) == ("author", True)
    look = {"paper": told["papers"][0]["commitment"], "why": "to go on"}
    assert ask(hall, "complaints/cold/papers", look, mine)[1]["words"] == fields["text"]
    assert ask(hall, "complaints/cold", None, other)[0] == 404
    assert ask(hall, "complaints/cold/papers", look, other)[0] == 404


def test_a_card_is_asked_for_once_and_what_is_not_there_for_her_is_nowhere(hall):
    mine = session(hall, "member52@example.org")
    assert [ask(hall, "me/card", {}, mine)[0] for _ in range(2)] == [202, 202]
    letters = re.findall("asks for a card", Client(hall.url).get("/outbox/").text)
    assert len(letters) == 1, "the office is told once"
    held = ask(hall, "me/card", None, session(hall, "member47@example.org"))[1]
    assert {each["card"]["member"] for each in held} == {hall.year.on.member("m046")}
    assert all(bool(each["text"]) is not bool(each["why"]) for each in held), "a good card is read at doors"
    status, told = ask(hall, "meetings/m-feb/here", {"here": True}, mine)
    assert (status, list(json.loads(told))) == (404, ["problem"]), "it is over"
    assert ask(hall, "meetings/m-feb/here", {"here": "perhaps"}, mine)[0] == 422
    assert ask(hall, "matters/none", {}, mine)[0] == 404
    assert ask(hall, "resolutions/none", {}, mine)[0] == 404
    assert ask(hall, "entries/0/papers", None, mine) == (200, [])
    assert ask(hall, "entries/99999/papers", None, mine)[0] == 404
