"""Every link of every page leads somewhere, whoever reads it: no page of ours offers a dead end."""

import html
import re
from collections import Counter, deque
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.portal.pages import PUBLIC_PATHS
from tests.portal.stage import Client, log_in, served, twin
from tests.portal.test_walk import WALKERS, holder

ASIDE = re.compile(r"/(language|act|resolutions/move|petitions/open|paper/enter)/|\.pdf$")
"""What changes the language, and forms, of which there are hundreds: they have tests of their own."""
MANY = re.compile(r"(?<=/)([0-9]+|[0-9a-f]{32})(?=/|$)|\?.*")
"""What tells one of many pages that are alike from the next."""
ALIKE, FEWEST = 6, 40
"""How many pages that are alike are asked for, and how many different pages a walk sees at the least."""


@pytest.fixture(scope="module")
def hall(played, tmp_path_factory):
    """A site of its own: who looks at a file leaves a line in its log."""
    with served(twin(played, tmp_path_factory.mktemp("linked") / "local")) as found:
        yield found


@pytest.mark.parametrize("who", WALKERS)
def test_every_link_of_every_page_leads_somewhere(hall, who):
    client = Client(hall.url)
    if WALKERS[who]:
        log_in(client, WALKERS[who] if "@" in WALKERS[who] else holder(hall, WALKERS[who]))
    waiting, seen, alike = deque((path, "the table of pages") for path in PUBLIC_PATHS), set(), Counter()
    while waiting:
        path, page = waiting.popleft()
        kind = MANY.sub("N", path)
        if path in seen or ASIDE.search(path) or alike[kind] == ALIKE:
            continue
        seen.add(path)
        alike[kind] += 1
        found = client.get(path)
        assert found.status < 400, f"{page} leads {who} to {path}: {found.status}"
        if found.headers.get("Content-Type", "").startswith("text/html"):
            waiting.extend((link, path) for link in links(found.text, path))
    assert len(seen) >= FEWEST


def links(page: str, path: str) -> list[str]:
    """Give the addresses of this site that a page links to; where a link goes to a place on it, that it is there."""
    found = []
    for link in (html.unescape(each) for each in re.findall(r'<a\b[^>]*?\bhref="([^"]*)"', page)):
        address, place = urldefrag(urljoin(path, link))
        assert link[0] != "#" or f'id="{place}"' in page, f"{path} has no place {place}"
        if not urlsplit(address).netloc and address.startswith("/"):
            found.append(address)
    return found
