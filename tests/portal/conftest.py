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
    with pseudo.served(twin(played, tmp_path_factory.mktemp("odd") / "local")) as site:
        yield site


@pytest.fixture(scope="module")
def driver():
    """Playwright; two at once in one process would be one too many."""
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def browser(driver):
    with chromium(driver) as found:
        yield found
