"""Measures against the numbers of real rules and against fractions."""

from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaw.rules.measure import Measure, least, most, reached, stricter, tighter, within

K = Measure(root=(1, 2), at_most=5)
QUORUM = Measure(root=(3, 2))


def test_debian_sponsors():
    assert reached(K, 5, 1000)
    assert not reached(K, 4, 1000)
    assert least(K, 60) == 4
    assert least(K, 10**9) == 5


def test_debian_quorum():
    assert least(QUORUM, 1000) == 48
    assert not reached(QUORUM, 47, 1000)
    assert least(QUORUM, 60) == 12


def test_debian_quorum_is_not_rounded():
    assert least(QUORUM, 1024) == 48  # 9216 = 9 * 1024 exactly
    assert least(QUORUM, 1025) == 49


def test_at_most_a_fifth_of_the_board_is_not_elected():
    fifth = Measure(share=(1, 5))
    assert most(fifth, 7) == 1
    assert within(fifth, 1, 7)
    assert not within(fifth, 2, 7)
    assert within(fifth, 2, 10)


def test_more_than_half_of_the_roll_and_at_least_three():
    quorum = Measure(share=(1, 2), strict=True, at_least=3)
    assert [least(quorum, n) for n in (0, 2, 4, 5, 10, 11)] == [3, 3, 3, 3, 6, 6]


def test_a_tenth_asks_for_a_tenth():
    tenth = Measure(share=(1, 10))
    assert [least(tenth, n) for n in (0, 1, 10, 11, 195_000)] == [0, 1, 1, 2, 19_500]


def test_a_cap_that_allows_nothing():
    assert most(Measure(share=(1, 5), strict=True), 0) == -1
    assert not within(Measure(share=(1, 5), strict=True), 0, 0)


@pytest.mark.parametrize(
    "text",
    [b"{}", b'{"share":[1,2],"count":3}', b'{"share":[1,0]}', b'{"share":[3,2]}', b'{"share":[-1,2]}', b'{"count":2.5}',
     b'{"share":[1,2],"at_least":5,"at_most":4}', b'{"share":[1,2],"shares":1}', b'{"share":[1,2,3]}', b'{"strict":true}'],
)  # fmt: skip
def test_a_measure_that_says_nothing_or_two_things_is_refused(text):
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Measure)


def test_a_measure_is_data():
    assert msgspec.json.decode(b'{"root":[1,2],"at_most":5}', type=Measure) == K
    assert msgspec.json.encode(K) == b'{"root":[1,2],"at_most":5}'


NUMBERS = st.integers(0, 60)
PAIRS = st.tuples(NUMBERS, st.integers(1, 60))
SHARES = PAIRS.filter(lambda pair: pair[0] <= pair[1])


@st.composite
def measures(draw):
    kind = draw(st.sampled_from(["share", "root", "count"]))
    value = draw({"share": SHARES, "root": PAIRS, "count": NUMBERS}[kind])
    low, high = sorted(draw(st.tuples(NUMBERS, NUMBERS)))
    bounds = {name: bound for name, bound in (("at_least", low), ("at_most", high)) if draw(st.booleans())}
    return Measure(**{kind: value}, strict=draw(st.booleans()), **bounds)


def meets(measure, value, base, sign=1):
    """The oracle: compare squares as fractions, never the code under test; sign -1 for a cap."""
    if measure.root is not None:
        left, right = Fraction(value) ** 2, Fraction(*measure.root) ** 2 * base
    elif measure.share is not None:
        left, right = Fraction(value), Fraction(*measure.share) * base
    else:
        left, right = Fraction(value), Fraction(measure.count)
    return sign * left > sign * right or (left == right and not measure.strict)


@given(measures(), st.integers(0, 500), st.integers(0, 5000))
def test_reached_agrees_with_fractions(measure, value, base):
    main = meets(measure, value, base) or (measure.at_most is not None and value >= measure.at_most)
    assert reached(measure, value, base) == (main and value >= (measure.at_least or 0))


@given(measures(), st.integers(0, 500), st.integers(0, 5000))
def test_within_agrees_with_fractions(measure, value, base):
    main = meets(measure, value, base, -1) and (measure.at_most is None or value <= measure.at_most)
    assert within(measure, value, base) == (
        main or (measure.at_least is not None and value <= measure.at_least)
    )


