"""Pages where one gets by doing something first: no barrier, nothing wider than a narrow screen, nothing unmarked."""

import pytest

from tests.portal import pseudo
from tests.portal.browsing import NARROW, barriers, opened, width
from tests.portal.pages import REACHED
from tests.portal.stage import twin
from tests.portal.unmarked import called, english
from tests.portal.ways import WAYS


@pytest.fixture(scope="module")
def inn(played, tmp_path_factory):
    """A site of this file's own, in the language that nobody speaks: people act here."""
    with pseudo.served(twin(played, tmp_path_factory.mktemp("ways") / "local")) as site:
        yield site


def test_every_such_page_has_its_way():
    assert tuple(WAYS) == REACHED


def test_nobody_is_barred_and_nothing_is_left_in_english(browser, inn):
    wrong = {}
    for pattern, way in WAYS.items():
        told = {"locale": pseudo.CODE, "bypass_csp": True, "reduced_motion": "reduce"}
        page = opened(browser, inn.url, viewport=NARROW, **told)
        way(page, inn)
        page.wait_for_load_state()
        said = set(english(page.content(), called(inn)))
        found, wide = barriers(page), width(page)
        if said or found or wide > NARROW["width"]:
            wrong[pattern] = (said, found, wide)
        page.context.close()
    assert not wrong
