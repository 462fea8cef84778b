"""What holds of every count, on random ballots."""

from decimal import Decimal
from fractions import Fraction

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from bylaw.counting import METHODS, Ballots, Grades, Paper, Scored, Totals, count
from bylaw.counting.arithmetic import decimal_text
from tests.counting import reference
from tests.counting.known import RANDOM

RANKED = [m.name for m in METHODS.values() if "rankings" in m.takes and m.name != "debian"]
STV = ["scottish-stv", "wigm-stv", "wigm-stv-exact", "meek-stv"]
MOVING = [*STV, "av"]


@st.composite
def elections(draw, most=6, weight=30, equal=False):
    size = draw(st.integers(2, most))
    papers = []
    for _ in range(draw(st.integers(1, 14))):
        order = draw(st.permutations(range(1, size + 1)))[: draw(st.integers(1, size))]
        ranks = [(c,) for c in order]
        if equal and len(ranks) > 1 and draw(st.booleans()):
            ranks[-2:] = [tuple(sorted((*ranks[-2], *ranks[-1])))]
        papers.append(Paper(draw(st.integers(1, weight)), tuple(ranks)))
    return Ballots(
        candidates=tuple("ABCDEFGH"[:size]), papers=tuple(papers), seats=draw(st.integers(1, size))
    )


def _seats(method, ballots):
    return 1 if METHODS[method].seats == "one" else ballots.seats


@RANDOM
@given(elections(equal=True), st.sampled_from(MOVING))
def test_every_row_accounts_for_every_vote(ballots, method):
    sheet = count(
        method, ballots, seats=_seats(method, ballots), lot=tuple(range(1, len(ballots.candidates) + 1))
    )
    for row in sheet.counts:
        parts = [*row.totals, row.exhausted, row.lost or "0"]
        assert sum(Fraction(part) for part in parts) == sheet.valid
        assert all(Fraction(part) >= 0 for part in parts)
    assert sheet.valid + sheet.invalid == sum(p.weight for p in ballots.papers)


@RANDOM
@given(elections(), st.sampled_from(RANKED))
def test_with_a_full_lot_the_seats_are_filled_with_different_candidates(ballots, method):
    size = len(ballots.candidates)
    seats = _seats(method, ballots)
    sheet = count(method, ballots, seats=seats, lot=tuple(range(1, size + 1)))
    assert not sheet.unresolved
    assert len(set(sheet.winners)) == len(sheet.winners) == min(seats, size) or sheet.valid == 0
    assert all(e.count <= len(sheet.counts) for e in sheet.elected)
    assert [e.count for e in sheet.elected] == sorted(e.count for e in sheet.elected)


@RANDOM
@given(elections(equal=True), st.sampled_from(RANKED), st.randoms(use_true_random=False))
def test_neither_names_nor_order_on_the_paper_matter(ballots, method, chance):
    size = len(ballots.candidates)
    new = list(range(1, size + 1))
    chance.shuffle(new)
    where = dict(zip(range(1, size + 1), new, strict=True))
    moved = [
        Paper(p.weight, tuple(tuple(sorted(where[c] for c in r)) for r in p.ranks)) for p in ballots.papers
    ]
    chance.shuffle(moved)
    mirrored = msgspec.structs.replace(ballots, papers=tuple(moved))
    one = count(method, ballots, seats=_seats(method, ballots))
    other = count(method, mirrored, seats=_seats(method, ballots))
    assert {(where[e.candidate], e.count) for e in one.elected} == {
        (e.candidate, e.count) for e in other.elected
    }
    assert [len(t.candidates) for t in one.ties] == [len(t.candidates) for t in other.ties]
    for ours, theirs in zip(one.counts, other.counts, strict=True):
        assert [ours.totals[c - 1] for c in range(1, size + 1)] == [
            theirs.totals[where[c] - 1] for c in range(1, size + 1)
        ]


@RANDOM
@given(elections(), st.sampled_from(["plurality", "approval", "schulze"]), st.data())
def test_more_support_never_unseats_a_sole_winner(ballots, method, data):
    """Monotone: raising the winner to the top of a paper leaves her the winner."""
    sheet = count(method, ballots)
    assume(not sheet.ties)
    (winner,) = sheet.winners
    place = data.draw(st.integers(0, len(ballots.papers) - 1))
    paper = ballots.papers[place]
    raised = Paper(paper.weight, ((winner,), *(r for r in paper.ranks if r != (winner,))))
    if method == "approval":
        raised = Paper(paper.weight, paper.ranks if winner in paper.named else (*paper.ranks, (winner,)))
    papers = (*ballots.papers[:place], raised, *ballots.papers[place + 1 :])
    assert count(method, msgspec.structs.replace(ballots, papers=papers)).winners == (winner,)


