"""The API: what its own description promises, no fault of the server whatever is asked, refusals as data."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import msgspec
import pytest

from bylaw.acts.reader import read_act
from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.record.signing import sign
from tests.portal.stage import Client, log_in, served, twin

SCHEMATHESIS = Path(sys.executable).parent / "schemathesis"


@pytest.fixture(scope="module")
def hall(played, tmp_path_factory):
    with served(twin(played, tmp_path_factory.mktemp("api") / "local")) as site:
        yield site


def ask(site, path, body=None, cookies=""):
    request = Request(f"{site.url}/api/{path}", json.dumps(body).encode() if body is not None else None)
    request.add_header("Content-Type", "application/json")
    for name, value in cookies.items() if cookies else ():
        request.add_header(name, value)
    try:
        with urlopen(request, timeout=20) as found:
            return found.status, json.load(found)
    except HTTPError as fault:
        return fault.code, fault.read().decode()


def session(site, address):
    """Log in; gives the headers that a program sends."""
    client = Client(site.url)
    log_in(client, address)
    client.get("/me/")
    jar = {cookie.name: cookie.value for cookie in client.jar}
    return {
        "Cookie": "; ".join(f"{name}={value}" for name, value in jar.items()),
        "X-CSRFToken": jar["csrftoken"],
        "Referer": site.url,
    }


def test_everybody_reads_what_pages_show(hall):
    status, found = ask(hall, "organisation")
    assert (status, found["name"]) == (200, "Local 12")
    assert {mandate["office"] for mandate in ask(hall, "offices")[1]} >= {"president", "secretary"}
    entries = ask(hall, "entries?start=5")[1]
    assert [entry["index"] for entry in entries[:2]] == [5, 6]
    assert ask(hall, "entries?start=99999")[0] == 404


@pytest.mark.parametrize(("path", "body"), [("me", None), ("may/sponsor", {"fields": {}})])
def test_what_is_a_member_s_is_denied_to_nobody_in_particular(hall, path, body):
    assert ask(hall, path, body)[0] in {401, 403}
    mine = session(hall, "member7@example.org")
    assert ask(hall, path, body, mine)[0] in {200, 422}


@pytest.mark.parametrize(
    ("language", "nothing", "log_in_first", "unfit"),
    [
        ("en", "there is no election x", "log in first", "the request does not have the fields"),
        ("de", "es gibt keine Wahl x", "melden Sie sich zuerst an", "die Anfrage hat nicht die Felder"),
        ("fr", "pas d\u2019élection x", "connectez-vous d\u2019abord", "pas les champs"),
        ("es", "no hay ninguna elección x", "inicie sesión primero", "la petición no tiene los campos"),
    ],
)  # fmt: skip
def test_problems_are_said_in_the_language_of_whoever_asks(hall, language, nothing, log_in_first, unfit):
    said = {"Accept-Language": language}
    status, problem = ask(hall, "elections/x", cookies=said)
    assert status == 404
    assert nothing in json.loads(problem)["problem"]
    status, problem = ask(hall, "me", cookies=said)
    assert status == 401
    assert log_in_first in json.loads(problem)["problem"]
    status, problem = ask(hall, "acts", {"act": 5}, said)
    assert status == 422
    assert unfit in json.loads(problem)["problem"]
    assert json.loads(problem)["detail"][0]["loc"][-1] in {"act", "signatures"}, "which field, for a program"


def test_findings_are_said_in_the_language_and_cite_the_same_clause(hall):
    fields = {"fields": {"applicant": hall.year.on.member("kim")}}
    office = session(hall, "member31@example.org")
    kept = [cookie for cookie in office["Cookie"].split("; ") if not cookie.startswith("django_language=")]
    asks = {**office, "Cookie": "; ".join(kept), "Accept-Language": "de"}
    (english,) = ask(hall, "may/admit", fields, office)[1]["findings"]
    (german,) = ask(hall, "may/admit", fields, asks)[1]["findings"]
    assert english["clause"] == german["clause"] == "1.2"
    assert english["words"] == german["words"], "the clause stays in the language of the bylaws"
    assert "sponsors: " in english["found"]
    assert "Bürgschaften: " in german["found"]


def test_a_form_of_another_site_asks_nothing(hall):
    mine = session(hall, "member8@example.org")
    del mine["X-CSRFToken"]
    assert ask(hall, "may/sponsor", {"fields": {}}, mine)[0] == 403


def test_a_refusal_is_data_and_a_signed_act_is_taken_from_anybody(hall):
    kim = hall.year.on.member("kim")
    secretary, member = session(hall, "member31@example.org"), session(hall, "member7@example.org")
    status, found = ask(hall, "may/admit", {"fields": {"applicant": kim}}, secretary)
    assert (status, found["refused"]) == (200, True)
    assert [f["clause"] for f in found["findings"]] == ["1.2"]
    assert "sponsors: " in found["findings"][0]["found"]

    _, found = ask(hall, "may/sponsor", {"fields": {"applicant": kim}}, member)
    assert not found["refused"]
    raw = found["act"].encode()
    assert read_act(raw).applicant == kim
    signature = sign(raw, hall.year.on.players["m006"].key)
    handed = {"act": found["act"], "signatures": [json.loads(_json(signature))]}
    forged = {**handed, "act": handed["act"].replace('"nonce":"', '"nonce":"0')[:-2] + "}"}
    assert ask(hall, "acts", forged)[0] == 422
    status, done = ask(hall, "acts", handed)
    assert status == 200, done
    assert ask(hall, f"entries?start={done['index']}")[1][0]["act"] == found["act"]
    assert ask(hall, "acts", handed) == (200, done), "sent again, it has its place and is no second entry"
    assert len(ask(hall, f"entries?start={done['index']}")[1]) == 1


def handed(hall, name, found):
    """Sign what *may* gave, and send it with its openings."""
    signature = sign(found["act"].encode(), hall.year.on.players[name].key)
    return {
        "act": found["act"],
        "signatures": [json.loads(_json(signature))],
        "openings": found["openings"],
    }


def openings_of(hall, member):
    with Register.open(hall.folder / FOLDER) as register:
        return {one.value for one in register.openings_for(member)}


def test_a_complaint_goes_in_with_its_words_which_stay_out_of_the_record(hall):
    mine = session(hall, "member7@example.org")
    fields = {"complaint": "noise", "body": "root", "target": "board", "text": "The fan is loud at night."}
    status, found = ask(hall, "may/file-complaint", {"fields": fields}, mine)
    assert (status, found["refused"]) == (200, False), found
    assert [each["words"] for each in found["openings"]] == [fields["text"]]
    body = handed(hall, "m006", found)
    for wrong in (
        {"openings": [{**found["openings"][0], "words": "The fan is quiet."}]},
        {"openings": [{**found["openings"][0], "field": "other"}]},
        {"openings": [{**found["openings"][0], "salt": "A" * 43 + "="}]},
    ):
        status, told = ask(hall, "acts", {**body, **wrong})
        assert (status, json.loads(told)["problem"]) == (422, "an opening opens no commitment of this act")
    member = hall.year.on.member("m006")
    assert fields["text"].encode() not in openings_of(hall, member), "nothing is kept of what was not taken"
    status, done = ask(hall, "acts", body)
    assert status == 200, done
    entry = ask(hall, f"entries?start={done['index']}")[1][0]["act"]
    assert entry.startswith('{"act":"sealed/1"')
    assert fields["text"] not in entry
    assert fields["text"].encode() in openings_of(hall, member)


def test_a_petition_to_charge_somebody_goes_in_under_seal_with_what_opens_it_and_not_without(hall):
    mine = session(hall, "member7@example.org")
    on = hall.year.on
    told = {
        "case": "quiet-1",
        "body": "root",
        "charged": on.member("m031"),
        "clause": "6.2",
        "ground": "theft",
    }
    matter = on.matter("bring-charge", **told, deed=on.day(-3), facts="7" * 64)
    fields = {
        "name": "charge-her",
        "body": "root",
        "signing": "open",
        "text": "She ought to be heard.",
        "matter": matter,
    }
    status, found = ask(hall, "may/open-petition", {"fields": fields}, mine)
    assert status == 200, found
    assert len(found["openings"]) == 2, "of the words, and of what is asked for"
    assert on.member("m031") not in found["act"]
    body = handed(hall, "m006", found)
    status, refused = ask(hall, "acts", {**body, "openings": found["openings"][:1]})
    clauses = {each["clause"] for each in json.loads(refused)["findings"]}
    assert (status, clauses) == (422, {"bylaw 13"}), refused
    status, done = ask(hall, "acts", body)
    assert (status, found["refused"]) == (200, False), (found["findings"], done)


def _json(signature):
    return msgspec.json.encode(signature)


def test_no_request_that_its_description_allows_or_forbids_is_a_fault(hall, tmp_path):
    command = [SCHEMATHESIS, "run", f"{hall.url}/api/openapi.json", "--checks", "not_a_server_error"]
    command += ["--max-examples", "15", "--phases", "examples,coverage,fuzzing", "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-500:]
