"""Every page where one gets by doing something first has its way, which the pictures go (scripts/screenshots)."""

from tests.portal.pages import REACHED
from tests.portal.ways import WAYS


def test_every_such_page_has_its_way():
    assert tuple(WAYS) == REACHED