@RANDOM
@given(elections(), st.sampled_from(["av", "scottish-stv", "meek-stv", "schulze"]))
def test_whom_more_than_half_rank_first_is_elected(ballots, method):
    valid = sum(p.weight for p in ballots.papers)
    for c in range(1, len(ballots.candidates) + 1):
        if 2 * sum(p.weight for p in ballots.papers if p.order[:1] == (c,)) > valid:
            assert count(method, ballots).winners == (c,)


@RANDOM
@given(elections(), st.integers(2, 5))
def test_equal_papers_may_be_added_up_or_not(ballots, times):
    split = tuple(Paper(1, p.ranks) for p in ballots.papers for _ in range(p.weight))
    for method in MOVING:
        seats = _seats(method, ballots)
        one = count(method, ballots, seats=seats)
        assert one == count(method, msgspec.structs.replace(ballots, papers=split), seats=seats)
        assert one.winners == count(method, ballots, seats=seats).winners
    many = msgspec.structs.replace(
        ballots, papers=tuple(Paper(p.weight * times, p.ranks) for p in ballots.papers)
    )
    assert count("schulze", ballots).winners == count("schulze", many).winners


@RANDOM
@given(elections(weight=6), st.sampled_from([("scottish-stv", 5), ("wigm-stv", 6), ("wigm-stv-exact", None)]))
def test_gregory_agrees_with_a_count_of_single_papers(ballots, rule):
    method, places = rule
    sheet = count(method, ballots, seats=ballots.seats)
    slow = reference.gregory(ballots, ballots.seats, places)
    if slow is None:
        assert sheet.unresolved
        return
    elected, rows = slow
    assert {e.candidate: e.count for e in sheet.elected} == elected
    assert [[Fraction(t) for t in row.totals] for row in sheet.counts] == rows


@RANDOM
@given(elections(equal=True))
def test_schulze_agrees_with_a_search_for_paths(ballots):
    sheet = count("schulze", ballots)
    winners = reference.schulze(sheet.pairwise)
    assert set(sheet.winners or sheet.unresolved[0].candidates) == winners


@RANDOM
@given(st.integers(1, 8), st.integers(2, 4), st.data())
def test_majority_judgement_agrees_with_taking_middles_away(papers, size, data):
    rows = data.draw(st.lists(st.tuples(*[st.integers(0, 4)] * size), min_size=papers, max_size=papers))
    weights = data.draw(st.lists(st.integers(1, 4), min_size=papers, max_size=papers))
    graded = Grades(
        candidates=tuple("ABCD"[:size]),
        papers=tuple(Scored(w, row) for w, row in zip(weights, rows, strict=True)),
        best=4,
    )
    values = [
        reference.majority_value([row[c] for w, row in zip(weights, rows, strict=True) for _ in range(w)])
        for c in range(size)
    ]
    best = {c for c, value in enumerate(values, 1) if value == max(values)}
    sheet = count("majority-judgement", graded)
    assert set(sheet.winners or sheet.unresolved[0].candidates) == best


VOTES = st.lists(st.integers(0, 10_000), min_size=2, max_size=8).filter(any)


@RANDOM
@given(VOTES, st.integers(1, 60), st.sampled_from(["dhondt", "sainte-lague", "hare"]))
def test_lists_get_all_seats_and_more_votes_never_fewer_seats(votes, seats, method):
    names = tuple(f"L{n}" for n in range(len(votes)))
    lot = tuple(range(1, len(votes) + 1))
    sheet = count(method, Totals(candidates=names, votes=(tuple(votes),)), seats=seats, lot=lot)
    won = [w.seats for w in sheet.lists]
    assert sum(won) == seats == len(sheet.elected)
    for a, mine in enumerate(votes):
        for b, theirs in enumerate(votes):
            assert mine <= theirs or won[a] >= won[b]
    if method == "hare":
        assert all(
            v * seats // sum(votes) <= w <= -(-v * seats // sum(votes))
            for v, w in zip(votes, won, strict=True)
        )
    if method == "dhondt":
        assert all(v * seats // sum(votes) <= w for v, w in zip(votes, won, strict=True)), "lower quota"


@RANDOM
@given(st.integers(0, 10**14), st.integers(0, 9))
def test_decimal_text_is_exact(value, places):
    assert Decimal(decimal_text(value, places)) == Decimal(value).scaleb(-places)


@RANDOM
@given(elections())
def test_a_sheet_is_plain_data(ballots):
    sheet = count("scottish-stv", ballots, seats=ballots.seats)
    assert msgspec.json.decode(msgspec.json.encode(sheet), type=type(sheet)) == sheet
