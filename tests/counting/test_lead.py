"""No result changes by fewer papers than the lead says, added or taken away, however they are marked."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from bylaw.counting import Ballots, Paper, Terms, UnfitBallots, count
from bylaw.counting.lead import lead
from tests.counting.known import RANDOM
from tests.counting.test_properties import elections

TERMS = {
    "av": Terms(),
    "schulze": Terms(),
    "debian": Terms(default=1, roll=9),
}


@st.composite
def changed(draw, ballots: Ballots, number: int) -> Ballots:
    """The same papers with so many taken away or added."""
    papers, size = list(ballots.papers), len(ballots.candidates)
    for _ in range(number):
        held = [i for i, paper in enumerate(papers) if paper.weight]
        if held and draw(st.booleans()):
            i = draw(st.sampled_from(held))
            papers[i] = replace(papers[i], weight=papers[i].weight - 1)
        else:
            order = draw(st.permutations(range(1, size + 1)))[: draw(st.integers(1, size))]
            papers.append(Paper(1, tuple((c,) for c in order)))
    return replace(ballots, papers=tuple(paper for paper in papers if paper.weight))


def run(method: str, ballots: Ballots) -> tuple[int, ...]:
    terms = TERMS[method]
    try:
        return count(method, ballots, default=terms.default, roll=terms.roll).winners
    except UnfitBallots:
        return ()


@pytest.mark.parametrize("method", TERMS)
@RANDOM
@given(elections(most=4), st.data())
def test_fewer_papers_than_the_lead_change_nothing(method, ballots, data):
    sheet, least = lead(method, ballots, TERMS[method])
    assume(least)
    other = data.draw(changed(ballots, data.draw(st.integers(0, min(least - 1, 6)))))
    assume(other.papers)
    assert run(method, other) == sheet.winners


@pytest.mark.parametrize(("papers", "method", "least"), [
    (((6, "ABC"), (3, "BCA"), (1, "CBA")), "av", 2),
    (((6, "ABC"), (5, "BCA"), (3, "CBA")), "av", 2), (((6, "ABC"), (3, "BCA"), (3, "CBA")), "av", 0),
    (((6, "ABC"), (3, "BCA"), (1, "CBA")), "schulze", 2), (((3, "ABC"), (3, "BCA"), (3, "CAB")), "schulze", None),
    (((6, "BAC"), (1, "ABC")), "debian", 2), (((9, "BAC"), (4, "ABC")), "debian", 5)])  # fmt: skip
def test_the_lead_by_hand(papers, method, least):
    """For debian A is the default and nine may vote: 3Q is 4.5, so six are two, and nine are five, from too few."""
    ranks = tuple(Paper(n, tuple(("ABC".index(c) + 1,) for c in order)) for n, order in papers)
    assert lead(method, Ballots(candidates=("A", "B", "C"), papers=ranks), TERMS[method])[1] == least


def test_methods_without_a_proof_have_none():
    ballots = Ballots(candidates=("A", "B", "C"), papers=(Paper(9, ((1,), (2,))),))
    assert lead("scottish-stv", ballots, Terms(seats=2))[1] is None
