"""The verifier with the kernel and with the reference: the same report, whatever is done to an archive."""

from pathlib import Path
from random import Random

import pytest

from bylaw.belenios.verifier import Verdict, verify
from bylaw.belenios.verifier.backend import backend
from bylaw.belenios.verifier.kernel import Kernel
from bylaw.belenios.verifier.reference import Reference
from bylaw.belenios.verifier.statement import Statement
from tests.kernel import hostile
from tests.kernel.test_claims import unreduced

DATA = Path(__file__).parents[1] / "data" / "belenios"
FOLDERS = sorted(path.name for path in DATA.glob("*ed25519"))
KEY = hostile.GROUP.base(7)


@pytest.mark.parametrize("folder", FOLDERS)
def test_reports_agree(folder: str) -> None:
    source = (DATA / folder / "election.bel").read_bytes()
    fast, slow = verify(source), verify(source, arithmetic=Reference)
    assert (fast.backend, slow.backend) == ("kernel", "reference")
    assert fast.verdict is Verdict.VALID
    fast.backend = slow.backend
    assert fast == slow


def statement(random: Random) -> tuple[Statement, list[int]]:
    """Return a proof that a ciphertext encrypts 0 or 1, and the challenges and responses in it."""
    r, c1, r1, w = (random.randrange(1, hostile.Q) for _ in range(4))
    made = Statement()
    alpha = made.point("alpha", hostile.GROUP.write(hostile.GROUP.base(r)))
    beta = made.point("beta", hostile.GROUP.write(hostile.GROUP.base(r * 7 % hostile.Q)))
    numbers = w, w * 7, r1 + c1 * r, r1 * 7 + c1 * (r * 7 - 1)
    total = hostile.challenge(b"p|", [hostile.GROUP.base(number % hostile.Q) for number in numbers])
    c0 = (total - c1) % hostile.Q
    r0 = (w - r * c0) % hostile.Q
    rows = (
        ((r0, 0), (c0, alpha)),
        ((r0, 1), (c0, beta)),
        ((r1, 0), (c1, alpha)),
        ((r1, 1), (c1, beta), (-c1 % hostile.Q, 0)),
    )
    made.claim("choice", "p|", total, rows)
    return made, [alpha, beta]


def spoil(random: Random, made: Statement) -> None:
    """Change a point, a scalar, the prefix or the challenge."""
    at = random.randrange(2)
    claim = made.claims[0]
    match random.randrange(5):
        case 0:
            raw = bytes.fromhex(made.points[at])[::-1]
            taint = hostile.crypto_core_ed25519_add(raw, random.choice(hostile.TORSION))
            made.points[at] = hostile.GROUP.write(taint)
        case 1:
            made.points[at] = hostile.GROUP.write(random.choice([*hostile.encodings(random, 5)]))
        case 2:
            text = made.points[at]
            made.points[at] = random.choice(
                [text.upper() + "G", text[:-1], " " + text[1:], text + "\n", "é" * 64, ""]
            )
        case 3:
            made.claims[0] = claim._replace(prefix="p||")
        case _:
            made.claims[0] = claim._replace(challenge=(claim.challenge + 1) % hostile.Q)


@pytest.mark.parametrize("seed", hostile.rounds(4, 60))
@pytest.mark.parametrize("share", [0.0, 0.05, 0.6])
def test_outcomes_agree(seed: int, share: float) -> None:
    """Among many statements exactly those that the reference refuses are refused, in the same words."""
    random = Random(seed)
    statements = [statement(random)[0] for _ in range(220)]
    for made in statements:
        if random.random() < share:
            spoil(random, made)
    fast = Kernel(hostile.GROUP, KEY).verify_bulk(statements)
    slow = Reference(hostile.GROUP, KEY).verify_bulk(statements)
    assert [getattr(o, "finding", o) for o in fast.outcomes] == [
        getattr(o, "finding", o) for o in slow.outcomes
    ]
    good = [n for n, outcome in enumerate(slow.outcomes) if isinstance(outcome, list)]
    assert (len(good) == len(statements)) == (share == 0)
    columns = [[(n, 2) for n in good], [(n, 3) for n in good], [(good[0], 0)]]
    assert fast.products(columns) == slow.products(columns)


def test_neutral_points_are_the_reference_s_to_accept() -> None:
    made, _ = statement(Random(1))
    neutral = made.point("neutral", hostile.GROUP.write(hostile.IDENTITY))
    fast = Kernel(hostile.GROUP, KEY).verify_bulk([made])
    assert fast.outcomes == Reference(hostile.GROUP, KEY).verify_bulk([made]).outcomes
    assert fast.products([[(0, neutral)], [(0, 2), (0, neutral)]]) == [hostile.IDENTITY, fast.outcomes[0][2]]


def test_an_unreduced_scalar_is_not_reduced() -> None:
    made, _ = statement(Random(2))
    claim = made.claims[0]
    number = int.from_bytes(unreduced(hostile.scalar(claim.challenge)), "little")
    made.claims[0] = claim._replace(challenge=number)
    (outcome,) = Kernel(hostile.GROUP, KEY).verify_bulk([made]).outcomes
    assert not isinstance(outcome, list)


def test_the_kernel_is_what_the_verifier_takes() -> None:
    assert isinstance(backend(hostile.GROUP, KEY), Kernel)
