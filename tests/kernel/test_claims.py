"""Claims: honest ones hold; whatever the kernel accepts of the rest, the reference accepts."""

from random import Random

import pytest
from bylaw_kernel import Table

from tests.kernel import hostile
from tests.kernel.hostile import Q, scalar

Terms = list[tuple[bytes, int]]
Claim = tuple[bytes, bytes, list[Terms]]
BATCH = 100


def honest(random: Random, key: int, points: list[bytes]) -> Claim:
    """Append an encryption of 0 under `key` to `points`; return the claim that it encrypts 0 or 1."""
    at = len(points)
    r, c1, r1, w = (random.randrange(1, Q) for _ in range(4))
    points += [hostile.GROUP.base(r), hostile.GROUP.base(r * key % Q)]
    prefix = b"prove|%d|" % random.randrange(10**9)
    numbers = w, w * key, r1 + c1 * r, r1 * key + c1 * (r * key - 1)
    total = hostile.challenge(prefix, [hostile.GROUP.base(number % Q) for number in numbers])
    c0 = (total - c1) % Q
    r0 = scalar(w - r * c0)
    rows = [
        [(r0, 0), (scalar(c0), at)],
        [(r0, 1), (scalar(c0), at + 1)],
        [(scalar(r1), 0), (scalar(c1), at)],
        [(scalar(r1), 1), (scalar(c1), at + 1), (scalar(-c1), 0)],
    ]
    return prefix, scalar(total), rows


def batch(random: Random) -> tuple[list[bytes], list[Claim]]:
    key = random.randrange(1, Q)
    points = [hostile.G, hostile.GROUP.base(key)]
    return points, [honest(random, key, points) for _ in range(BATCH)]


def holds(points: list[bytes], claim: Claim) -> bool:
    """Decide a claim by the reference."""
    prefix, total, rows = claim
    commitments = [hostile.product(points, row) for row in rows]
    known = [point for point in commitments if point is not None]
    if not known or len(known) < len(rows):
        return False
    return int.from_bytes(total, "little") == hostile.challenge(prefix, known)


def unreduced(number: bytes) -> bytes:
    return (int.from_bytes(number, "little") + Q).to_bytes(32, "little")


def turned(random: Random, number: bytes) -> bytes:
    return (int.from_bytes(number, "little") ^ 1 << random.randrange(256)).to_bytes(32, "little")


def mutate(random: Random, claim: Claim) -> Claim:
    """Change one thing: prefix, challenge, a scalar, an index, or which commitments there are and in which order."""
    prefix, total, rows = claim[0], claim[1], [list(row) for row in claim[2]]
    at = random.randrange(len(rows))
    term = random.randrange(len(rows[at]))
    number, index = rows[at][term]
    match random.randrange(9):
        case 0:
            prefix = random.choice([b"", prefix[:-1], prefix + b"|", prefix.upper()])
        case 1:
            total = random.choice([turned(random, total), unreduced(total), hostile.scalars(random)])
        case 2:
            rows[at][term] = turned(random, number), index
        case 3:
            rows[at][term] = unreduced(number), index
        case 4:
            rows[at][term] = hostile.scalars(random), index
        case 5:
            rows[at][term] = number, random.choice([index ^ 1, 0, 1, 10**9])
        case 6:
            rows.insert(at, rows.pop())
        case 7:
            del rows[at]
        case _:
            rows[at] = []
    return prefix, total, rows


@pytest.mark.parametrize("seed", hostile.rounds(6, 200))
def test_mutants(seed: int) -> None:
    random = Random(seed)
    points, claims = batch(random)
    assert Table(b"".join(points), [], 2).check(claims) == b"\1" * BATCH
    mutants = [mutate(random, claim) for claim in claims]
    expected = [all(i < len(points) for row in m[2] for _, i in row) and holds(points, m) for m in mutants]
    for fixed in (0, 2):
        assert list(map(bool, Table(b"".join(points), [], fixed).check(mutants))) == expected


@pytest.mark.parametrize("seed", hostile.rounds(4, 100))
def test_hostile_points(seed: int) -> None:
    """A hostile point under a good proof: only the proofs that touch it fall."""
    random = Random(seed)
    points, claims = batch(random)
    bad = random.sample(range(2, len(points)), 20)
    for at in bad:
        taint = hostile.crypto_core_ed25519_add(points[at], random.choice(hostile.TORSION))
        points[at] = random.choice(
            [taint, taint, *hostile.NOT_CANONICAL, hostile.IDENTITY, hostile.TAINTED_BASE]
        )
    hit = {(at - 2) // 2 for at in bad}
    expected = bytes(at not in hit for at in range(BATCH))
    assert Table(b"".join(points), [], 2).check(claims) == expected


@pytest.mark.parametrize("torsion", hostile.TORSION)
def test_taint_that_the_equation_forgives(torsion: bytes) -> None:
    """A prover who knows her taint can make the commitments come out: membership alone refuses her."""
    random, group = Random(torsion), hostile.GROUP
    secret = random.randrange(1, Q)
    clean = group.base(secret)
    key = hostile.crypto_core_ed25519_add(clean, torsion)
    while True:
        w = random.randrange(1, Q)
        c = hostile.challenge(b"sig|", [group.base(w)])
        if c % 8 == 0:
            break
    claim = b"sig|", scalar(c), [[(scalar(w - secret * c), 0), (scalar(c), 1)]]
    assert Table(hostile.G + clean).check([claim]) == b"\1"
    assert Table(hostile.G + key).check([claim]) == b"\0"


def test_neutral_commitment() -> None:
    """r·g + c·y = 0: the reference may hash it, the kernel leaves it to the reference."""
    c = hostile.challenge(b"p|", [hostile.IDENTITY])
    claim = b"p|", scalar(c), [[(scalar(-c), 0), (scalar(c), 0)]]
    assert Table(hostile.G).check([claim]) == b"\0"


def test_nothing_claimed() -> None:
    assert Table(hostile.G).check([]) == b""
    empty = scalar(hostile.challenge(b"p|", []))
    assert Table(hostile.G).check([(b"p|", empty, [])]) == b"\0"
