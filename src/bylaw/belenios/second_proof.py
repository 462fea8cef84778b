"""The second proof of a decryption factor, beside the archive (docs/spec/elections-second-proof.md).

The protocol's proof hashes neither the ciphertext nor the factor, so a trustee who draws her commitments
first can fit a wrong factor to them. This one hashes everything that it speaks of, under a tag of its own.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from bylaw.belenios.challenges import challenge
from bylaw.belenios.encoding import dump, hash_hex, read_scalar
from bylaw.belenios.findings import Finding, Reason, Refused
from bylaw.belenios.group import Group, read_key
from bylaw.belenios.model import Ciphertext, Count, Message, PartialDecryption, Proof
from bylaw.belenios.shapes import leaves, same

SECTION = "second-proof"
TAG = "bylaw-factor-proof/1"


class SecondProofs(Message, frozen=True, kw_only=True):
    """Second proofs for one partial decryption: its owner, the hash of its bytes, one proof per factor."""

    owner: Count
    payload: str
    proofs: list[list[Proof | list[Proof]]]


class Trustee(NamedTuple):
    """Whose factors they are: group, fingerprint of the election, the trustee's number from 1, her key."""

    group: Group
    fingerprint: str
    number: int
    key: str


class Factor(NamedTuple):
    """One factor in its place: question from 1, position ("3", in a lists question "2.1"), ciphertext."""

    question: int
    position: str
    ciphertext: Ciphertext
    factor: str


def prefix(trustee: Trustee, factor: Factor) -> str:
    """Return what the challenge hashes before the two commitments: the tag and the whole statement."""
    statement = (
        TAG,
        trustee.group.name,
        trustee.fingerprint,
        str(trustee.number),
        str(factor.question),
        factor.position,
        trustee.key,
        f"{factor.ciphertext.alpha},{factor.ciphertext.beta}",
        factor.factor,
        "",
    )
    return "|".join(statement)


def check(
    trustee: Trustee, tally: list[Any], decryption: PartialDecryption, second: SecondProofs
) -> tuple[Finding, ...]:
    """Return what is wrong with the second proofs of `decryption`; `tally` is shuffled where it is ranked.

    Empty means that every factor is the ciphertext's first half to the trustee's private key. Never raises.
    """
    try:
        _whole(trustee, decryption, second)
        key = read_key(trustee.group, trustee.key)
        found = []
        for factor, proof in places(tally, decryption.decryption_factors, second.proofs):
            if not _holds(trustee, key, factor, proof):
                found.append(_finding(trustee, factor))
        return tuple(found)
    except Refused as refused:
        return (refused.at(f"trustee {trustee.number}").finding,)


def places(tally: list[Any], factors: list[Any], proofs: list[Any]) -> Iterator[tuple[Factor, Proof]]:
    """Yield every factor in its place with its proof; Refused(shape) where the three differ in shape."""
    if not same(tally, factors, proofs):
        raise Refused(Reason.SHAPE, "factors and proofs: expected the shape of the tally", SECTION)
    flat = zip(leaves(tally), leaves(factors), leaves(proofs), strict=True)
    for (place, text), (_, factor), (_, proof) in flat:
        yield Factor(place.question, place.position, text, factor), proof


def _whole(trustee: Trustee, decryption: PartialDecryption, second: SecondProofs) -> None:
    if second.owner != trustee.number:
        raise Refused(Reason.CONTEXT, f"second proofs of trustee {second.owner}", SECTION)
    if second.payload != hash_hex(dump(decryption)):
        raise Refused(Reason.CONTEXT, "second proofs of another partial decryption", SECTION)


def _holds(trustee: Trustee, key: Any, factor: Factor, proof: Proof) -> bool:
    """Check one proof: A = g^response · key^challenge, B = alpha^response · factor^challenge."""
    group = trustee.group
    alpha, shown = group.read(factor.ciphertext.alpha), group.read(factor.factor)
    group.read(factor.ciphertext.beta)
    c, s = read_scalar(group, proof.challenge), read_scalar(group, proof.response)
    a = group.mul(group.base(s), group.power(key, c))
    b = group.mul(group.power(alpha, s), group.power(shown, c))
    return challenge(group, prefix(trustee, factor), [group.write(a), group.write(b)]) == c


def _finding(trustee: Trustee, factor: Factor) -> Finding:
    place = f"question {factor.question}, position {factor.position}"
    return Finding(Reason.PROOF, f"trustee {trustee.number}: factor of {place}", SECTION)
