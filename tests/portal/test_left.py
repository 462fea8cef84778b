"""Who was struck off still has her own case, what she may do in it, and her data; everything else is closed to her."""

import html
import re

import pytest

from bylaw.cli.demo import SEED
from bylaw.rehearsal.local import found_local
from bylaw.rehearsal.scenes import a_case
from bylaw.rehearsal.stage import write_folder
from bylaw.rehearsal.year import SCENES
from bylaw.rules.load import load
from bylaw.store.profiles import profiles
from tests.portal.stage import Client, Site, free_port, log_in, served
from tests.portal.test_acting import shown_act
from tests.portal.test_walk import GUESSES, addresses  # noqa: F401 - a fixture

CHARGED, ADDRESS = "m052", "member53@example.org"
OPEN = {"me/", "me/data/", "me/looks/", "cases/"}
"""Of the addresses that ask for a log-in, those that answer her by themselves."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """A local that has carried out an expulsion, and hears nothing more of it."""
    folder, port = tmp_path_factory.mktemp("left") / "local", free_port()
    year = found_local(
        folder, load(profiles()["us-union-local"]), SEED, lambda _line: None, f"http://localhost:{port}"
    )
    with pytest.MonkeyPatch.context() as patch:
        for later in ("_reopened", "_restored"):
            patch.setattr(a_case, later, lambda _local: None)
        for scene in SCENES[: SCENES.index(a_case)]:
            scene.play(year)
        a_case.play(year)
    year.on.witnessed()
    write_folder(year.on)
    year.on.organisation.close()
    with served(Site(folder, f"http://localhost:{port}", year)) as found:
        yield found


@pytest.fixture
def struck(stage):
    client = Client(stage.url)
    log_in(client, ADDRESS)
    return client


def test_she_reads_her_case_and_files_what_speaks_for_her(stage, struck):
    page = struck.get("/me/").text
    assert "you have not been a member of Local 12 since" in page
    assert 'href="/cases/case-1/"' in page
    assert "You are charged" in struck.get("/cases/case-1/").text
    fields = {"case": "case-1", "item": "receipt", "sort": "document", "content": "A receipt has turned up."}
    review = struck.post("/act/file-evidence/", fields, "/act/file-evidence/?case=case-1")
    hidden = html.unescape(re.search(r'name="words" value="([^"]+)"', review.text)[1])
    done = struck.post("/sign/demo/", {"act": shown_act(review.text), "words": hidden}, "/me/")
    assert done.status == 302, done.text
    assert "Item: receipt" in struck.get("/cases/case-1/").text
    assert stage.year.on.member(CHARGED) in struck.get("/me/data/").text


def test_everything_else_is_closed_to_her(struck, addresses):  # noqa: F811 - the fixture
    member = struck
    stranger = Client(struck.url)
    for pattern in addresses:
        if pattern == "log-out/" or pattern.startswith("api"):
            continue
        for guess in GUESSES if "<" in pattern else ("",):
            path = "/" + re.sub(r"<\w+:\w+>", guess, pattern)
            found = member.get(path)
            assert found.status < 500, path
            if pattern not in OPEN and "/log-in/?next" in stranger.get(path).headers.get("Location", ""):
                assert found.status in {302, 403, 404, 405}, path
    for path in ("/meetings/", "/register/", "/acts/", "/act/move/", "/me/card/", "/booth/box-2025/"):
        assert struck.get(path).status in {403, 404}, path
    assert struck.get("/api/mine").status in {401, 404}
    assert struck.post("/act/move/", {"motion": "x"}, "/me/").status == 404


def test_she_logs_out_and_who_never_was_a_member_does_not_get_in(stage, struck):
    assert struck.post("/log-out/", {}, "/me/").status == 302
    assert struck.get("/me/").status == 302
    kim = Client(stage.url)
    kim.post("/log-in/", {"email": "kim@example.org"})
    assert "To kim@example.org<" not in kim.get("/outbox/").text
