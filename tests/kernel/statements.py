"""Statements as ballots make them, honest and spoiled, for whatever decides statements."""

from random import Random

from bylaw.belenios.verifier.statement import Statement
from tests.kernel import hostile

KEY = hostile.GROUP.base(7)


def statement(random: Random) -> tuple[Statement, list[int]]:
    """Return a proof that a ciphertext encrypts 0 or 1, and the indices of its two points."""
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
