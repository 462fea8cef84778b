import subprocess
import sys

import pytest
from playwright.sync_api import sync_playwright

from tests.portal import pseudo
from tests.portal.browsing import chromium
from tests.portal.stage import Client, free_port, play, served, twin


@pytest.fixture(scope="session")
def played(tmp_path_factory):
    """A union local after its year, for copies: nobody serves or changes it."""
    return play(tmp_path_factory.mktemp("portal") / "local", free_port())


@pytest.fixture(scope="session")
def site(played, tmp_path_factory):
    with served(twin(played, tmp_path_factory.mktemp("site") / "local")) as found:
        yield found


@pytest.fixture
def client(site):
    return Client(site.url)


@pytest.fixture(scope="session")
def odd(played, tmp_path_factory):
    """Serve a copy of the organisation in this language."""
    site = twin(played, tmp_path_factory.mktemp("odd") / "local")
    locale = tmp_path_factory.mktemp("locale")
    pseudo.write(locale)
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.portal.pseudo",
            str(site.folder),
            site.url.rpartition(":")[2],
            str(locale),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert "serving" in server.stdout.readline()
    yield site
    server.terminate()
    server.communicate(timeout=120)


@pytest.fixture(scope="module")
def driver():
    """Playwright; two at once in one process would be one too many."""
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def browser(driver):
    with chromium(driver) as found:
        yield found
