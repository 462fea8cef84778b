"""Verifiable shuffles by Wikström's proof ("Shuffles", "Shuffle algorithms").

The names are those of the specification: psi the permutation, e and e' the ciphertexts before and after, h
the independent generators, c the permutation commitments, ĉ the commitment chain, t the proof's
commitments, s its responses.
"""

from collections.abc import Sequence
from functools import reduce
from typing import Any, NamedTuple

from bylaw.belenios import challenges
from bylaw.belenios.group import Group
from bylaw.belenios.model import Ciphertext, Shuffle, ShuffleProof
from bylaw.belenios.prover import draw, elgamal, scalars
from bylaw.belenios.prover.draw import RandomBytes
from bylaw.belenios.prover.elgamal import Encrypted
from bylaw.belenios.questions import ElectionData


def shuffle(election: ElectionData, columns: Sequence[list[Ciphertext]], random: RandomBytes) -> Shuffle:
    """Return every ranked column re-encrypted and permuted, with its proof; Refused(encoding | group)."""
    made = [_column(election, column, random) for column in columns]
    return Shuffle(ciphertexts=[after for after, _ in made], proofs=[proof for _, proof in made])


class _Committed(NamedTuple):
    """Elements, and the exponents that only the shuffler knows."""

    elements: list[Any]
    exponents: list[int]


class _Nonces(NamedTuple):
    """ω1 … ω4, ω̂ and ω'."""

    omega: tuple[int, ...]
    hat: tuple[int, ...]
    prime: tuple[int, ...]


def _column(
    election: ElectionData, before: list[Ciphertext], random: RandomBytes
) -> tuple[list[Ciphertext], ShuffleProof]:
    group, size = election.group, len(before)
    psi = draw.permutation(size, random)
    exponents = draw.several(size, group.q, random)
    pairs = [
        _re_encrypt(group, election.key, pair, r)
        for pair, r in zip(elgamal.read_all(group, before), exponents, strict=True)
    ]
    after = [pairs[j] for j in psi]
    texts = [elgamal.write(group, pair) for pair in after]
    return texts, _proof(election, (before, texts, after), psi, exponents, random)


def _re_encrypt(group: Group, key: Any, pair: Encrypted, exponent: int) -> Encrypted:
    fresh = elgamal.encrypt(group, key, exponent, group.identity)
    return elgamal.product(group, [pair, fresh])


def _proof(
    election: ElectionData,
    ciphertexts: tuple[list[Ciphertext], list[Ciphertext], list[Encrypted]],
    psi: Sequence[int],
    re_encryption: Sequence[int],
    random: RandomBytes,
) -> ShuffleProof:
    """Return the proof of one shuffle (GenShuffleProof)."""
    group, fingerprint, size = election.group, election.fingerprint, len(psi)
    before, texts, after = ciphertexts
    h = [group.independent(i) for i in range(size)]
    c = _permutation_commitments(group, psi, h, random)
    statement = challenges.shuffle_statement(before, texts, map(group.write, c.elements))
    u = list(challenges.shuffle_exponents(group, fingerprint, statement, size))
    permuted = [u[j] for j in psi]
    chain = _chain(group, group.independent(-1), permuted, random)
    nonces = _Nonces(*(draw.several(count, group.q, random) for count in (4, size, size)))
    t = [group.write(each) for each in _commitments(election, h, after, chain, nonces)]
    c_hat = [group.write(each) for each in chain.elements]
    text = challenges.shuffle_text(t, statement, c_hat, group.write(election.key))
    challenge = challenges.shuffle_challenge(group, fingerprint, text)
    return ShuffleProof(
        t=(t[0], t[1], t[2], (t[3], t[4]), t[5:]),
        s=_responses(group, challenge, nonces, (c, chain, re_encryption), (u, permuted)),
        c=[group.write(each) for each in c.elements],
        c_hat=c_hat,
    )


def _permutation_commitments(
    group: Group, psi: Sequence[int], h: Sequence[Any], random: RandomBytes
) -> _Committed:
    """Return c with c at psi(i) = g^r · h at i (GenPermutationCommitment)."""
    exponents = list(draw.several(len(psi), group.q, random))
    elements: list[Any] = [None] * len(psi)
    for i, j in enumerate(psi):
        elements[j] = group.mul(group.secret_base(exponents[j]), h[i])
    return _Committed(elements, exponents)


def _chain(group: Group, start: Any, permuted: Sequence[int], random: RandomBytes) -> _Committed:
    """Return ĉ, each g^r times the one before to the power u' (GenCommitmentChain)."""
    exponents = list(draw.several(len(permuted), group.q, random))
    elements: list[Any] = []
    for r, u in zip(exponents, permuted, strict=True):
        previous = elements[-1] if elements else start
        elements.append(group.mul(group.secret_base(r), group.secret_power(previous, u)))
    return _Committed(elements, exponents)


def _commitments(
    election: ElectionData, h: Sequence[Any], after: Sequence[Encrypted], chain: _Committed, nonces: _Nonces
) -> list[Any]:
    """Return t1, t2, t3, t41, t42 and then every t̂."""
    group, (w1, w2, w3, w4) = election.group, nonces.omega
    negated = scalars.sub(group, 0, w4)

    def times(first: Any, bases: Sequence[Any]) -> Any:
        powers = (group.secret_power(base, w) for base, w in zip(bases, nonces.prime, strict=True))
        return reduce(group.mul, powers, first)

    previous = [group.independent(-1), *chain.elements]
    hats = [
        group.mul(group.secret_base(w_hat), group.secret_power(previous[i], w))
        for i, (w_hat, w) in enumerate(zip(nonces.hat, nonces.prime, strict=True))
    ]
    return [
        group.secret_base(w1),
        group.secret_base(w2),
        times(group.secret_base(w3), h),
        times(group.secret_power(election.key, negated), [pair.beta for pair in after]),
        times(group.secret_base(negated), [pair.alpha for pair in after]),
        *hats,
    ]


def _responses(
    group: Group,
    challenge: int,
    nonces: _Nonces,
    secrets: tuple[_Committed, _Committed, Sequence[int]],
    challenges_u: tuple[Sequence[int], Sequence[int]],
) -> tuple[str, str, str, str, list[str], list[str]]:
    c, chain, re_encryption = secrets
    u, permuted = challenges_u
    sums = (
        scalars.total(group, c.exponents),
        _inner(group, chain.exponents, _later_products(group, permuted)),
        _inner(group, c.exponents, u),
        _inner(group, re_encryption, u),
    )

    def answer(nonce: int, secret: int) -> str:
        return str(scalars.add(group, nonce, scalars.mul(group, challenge, secret)))

    s1, s2, s3, s4 = (answer(*each) for each in zip(nonces.omega, sums, strict=True))
    hats = [answer(*each) for each in zip(nonces.hat, chain.exponents, strict=True)]
    primes = [answer(*each) for each in zip(nonces.prime, permuted, strict=True)]
    return s1, s2, s3, s4, hats, primes


def _later_products(group: Group, numbers: Sequence[int]) -> list[int]:
    """Return v: at each place the product of all later numbers, 1 at the last."""
    products: list[int] = []
    product = 1
    for number in reversed(numbers):
        products.append(product)
        product = scalars.mul(group, number, product)
    return products[::-1]


def _inner(group: Group, a: Sequence[int], b: Sequence[int]) -> int:
    return scalars.total(group, (scalars.mul(group, *each) for each in zip(a, b, strict=True)))