@given(measures(), st.integers(0, 10**15))
def test_least_and_most_are_the_edges(measure, base):
    edge = least(measure, base)
    assert reached(measure, edge, base)
    assert not reached(measure, edge - 1, base)
    cap = most(measure, base)
    assert within(measure, cap, base)
    assert not within(measure, cap + 1, base)


@given(measures(), measures(), st.integers(1, 20) | st.integers(1, 10**7))
def test_stricter_is_never_wrongly_true(a, b, base):
    assert not stricter(a, b) or least(a, base) >= least(b, base)
    assert not tighter(a, b) or most(a, base) <= most(b, base)


@given(measures(), measures())
def test_stricter_is_wrongly_false_only_for_a_growing_tail(a, b):
    if all(least(a, n) >= least(b, n) for n in range(1, 20_000)) and not stricter(a, b):
        at_a_million = least(a, 10**8) >= least(b, 10**8)
        overtakes = a.at_least is not None and b.root is not None and a.share is not None
        only_strict = b.strict and not a.strict and b.root is not None and b.at_most is not None
        bound_late = b.at_most is not None and least(b, 1000) < least(b, 10**8)
        assert not at_a_million or overtakes or only_strict or bound_late


def test_a_bound_that_is_reached_beyond_the_sample_is_not_compared():
    a, b = Measure(root=(49, 42)), Measure(share=(1, 28), at_most=38)
    assert all(least(a, n) >= least(b, n) for n in range(1, 5000))
    assert not stricter(a, b)
    assert stricter(a, Measure(share=(1, 28), at_most=35))


def test_roots_that_only_strictness_tells_apart_are_not_compared_beyond_the_sample():
    a, b = Measure(root=(26, 24), at_least=28, at_most=59), Measure(root=(26, 24), at_most=36, strict=True)
    assert all(least(a, n) >= least(b, n) for n in range(1, 5000))
    assert not stricter(a, b)
    assert stricter(a, Measure(root=(26, 24), at_most=36))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Measure(share=(2, 3)), Measure(share=(1, 2), strict=True), True),
        (Measure(share=(1, 2), strict=True), Measure(share=(2, 3)), False),
        (Measure(share=(1, 2)), Measure(share=(1, 2), strict=True), False),
        (Measure(share=(1, 2), strict=True), Measure(share=(1, 2)), True),
        (Measure(share=(2, 4)), Measure(share=(1, 2)), True),
        (Measure(share=(1, 20)), Measure(root=(1, 2), at_most=5), False),
        (Measure(share=(1, 20), at_least=5), Measure(root=(1, 2), at_most=5), True),
        (Measure(count=5), K, True),
        (Measure(count=4), K, False),
        (K, Measure(count=5), False),
        (Measure(root=(1, 1)), QUORUM, False),
        (Measure(root=(3, 2), at_most=10), QUORUM, False),
        (Measure(share=(1, 1)), Measure(root=(1, 1)), True),
        (Measure(share=(1, 100), at_most=1000), Measure(share=(1, 100)), False),
        (Measure(count=2), Measure(count=1, strict=True), True),
        (Measure(share=(1, 1)), Measure(count=2), False),  # of one member
    ],
)
def test_floors(a, b, expected):
    assert stricter(a, b) == expected


def test_caps():
    assert tighter(Measure(share=(1, 5), strict=True), Measure(share=(1, 5)))
    assert tighter(Measure(share=(1, 6)), Measure(share=(1, 5)))
    assert not tighter(Measure(share=(1, 4)), Measure(share=(1, 5)))
    assert not tighter(Measure(share=(1, 5), at_least=1), Measure(share=(1, 5)))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({}, "a measure has one of share, root and count"),
        ({"share": (1, 2), "count": 3}, "a measure has one of share, root and count"),
        ({"share": (3, 2)}, "a share is at most the whole"),
        ({"count": 3, "at_least": 2, "at_most": 1}, "at_least is more than at_most"),
        ({"share": (2, 2)}, None),
        ({"count": 3, "at_least": 2, "at_most": 2}, None),
    ],
    ids=range(6),
)
def test_what_is_no_measure_is_refused_in_these_words(said, refusal):
    if refusal is None:
        assert Measure(**said)
    else:
        with pytest.raises(ValueError, match=f"^{refusal}$"):
            Measure(**said)
