"""The API: what its own description promises, no fault of the server whatever is asked, refusals as data."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import msgspec
import pytest

from bylaw.acts.registry import read_act
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
    assert "sponsored" in found["findings"][0]["found"]

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


def _json(signature):
    return msgspec.json.encode(signature)


def test_no_request_that_its_description_allows_or_forbids_is_a_fault(hall, tmp_path):
    command = [SCHEMATHESIS, "run", f"{hall.url}/api/openapi.json", "--checks", "not_a_server_error"]
    command += ["--max-examples", "15", "--phases", "examples,coverage,fuzzing", "--seed", "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-500:]
