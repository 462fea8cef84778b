"""Shuffles of ranked answers: CheckShuffleProof of the specification, "Shuffle algorithms".

The bases are derived from a public seed, never read from the archive.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from bylaw.belenios import challenges
from bylaw.belenios.encoding import load, read_scalar
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import Group, product
from bylaw.belenios.model import Ciphertext, Shuffle, ShuffleProof
from bylaw.belenios.questions import ElectionData

SECTION = "shuffles"
PER_CIPHERTEXT = 16
"""Bounds a shuffle's size: twice the seven elements and scalars that each ciphertext costs."""


class Commitments(NamedTuple):
    """The group elements of a proof, read: t₁ t₂ t₃ t₄₁ t₄₂, t̂, c, ĉ."""

    t: list[Any]
    t_hat: list[Any]
    c: list[Any]
    c_hat: list[Any]


class Responses(NamedTuple):
    """The scalars of a proof, read: s₁ s₂ s₃ s₄, ŝ, s'."""

    s: list[int]
    s_hat: list[int]
    s_prime: list[int]


class Pairs(NamedTuple):
    """A list of ciphertexts, read: all alphas, all betas."""

    alpha: list[Any]
    beta: list[Any]


def limit(election: ElectionData, count: int) -> int:
    """Return the greatest size in bytes of a shuffle of `count` ciphertexts."""
    return 1 << 16 | PER_CIPHERTEXT * (count + 8) * (len(election.object.public_key) + 32)


def check(
    election: ElectionData, before: Sequence[Sequence[Ciphertext]], content: bytes
) -> list[list[Ciphertext]]:
    """Check one trustee's shuffle of all ranked questions; return the ciphertexts after it; Refused."""
    size = limit(election, sum(map(len, before)))
    shuffle = load(content, Shuffle, size)
    if not len(before) == len(shuffle.ciphertexts) == len(shuffle.proofs):
        raise Refused(Reason.SHUFFLE, "number of questions", SECTION)
    for number, (old, new, proof) in enumerate(
        zip(before, shuffle.ciphertexts, shuffle.proofs, strict=True), 1
    ):
        try:
            _check_question(election, old, new, proof)
        except Refused as refused:
            raise refused.at(f"ranked question {number}") from None
    return shuffle.ciphertexts


def read_pairs(group: Group, ciphertexts: Iterable[Ciphertext]) -> Pairs:
    """Read ciphertexts; Refused(encoding | group)."""
    pairs = Pairs([], [])
    for number, ciphertext in enumerate(ciphertexts, 1):
        try:
            pairs.alpha.append(group.read(ciphertext.alpha))
            pairs.beta.append(group.read(ciphertext.beta))
        except Refused as refused:
            raise refused.at(f"ciphertext {number}") from None
    return pairs


def _check_question(
    election: ElectionData, before: Sequence[Ciphertext], after: Sequence[Ciphertext], proof: ShuffleProof
) -> None:
    lengths = {len(part) for part in (after, proof.c, proof.c_hat, proof.t[4], *proof.s[4:])}
    if lengths != {len(before)}:
        raise Refused(
            Reason.SHUFFLE, f"lists of lengths {sorted(lengths)} for {len(before)} ballots", SECTION
        )
    group = election.group
    commitments, responses = _read(group, proof)
    old, new = read_pairs(group, before), read_pairs(group, after)
    statement = challenges.shuffle_statement(before, after, proof.c)
    shown = (*proof.t[:3], *proof.t[3], *proof.t[4])
    text = challenges.shuffle_text(shown, statement, proof.c_hat, election.object.public_key)
    challenge = challenges.shuffle_challenge(group, election.fingerprint, text)
    exponents = list(challenges.shuffle_exponents(group, election.fingerprint, statement, len(before)))
    equations = _Equations(group, election.key, challenge, exponents, group.independent(-1))
    found = [
        *equations.permutation(commitments, responses, _bases(group, len(before))),
        *equations.ciphertexts(old, new, responses),
        *equations.chain(commitments.c_hat, responses),
    ]
    if found != [*commitments.t, *commitments.t_hat]:
        raise Refused(Reason.SHUFFLE, "proof of shuffle", SECTION)


def _bases(group: Group, count: int) -> list[Any]:
    """Return the bases of `count` commitments, from a public seed; Refused(params) if two coincide."""
    bases = [group.independent(index) for index in range(-1, count)]
    if len(set(bases)) != len(bases):
        raise Refused(Reason.PARAMS, "two generators coincide", SECTION)
    return bases[1:]


def _read(group: Group, proof: ShuffleProof) -> tuple[Commitments, Responses]:
    texts = ([*proof.t[:3], *proof.t[3]], proof.t[4], proof.c, proof.c_hat)
    commitments = Commitments(*([group.read(text) for text in part] for part in texts))
    scalar = partial(read_scalar, group)
    responses = Responses(*(list(map(scalar, part)) for part in (proof.s[:4], proof.s[4], proof.s[5])))
    return commitments, responses


class _Equations:
    """The right-hand sides of CheckShuffleProof: what the commitments t must be."""

    def __init__(self, group: Group, key: Any, challenge: int, exponents: list[int], h: Any) -> None:
        self._group, self._key, self._h = group, group.fixed(key), h
        self._minus_c = -challenge % group.q
        self._u = exponents

    def _powers(self, elements: Iterable[Any], exponents: Iterable[int]) -> Any:
        return product(self._group, map(self._group.power, elements, exponents))

    def permutation(self, commitments: Commitments, responses: Responses, bases: list[Any]) -> list[Any]:
        """Return t'₁ t'₂ t'₃."""
        group, (s1, s2, s3, _) = self._group, responses.s
        u = 1
        for exponent in self._u:
            u = u * exponent % group.q
        last = commitments.c_hat[-1] if commitments.c_hat else self._h
        c_bar = group.div(product(group, commitments.c), product(group, bases))
        c_hat = group.div(last, group.power(self._h, u))
        c_tilde = self._powers(commitments.c, self._u)
        return [
            self._minus(c_bar, s1),
            self._minus(c_hat, s2),
            group.mul(self._minus(c_tilde, s3), self._powers(bases, responses.s_prime)),
        ]

    def _minus(self, element: Any, response: int) -> Any:
        """Return element^-c · g^response."""
        return self._group.mul(self._group.power(element, self._minus_c), self._group.base(response))

    def ciphertexts(self, old: Pairs, new: Pairs, responses: Responses) -> list[Any]:
        """Return t'₄₁ t'₄₂."""
        minus_s4 = -responses.s[3] % self._group.q
        rows = ((old.beta, new.beta, self._key), (old.alpha, new.alpha, self._group.base))
        return [self._rerandomised(*row, minus_s4, responses.s_prime) for row in rows]

    def _rerandomised(self, old: list[Any], new: list[Any], power: Any, minus_s4: int, s: list[int]) -> Any:
        group = self._group
        before = group.power(self._powers(old, self._u), self._minus_c)
        return product(group, (before, power(minus_s4), self._powers(new, s)))

    def chain(self, c_hat: list[Any], responses: Responses) -> Iterable[Any]:
        """Return every t̂'."""
        group, before = self._group, self._h
        for link, s_hat, s_prime in zip(c_hat, responses.s_hat, responses.s_prime, strict=True):
            yield group.mul(self._minus(link, s_hat), group.power(before, s_prime))
            before = link
