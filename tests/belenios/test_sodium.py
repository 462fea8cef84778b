"""Verification by libsodium with nothing done twice: what the reference says, word for word, whatever comes in."""

from itertools import count
from random import Random

import pytest

from bylaw.belenios import sodium
from bylaw.belenios.challenges import challenge
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.verifier.reference import Reference
from bylaw.belenios.verifier.sodium import Sodium
from bylaw.belenios.verifier.statement import Statement
from tests.kernel import hostile
from tests.kernel.hostile import GROUP, IDENTITY, Q
from tests.kernel.statements import KEY, spoil, statement

G_TEXT = GROUP.write(GROUP.generator)


class Never(Reference):
    """In the place of the reference, to see what is accepted without it."""

    def outcome(self, statement, read=None):
        raise AssertionError("the reference was asked")


def both(*statements: Statement) -> list:
    """Give the outcomes, which are the same by the reference."""
    fast = Sodium(GROUP, KEY).verify_bulk(statements)
    slow = Reference(GROUP, KEY).verify_bulk(statements)
    found, expected = ([getattr(o, "finding", o) for o in each.outcomes] for each in (fast, slow))
    assert found == expected
    return fast.outcomes


def alone() -> Sodium:
    found = Sodium(GROUP, KEY)
    found._reference = Never(GROUP, KEY)
    return found


@pytest.mark.parametrize("seed", hostile.rounds(3, 60))
@pytest.mark.parametrize("share", [0.05, 0.6])
def test_outcomes_agree(seed, share):
    random = Random(seed)
    statements = [statement(random)[0] for _ in range(60)]
    for made in random.sample(statements, round(share * len(statements))):
        spoil(random, made)
    outcomes = both(*statements)
    assert {type(outcome) for outcome in outcomes} == {list, Refused}


def test_what_is_honest_is_accepted_without_the_reference():
    statements = [statement(Random(seed))[0] for seed in range(5)]
    decided = alone().verify_bulk(statements)
    assert decided.outcomes == Reference(GROUP, KEY).verify_bulk(statements).outcomes
    assert all(isinstance(outcome, list) for outcome in decided.outcomes)


def tainted(torsion: bytes, scalar: int) -> Statement:
    """State that w·g + c·a is a commitment, a of mixed order, for a challenge c that is a multiple of `scalar`."""
    for w in count(1):
        made = Statement()
        element = sodium.add(GROUP.base(5), torsion)
        point = made.point("a", GROUP.write(element))
        commitment = GROUP.write(GROUP.base(w))
        c = challenge(GROUP, "p|", [commitment])
        if c % scalar == 0:
            made.claim("claim", "p|", c, ((((w - 5 * c) % Q, 0), (c, point)),))
            return made
    raise AssertionError


@pytest.mark.parametrize("torsion", hostile.TORSION, ids=bytes.hex)
def test_a_point_of_mixed_order_whose_proof_would_hold_is_refused(torsion):
    """The challenge is a multiple of 8, so that the equation holds in the whole curve: membership alone refuses."""
    (outcome,) = both(tainted(torsion, 8))
    assert outcome.finding.reason is Reason.GROUP
    (good,) = both(tainted(IDENTITY, 8))
    assert isinstance(good, list)


@pytest.mark.parametrize("torsion", [*hostile.TORSION, IDENTITY], ids=bytes.hex)
def test_a_point_that_no_claim_multiplies_is_checked(torsion):
    random = Random(3)
    for scalar in (None, 0):
        made, _ = statement(random)
        point = made.point("other", GROUP.write(sodium.add(GROUP.base(3), torsion)))
        if scalar == 0:
            w = random.randrange(1, Q)
            c = challenge(GROUP, "q|", [GROUP.write(GROUP.base(w))])
            made.claim("zero", "q|", c, (((w, 0), (0, point)),))
        (outcome,) = both(made)
        assert isinstance(outcome, list) == (torsion == IDENTITY)


@pytest.mark.parametrize("raw", [*hostile.NOT_CANONICAL, *hostile.TORSION], ids=bytes.hex)
def test_another_form_is_refused_as_the_reference_says(raw):
    made, _ = statement(Random(4))
    for at in range(2):
        kept, made.points[at] = made.points[at], GROUP.write(raw)
        (outcome,) = both(made)
        assert outcome.finding.reason in (Reason.GROUP, Reason.ENCODING)
        made.points[at] = kept
    assert isinstance(both(made)[0], list)


def bit(r: int) -> Statement:
    """State that (r·g, r·key + g) encrypts 0 or 1, with r = 0 as well: then the points are neutral and g."""
    random = Random(r)
    w, c0, r0 = (random.randrange(1, Q) for _ in range(3))
    made = Statement()
    alpha, beta = GROUP.base(r), GROUP.base((7 * r + 1) % Q)
    a, b = made.point("alpha", GROUP.write(alpha)), made.point("beta", GROUP.write(beta))
    numbers = r0 + c0 * r, 7 * r0 + c0 * (7 * r + 1), w, 7 * w
    total = hostile.challenge(b"p|", [GROUP.base(number % Q) for number in numbers])
    c1 = (total - c0) % Q
    r1 = (w - r * c1) % Q
    low = ((r0, 0), (c0, a)), ((r0, 1), (c0, b))
    made.claim("bit", "p|", total, (*low, ((r1, 0), (c1, a)), ((r1, 1), (c1, b), (-c1 % Q, 0))))
    return made


@pytest.mark.parametrize("r", [0, 1, 2, Q - 1])
def test_an_encryption_of_1_is_accepted_whatever_its_randomness(r):
    (outcome,) = both(bit(r))
    assert isinstance(outcome, list)
    assert (r == 0) == (outcome[2] == IDENTITY)


@pytest.mark.parametrize(
    "text", ["", "é" * 64, G_TEXT + "\n", "A" + G_TEXT[1:], " " + G_TEXT[1:], G_TEXT[:-1]]
)
def test_what_is_not_64_digits_is_refused(text):
    made, _ = statement(Random(5))
    made.points[0] = text
    (outcome,) = both(made)
    assert outcome.finding.reason is Reason.ENCODING


@pytest.mark.parametrize("short", [b"", bytes(31), bytes(33)])
def test_nothing_but_32_bytes_goes_to_libsodium(short):
    one, g = (1).to_bytes(32, "little"), GROUP.generator
    assert not sodium.is_member(short)
    for call in (sodium.add, sodium.subtract, sodium.multiply):
        for given in ((short, g), (one, short)):
            with pytest.raises(sodium.NotAPoint):
                call(*given)
    with pytest.raises(sodium.NotAPoint):
        sodium.multiply_base(short)
    assert sodium.multiply(one, g) == sodium.multiply_base(one) == g
    assert sodium.subtract(sodium.add(g, g), g) == g
    assert sodium.is_member(g)
