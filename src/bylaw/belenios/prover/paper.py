"""What every answer on one ballot shares, and the proof that most of them need."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from bylaw.belenios import challenges
from bylaw.belenios.challenges import challenge
from bylaw.belenios.group import Group
from bylaw.belenios.model import Proof
from bylaw.belenios.prover import draw, elgamal, scalars
from bylaw.belenios.prover.draw import RandomBytes
from bylaw.belenios.prover.elgamal import Encrypted
from bylaw.belenios.prover.proofs import proof


class Paper(NamedTuple):
    """The election's key, the context S0 of election and voter, and the voter's randomness."""

    group: Group
    key: Any
    context: str
    random: RandomBytes

    def bit(self, value: int) -> "Sealed":
        """Encrypt 0 or 1 and prove that it is one of them."""
        exponent = draw.nonzero(self.group.q, self.random)
        pair = elgamal.encrypt(
            self.group, self.key, exponent, (self.group.identity, self.group.generator)[value]
        )
        return Sealed(pair, exponent, self.interval(self.context, pair, range(2), (value, exponent)))

    def interval(
        self, context: str, pair: Encrypted, numbers: Sequence[int], true: tuple[int, int]
    ) -> list[Proof]:
        """Prove that `pair` encrypts one of `numbers`; `true` is which, and its exponent."""
        text = elgamal.write(self.group, pair)
        branches = [elgamal.claims(self.group, pair, number) for number in numbers]
        return self.one_of(branches, true, challenges.prefix_interval(context, text.alpha, text.beta))

    def one_of(self, branches: Sequence[Encrypted], true: tuple[int, int], prefix: str) -> list[Proof]:
        """Prove that one of the branches is (g^r, y^r) for some r; `true` is the number of one, and its r.

        The challenges add up to the hash of all commitments ("Proofs of interval membership"). Every branch
        costs the same powers whichever is true.
        """
        group, (index, secret) = self.group, true
        pairs = [tuple(draw.several(2, group.q, self.random)) for _ in branches]
        commitments = [self._simulated(branch, *pair) for branch, pair in zip(branches, pairs, strict=True)]
        nonce = draw.nonzero(group.q, self.random)
        commitments[index] = (group.secret_base(nonce), group.secret_power(self.key, nonce))
        total = challenge(group, prefix, [group.write(each) for both in commitments for each in both])
        others = scalars.total(group, (pair[0] for i, pair in enumerate(pairs) if i != index))
        own = scalars.sub(group, total, others)
        pairs[index] = (own, scalars.respond(group, nonce, secret, own))
        return [proof(*pair) for pair in pairs]

    def _simulated(self, branch: Encrypted, guess: int, response: int) -> tuple[Any, Any]:
        """Return the commitments that make the guessed challenge and the response hold for `branch`."""
        group = self.group
        return (
            group.mul(group.secret_base(response), group.secret_power(branch.alpha, guess)),
            group.mul(group.secret_power(self.key, response), group.secret_power(branch.beta, guess)),
        )

    def total(self, sealed: Sequence["Sealed"]) -> "Sealed":
        """Return the encryption of the sum, with its exponent; it has no proof yet."""
        pair = elgamal.product(self.group, (each.pair for each in sealed))
        return Sealed(pair, scalars.total(self.group, (each.exponent for each in sealed)), [])


class Sealed(NamedTuple):
    """A bit encrypted by the voter: the pair, its exponent, and the proof that it is a bit."""

    pair: Encrypted
    exponent: int
    proof: list[Proof]
