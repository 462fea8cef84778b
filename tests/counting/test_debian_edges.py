"""What a mutation run showed to be untested in Debian's count: which of two defeats by as many votes is the weaker."""

from bylaw.counting.debian import _schwartz_winners


def test_of_two_defeats_by_as_many_votes_the_one_with_more_against_is_weaker():
    """Constitution A.6.7.1: 1 beats 2 by 5 to 1, 2 beats 3 by 5 to 3, 3 beats 1 by 6 to 2; the second is dropped."""
    assert _schwartz_winners([[0, 5, 2], [1, 0, 5], [6, 3, 0]], [1, 2, 3]) == {3}
    assert _schwartz_winners([[0, 5, 2], [3, 0, 5], [6, 1, 0]], [1, 2, 3]) == {2}


def test_options_that_nobody_prefers_to_each_other_all_stay():
    assert _schwartz_winners([[0, 3], [3, 0]], [1, 2]) == {1, 2}
