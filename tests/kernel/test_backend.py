"""The verifier with the kernel and with the reference: the same report, whatever is done to an archive."""

from pathlib import Path
from random import Random

import pytest

from bylaw.belenios.verifier import Verdict, verify
from bylaw.belenios.verifier.backend import backend
from bylaw.belenios.verifier.kernel import Kernel
from bylaw.belenios.verifier.reference import Reference
from tests.kernel import hostile
from tests.kernel.statements import KEY, spoil, statement
from tests.kernel.test_claims import unreduced

DATA = Path(__file__).parents[1] / "data" / "belenios"
FOLDERS = sorted(path.name for path in DATA.glob("*ed25519"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_reports_agree(folder: str) -> None:
    source = (DATA / folder / "election.bel").read_bytes()
    fast, slow = verify(source), verify(source, arithmetic=Reference)
    assert (fast.backend, slow.backend) == ("kernel", "reference")
    assert fast.verdict is Verdict.VALID
    fast.backend = slow.backend
    assert fast == slow


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
