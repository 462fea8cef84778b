"""Which defeats Debian's count drops: by the words of the constitution, on random votes, and among a hundred options."""

import random
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bylaw.counting.debian import _schwartz_winners


def test_of_two_defeats_by_as_many_votes_the_one_with_more_against_is_weaker():
    """Constitution A.6.7.1: 1 beats 2 by 5 to 1, 2 beats 3 by 5 to 3, 3 beats 1 by 6 to 2; the second is dropped."""
    assert _schwartz_winners([[0, 5, 2], [1, 0, 5], [6, 3, 0]], [1, 2, 3]) == {3}
    assert _schwartz_winners([[0, 5, 2], [3, 0, 5], [6, 1, 0]], [1, 2, 3]) == {2}


def test_options_that_nobody_prefers_to_each_other_all_stay():
    assert _schwartz_winners([[0, 3], [3, 0]], [1, 2]) == {1, 2}


def word_for_word(preferred, options):
    """A.6, points 4 to 8, as they are written."""
    defeats = {(a, b) for a in options for b in options if preferred[a - 1][b - 1] > preferred[b - 1][a - 1]}
    while True:
        chains = set(defeats)
        while more := {(a, d) for a, b in chains for c, d in defeats if b == c} - chains:
            chains |= more
        schwartz = {a for a in options if all((a, b) in chains or (b, a) not in chains for b in options)}
        inside = {(a, b) for a, b in defeats if {a, b} <= schwartz}
        if not inside:
            return schwartz
        strength = {(a, b): (preferred[a - 1][b - 1], -preferred[b - 1][a - 1]) for a, b in inside}
        defeats -= {pair for pair in inside if strength[pair] == min(strength.values())}


@given(st.integers(1, 6).flatmap(lambda n: st.lists(st.lists(st.integers(0, 4), min_size=n, max_size=n), min_size=n, max_size=n)), st.data())  # fmt: skip
def test_defeats_are_dropped_as_the_constitution_writes_it(preferred, data):
    everyone = range(1, len(preferred) + 1)
    options = data.draw(st.lists(st.sampled_from(everyone), unique=True))
    assert _schwartz_winners(preferred, options) == word_for_word(preferred, options)


def test_a_hundred_options_in_one_ring_of_defeats_end_in_one_winner():
    size = 100
    chance = random.Random(6)
    preferred = [[chance.randint(0, 10**9) for _ in range(size)] for _ in range(size)]
    against = zip(*preferred, strict=True)
    best = [
        [a if a > b else 0 for a, b in zip(*rows, strict=True)]
        for rows in zip(preferred, against, strict=True)
    ]
    for middle, a in product(range(size), repeat=2):
        best[a] = [max(b, min(best[a][middle], m)) for b, m in zip(best[a], best[middle], strict=True)]
    (winner,) = _schwartz_winners(preferred, list(range(1, size + 1)))
    assert all(best[winner - 1][a] > best[a][winner - 1] for a in range(size) if a != winner - 1)
