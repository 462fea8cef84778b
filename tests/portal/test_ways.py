"""Where one gets by doing something first, in a language that nobody speaks: axe, room, and no word left behind."""

import pytest

from tests.portal import pseudo
from tests.portal.browsing import DESK, NARROW, barriers, opened, width
from tests.portal.heard import Page, flaws
from tests.portal.pages import REACHED
from tests.portal.stage import twin
from tests.portal.unmarked import called, english
from tests.portal.ways import WAYS

LOOKS = ((NARROW, "light"), (DESK, "dark"))
"""A small phone, and a desk in the evening."""


@pytest.fixture
def own(played, tmp_path):
    """A site of this file's own, in that language: people act here."""
    with pseudo.served(twin(played, tmp_path / "local")) as site:
        yield site


def test_every_such_page_has_its_way():
    assert tuple(WAYS) == REACHED


def test_no_such_page_bars_anybody_or_speaks_another_language(browser, own):
    """One after another: some go on from what was done on the way to one before."""
    wrong, told = {}, {}
    for pattern, way in WAYS.items():
        page = opened(
            browser, own.url, bypass_csp=True, reduced_motion="reduce", viewport=NARROW, locale=pseudo.CODE
        )
        way(page, own)
        told[pattern] = page.content()
        assert pseudo.BEGINS in page.locator("main").inner_text(), f"{pattern} speaks another language"
        for view, scheme in LOOKS:
            page.set_viewport_size(view)
            page.emulate_media(color_scheme=scheme)
            found, wide = barriers(page), width(page)
            if found or wide > view["width"]:
                wrong[pattern, scheme] = (found, wide)
        page.context.close()
    wrong |= {pattern: found for pattern, text in told.items() if (found := list(flaws(Page(text))))}
    assert not wrong
    names = called(own)  # with what was named on these ways
    left = {pattern: set(english(text, names)) for pattern, text in told.items()}
    assert not {pattern: found for pattern, found in left.items() if found}
