"""A head that must be witnessed is served with its cosignature, or the former one is."""

import json
import subprocess
import time

import pytest

from tests.portal.stage import BYLAW, Client, Site, free_port, log_in, served, twin, verify
from tests.portal.test_acting import shown_act


def sponsor(site: Site) -> Client:
    """Have a member record an act with her key in the demo's folder; gives her client, on the entry's page."""
    member = Client(site.url)
    log_in(member, "member7@example.org")
    act = shown_act(member.post("/act/sponsor/", {"applicant": site.year.on.member("kim")}).text)
    member.page = member.get(member.post("/sign/demo/", {"act": act}, "/me/").headers["Location"]).text
    return member


@pytest.mark.parametrize("witnessed", [True, False])
def test_the_head_over_an_act_goes_out_cosigned_or_not_yet(played, tmp_path, witnessed):
    site = twin(played, tmp_path / "local")
    if not witnessed:
        (site.folder / "witness.key").unlink()
    before = json.loads(subprocess.check_output([BYLAW, "verify", str(site.folder), "--json"]))["size"]
    with served(site):
        said = sponsor(site).page
        found = verify(site.url)
    assert f"Recorded as entry {before}" in said
    assert ("witnessed head" in said) is witnessed
    assert (found["exit"], found["verdict"]) == (0, "valid"), "whichever head is served stands"
    assert found["size"] == before + witnessed


def test_a_witness_over_the_network_reads_from_the_server_that_asks_it(tmp_path):
    """One thread serves: it must answer the witness while the head waits for that witness's line."""
    org, port, ear = tmp_path / "org", free_port(), free_port()
    made = [BYLAW, "new", str(org), "--profile", "us-union-local", "--json"]
    key = json.loads(subprocess.check_output(made))["log_key"]
    watch = [BYLAW, "witness", "serve", str(tmp_path / "w"), "--name", "witness.invalid/w1"]
    watch += ["--log", key, f"http://localhost:{port}/record/", "--listen", f"127.0.0.1:{ear}"]
    with subprocess.Popen(watch, stdout=subprocess.PIPE, text=True, bufsize=1) as witness:
        try:
            vkey = witness.stdout.readline().strip()
            act = [BYLAW, "act", str(org), "set-witnesses", "--witnesses", vkey, "--quorum", "1"]
            subprocess.run([*act, "--as", "anna", "--as", "ben"], check=True, capture_output=True)
            site = Site(org, f"http://localhost:{port}", None)
            with served(site, "--witness", vkey, f"http://127.0.0.1:{ear}/"):
                end = time.monotonic() + 20
                while "witness.invalid/w1" not in Client(site.url).get("/record/checkpoint").text:
                    assert time.monotonic() < end, "not cosigned"
                    time.sleep(0.1)
                assert verify(site.url)["verdict"] == "valid"
        finally:
            witness.terminate()
