"""Schnorr's proof of knowledge of an exponent, and of one exponent to several bases.

A proof takes the prefix of the hashed text (`challenges.prefix_...`), in which stands what the challenge
covers besides the commitments; docs/spec/elections.md has the table. Proofs come out as the messages carry
them.
"""

from collections.abc import Sequence
from typing import Any

from bylaw.belenios.challenges import challenge as hashed
from bylaw.belenios.group import Group
from bylaw.belenios.model import Proof
from bylaw.belenios.prover import draw, scalars
from bylaw.belenios.prover.draw import RandomBytes


def same_exponent(group: Group, bases: Sequence[Any], secret: int, prefix: str, random: RandomBytes) -> Proof:
    """Prove knowledge of the exponent common to all `bases`; with one base this is Schnorr's proof."""
    nonce = draw.nonzero(group.q, random)
    challenge = hashed(group, prefix, [group.write(group.secret_power(base, nonce)) for base in bases])
    return proof(challenge, scalars.respond(group, nonce, secret, challenge))


def knowledge(group: Group, secret: int, prefix: str, random: RandomBytes) -> Proof:
    """Prove knowledge of the exponent of g^secret."""
    return same_exponent(group, [group.generator], secret, prefix, random)


def proof(challenge: int, response: int) -> Proof:
    """Return a proof as messages carry it."""
    return Proof(challenge=str(challenge), response=str(response))
