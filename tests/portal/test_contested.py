"""The page of an election says until when it can be challenged, and that it is under challenge."""

import re

import pytest

from tests.acts.polling import CLAUSES, DIGEST, Poll
from tests.acts.recorded import Recorded
from tests.acts.test_challenges import RULES
from tests.portal.stage import Client, Site, free_port, served


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages of two elections: one declared, one voided and challenged by two."""
    s = Recorded(tmp_path_factory.mktemp("contested") / "org", founders=20, rules=(*CLAUSES, *RULES[:2]))
    polls = {"open": Poll(s, "open"), "waits": Poll(s, "waits", office="councillor")}
    for poll in polls.values():
        poll.called().stand(5, 6)
    polls["open"].until(40)
    secretary, pair = s.office(1, "secretary"), polls["open"].pair()
    for poll in polls.values():
        s.do("fix-paper", secretary, **poll.paper(5, 6))
        s.do("open-poll", secretary, election=poll.name)
    polls["open"].until(47)
    for poll in polls.values():
        s.do("close-poll", 1, election=poll.name, served=20, records=DIGEST)
        poll.count(11, 7)
    polls["open"].until(51)
    s.do("declare-result", pair, **polls["open"].result((5,), (6,)))
    s.do("void-election", secretary, election="waits", reasons=DIGEST)
    s.do("challenge-election", 6, election="waits", reasons=DIGEST)
    s.do("challenge-election", 7, election="waits", reasons=DIGEST)
    s.organisation.publish()
    s.organisation.close()
    with served(Site(s.organisation.folder, f"http://localhost:{free_port()}", None)) as site:
        client = Client(site.url)
        yield {name: client.get(f"/elections/{name}/").text for name in polls}


def plain(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_a_result_that_can_be_challenged_says_until_when(pages):
    assert "Can be challenged until 4 March 2025" in plain(pages["open"])
    assert 'href="/act/challenge-election/?election=open"' in pages["open"]
    assert "Under challenge" not in pages["open"]


def test_a_void_under_challenge_says_by_when_it_is_decided(pages):
    assert "by 2 members" in plain(pages["waits"])
    assert "Under challenge: decided by" in plain(pages["waits"])
