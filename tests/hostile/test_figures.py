"""False statistics: whoever may publish publishes what the record gives, for every figure, body and year."""

import pytest
from msgspec.structs import replace

from bylaw.acts.figures.publishing import Stated
from bylaw.acts.figures.survey import DEFINITIONS, survey, years
from bylaw.projections.figures import contradictions
from bylaw.record.clock import instant
from bylaw.rules.clause import FOREVER
from tests.acts.grievances import AUTHOR, Branch
from tests.acts.test_keys import clause

PUBLISH = (
    clause("80", "publish-figures", "office director root"),
    clause("81", "claim-figure", "member root"),
)
BODIES = ("root", "north", "board")


@pytest.fixture(scope="module")
def lived() -> Branch:
    """A year with a complaint answered, one withdrawn, one passed over, a resignation; it is the next year."""
    s = Branch(PUBLISH)
    s.filed("k1").filed("k2").filed("k3")
    s.do("acknowledge-complaint", s.clerk, **s.step("k1"))
    s.do("decide-complaint", s.clerk, **s.step("k1", outcome="upheld", reasons=s.text()))
    s.do("withdraw-complaint", s.herself(AUTHOR), complaint="k2")
    s.wait(100)
    s.do("resign", s.herself(7), member=s.herself(7).member)
    held = s.state.offices.mandates
    held[s.director.ref] = replace(held[s.director.ref], end=FOREVER, due=FOREVER)
    s.now = instant("2026-01-02T00:00:00Z") or 0
    return s


def published(s: Branch, *stated: Stated, year: int = 2025) -> list[str]:
    return [finding.clause for finding in s.judged("publish-figures", s.director, year=year, figures=stated)]


def counted(s: Branch) -> dict[tuple[str, int, str], int]:
    return survey(s.state, years(s.state, s.now), s.now)


@pytest.mark.parametrize("name", DEFINITIONS)
@pytest.mark.parametrize("body", BODIES)
def test_c44_no_figure_of_any_body_is_published_but_the_one_of_the_record(lived, body, name):
    found = counted(lived)
    true = found.get((body, 2025, name), 0)
    assert published(lived, Stated(body, name, true)) == []
    assert published(lived, Stated(body, name, true + 1)) == ["bylaw 17"]
    if true:
        assert published(lived, Stated(body, name, true - 1)) == ["bylaw 17"]
        assert published(lived, Stated(body, name, 0)) == ["bylaw 17"]


def test_c44_one_false_figure_among_true_ones_is_enough(lived):
    found = counted(lived)
    true = tuple(
        Stated("root", n, found.get(("root", 2025, n), 0)) for n in ("members", "complaints", "resigned")
    )
    assert published(lived, *true) == []
    assert published(lived, *true, Stated("north", "complaints-overdue", 0)) == ["bylaw 17"]


def test_c44_figures_of_another_year_are_none_of_this_one(lived):
    found = counted(lived)
    told = Stated("root", "resigned", found["root", 2025, "resigned"])
    assert published(lived, told, year=2024) == ["bylaw 17"]


def test_c44_a_false_claim_is_taken_with_its_source_and_listed_for_everybody(lived):
    claim = {
        "figure": "complaints",
        "body": "root",
        "year": 2025,
        "words": "complaints",
        "evidence": "memory",
    }
    lived.do("claim-figure", AUTHOR, name="none", value=0, source="the directors", **claim)
    lived.do("claim-figure", AUTHOR, name="three", value=3, source="the members", **claim)
    told = {(c.one, c.by, c.other, c.against) for c in contradictions(lived.state, lived.now)}
    assert told == {(0, "the directors", 3, "the record"), (3, "the members", 0, "the directors")}
