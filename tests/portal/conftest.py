import pytest

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
