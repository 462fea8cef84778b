"""Which encodings the kernel takes for members, and what it computes with them: equal to the reference."""

from itertools import pairwise
from random import Random

import pytest
from bylaw_kernel import Table

from tests.kernel import hostile

SIZE = 1000


@pytest.mark.parametrize("seed", hostile.rounds(36, 830))
def test_membership(seed: int) -> None:
    points = list(hostile.encodings(Random(seed), SIZE))
    expected = bytes(map(hostile.valid, points))
    assert 0 < sum(expected) < SIZE
    assert Table(b"".join(points)).members() == expected


@pytest.mark.parametrize("seed", hostile.rounds(10, 200))
def test_one_by_one(seed: int) -> None:
    """Small tables take the other path: each point by itself."""
    points = list(hostile.encodings(Random(seed), 100))
    for few in (points[:1], points[1:40], points[40:]):
        assert Table(b"".join(few)).members() == bytes(map(hostile.valid, few))


@pytest.mark.parametrize(
    "point", [*hostile.TORSION, *hostile.NOT_CANONICAL, hostile.IDENTITY, hostile.TAINTED_BASE]
)
@pytest.mark.parametrize("others", [0, 999])
def test_each_hostile_point(point: bytes, others: int) -> None:
    assert Table(hostile.G * others + point).members() == b"\1" * others + b"\0"


@pytest.mark.parametrize("torsion", hostile.TORSION)
def test_stray_among_many(torsion: bytes) -> None:
    """One point outside the group, or two whose torsion cancels, among a thousand members."""
    random = Random(torsion)
    points = [hostile.member(random) for _ in range(SIZE)]
    assert all(Table(b"".join(points)).members())
    first, second = random.sample(range(SIZE), 2)
    stray = list(points)
    stray[first] = hostile.crypto_core_ed25519_add(points[first], torsion)
    assert [at for at, good in enumerate(Table(b"".join(stray)).members()) if not good] == [first]
    stray[second] = hostile.GROUP.div(points[second], torsion)
    assert [at for at, good in enumerate(Table(b"".join(stray)).members()) if not good] == sorted(
        (first, second)
    )


@pytest.mark.parametrize("seed", hostile.rounds(4, 60))
def test_products(seed: int) -> None:
    random = Random(seed)
    points = [hostile.G, *(hostile.member(random) for _ in range(200)), *hostile.encodings(random, 20)]
    rows = [
        [(hostile.scalars(random), random.randrange(len(points))) for _ in range(random.randrange(5))]
        for _ in range(SIZE)
    ]
    expected = [hostile.product(points, row) for row in rows]
    assert any(expected)
    assert None in expected
    for fixed in (0, 2):
        assert Table(b"".join(points), [], fixed).products(rows) == expected


@pytest.mark.parametrize("seed", hostile.rounds(2, 40))
def test_sums(seed: int) -> None:
    random = Random(seed)
    points = [*(hostile.member(random) for _ in range(300)), *hostile.encodings(random, 5)]
    groups = [random.choices(range(len(points)), k=random.randrange(8)) for _ in range(SIZE)]
    one = hostile.scalar(1)
    expected = [hostile.product(points, [(one, index) for index in group]) for group in groups]
    table = Table(b"".join(points), groups)
    assert table.sums() == expected
    assert table.totals(groups) == expected
    assert table.totals([[10**9]]) == [None]
    assert table.members()[len(points) :] == bytes(point is not None for point in expected)


def test_sum_to_identity() -> None:
    minus = hostile.GROUP.power(hostile.G, hostile.Q - 1)
    table = Table(hostile.G + minus, [[0, 1], [0, 0]])
    assert table.members() == b"\1\1\0\1"
    assert table.sums() == [None, hostile.GROUP.mul(hostile.G, hostile.G)]
    assert table.products([[(hostile.scalar(1), 0), (hostile.scalar(1), 1)], [(hostile.scalar(1), 3)]]) == [
        None,
        table.sums()[1],
    ]


def test_a_sum_serves_as_a_point() -> None:
    random = Random(1)
    points = [hostile.member(random) for _ in range(9)]
    table = Table(b"".join(points), list(pairwise(range(9))))
    one = hostile.scalar(1)
    assert table.products([[(one, 9 + at)] for at in range(8)]) == table.sums()


def test_no_unreduced_y_is_that_of_a_member() -> None:
    """So refusing y >= p changes no verdict on members; it keeps one text per point all the same."""
    assert not any(
        hostile.valid(hostile.encode(y, sign)) for y in range(2**255 - hostile.P) for sign in (0, 1)
    )
    assert not any(map(hostile.valid, hostile.NOT_CANONICAL))
