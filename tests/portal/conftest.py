import pytest

from tests.portal.stage import Client, free_port, play, start


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    played = play(tmp_path_factory.mktemp("portal") / "local", free_port())
    server = start(played)
    yield played
    server.terminate()
    server.communicate(timeout=20)


@pytest.fixture
def client(site):
    return Client(site.url)
