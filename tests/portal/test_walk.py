"""A walk over every address as nobody, a member and an officer: no fault, default deny, and nothing of somebody else's."""

import re

import django
import pytest
from django.conf import settings as configured

from bylaw.portal.desk import open_desk
from bylaw.portal.settings import settings
from tests.portal.stage import Client, log_in
from tests.portal.test_entering import PUBLIC

WALKERS = {"nobody": "", "member": "member16@example.org", "officer": "member21@example.org"}
GUESSES = (
    "0",
    "1",
    "root",
    "secretary",
    "president-2025",
    "box-2025",
    "sponsor",
    "call-meeting",
    "f" * 64,
    "x" * 200,
)


@pytest.fixture(scope="module")
def addresses(site):
    if not configured.configured:
        configured.configure(**settings(open_desk(site.folder), "x" * 40))
        django.setup()
    from bylaw.portal.urls import urlpatterns  # noqa: PLC0415 - Django must be set up first

    return [str(route.pattern) for route in urlpatterns]


@pytest.mark.parametrize("who", WALKERS)
def test_every_address_answers_everybody_and_opens_to_those_alone_who_may(site, addresses, who):
    client = Client(site.url)
    if WALKERS[who]:
        log_in(client, WALKERS[who])
    for pattern in addresses:
        if pattern == "log-out/":
            continue
        for guess in GUESSES if "<" in pattern else ("",):
            path = "/" + re.sub(r"<\w+:\w+>", guess, pattern)
            found = client.get(path)
            assert found.status < 500, (who, path)
            if who == "nobody" and pattern not in PUBLIC and not pattern.startswith("api"):
                assert found.status in {302, 404}, path


def test_one_member_s_page_shows_nothing_of_another(site):
    """Whoever asks with another's id gets her own page, or none."""
    client = Client(site.url)
    log_in(client, "member17@example.org")
    other = site.year.on.member("m017")
    for path in (f"/me/?member={other}", f"/me/data/?member={other}"):
        assert other not in client.get(path).text
    assert client.get(f"/me/{other}/").status == 404
