"""Partial decryptions: each checked, then combined into one factor per ciphertext; "Partial decryptions"."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from bylaw.belenios import challenges
from bylaw.belenios.encoding import load, read_scalar
from bylaw.belenios.findings import Consequence, Finding, Reason, Refused
from bylaw.belenios.group import Group, product
from bylaw.belenios.model import PartialDecryption, Proof
from bylaw.belenios.questions import ElectionData
from bylaw.belenios.verifier.backend import Backend
from bylaw.belenios.verifier.statement import G, Statement
from bylaw.belenios.verifier.tally import Tally, flattened
from bylaw.belenios.verifier.trustees import Party

SECTION = "decryption"


class Encrypted(NamedTuple):
    """The ciphertexts to decrypt, question by question, after the last shuffle; `alphas`, read."""

    election: ElectionData
    tally: Tally
    alphas: list[list[Any]]


class Share(NamedTuple):
    """One trustee's factors, question by question, checked."""

    place: int  # in her threshold group, counted from 1
    factors: list[list[Any]]


def limit(encrypted: Encrypted) -> int:
    """Return the greatest size in bytes of a partial decryption."""
    count = sum(map(len, encrypted.tally)) + 8
    return 1 << 16 | 4 * count * (len(encrypted.election.object.public_key) + 64)


def check(encrypted: Encrypted, key: Any, content: bytes, backend: Backend) -> list[list[Any]]:
    """Check one trustee's factors against her key; return them, flattened; Refused."""
    decryption = load(content, PartialDecryption, limit(encrypted))
    factors = _shaped(encrypted, decryption.decryption_factors, str)
    proofs = _shaped(encrypted, decryption.decryption_proofs, Proof)
    statement, indices = _state(encrypted, key, factors, proofs)
    (points,) = backend.verify_bulk([statement]).outcomes
    if isinstance(points, Refused):
        raise points
    return [[points[index] for index in row] for row in indices]


def _shaped(encrypted: Encrypted, values: Sequence[Sequence[Any]], kind: type) -> list[list[Any]]:
    """Return published values as flat lists, one per question; Refused(shape) where they do not fit."""
    questions = encrypted.election.questions
    shaped: list[list[Any]] = []
    if len(values) == len(questions):
        for question, row, ciphertexts in zip(questions, values, encrypted.tally, strict=True):
            flat = flattened(question, row, len(ciphertexts))
            if flat is not None and all(isinstance(value, kind) for value in flat):
                shaped.append(flat)
    if len(shaped) != len(questions):
        raise Refused(Reason.SHAPE, "factors or proofs are not in the shape of the tally", SECTION)
    return shaped


def _state(
    encrypted: Encrypted, key: Any, factors: list[list[str]], proofs: list[list[Proof]]
) -> tuple[Statement, list[list[int]]]:
    """State what the proofs claim; return the indices of the factors too."""
    election, group = encrypted.election, encrypted.election.group
    statement, indices = Statement(), []
    key_text = group.write(key)
    own = statement.element(key_text, key)
    prefix = challenges.prefix_decryption(election.fingerprint, key_text)
    for i, ciphertexts in enumerate(encrypted.tally):
        row = []
        for j, ciphertext in enumerate(ciphertexts):
            place = f"question {i + 1} factor {j + 1}"
            alpha = statement.element(ciphertext.alpha, encrypted.alphas[i][j])
            factor = statement.point(place, factors[i][j])
            proof = proofs[i][j]
            c, r = read_scalar(group, proof.challenge), read_scalar(group, proof.response)
            rows = (((r, G), (c, own)), ((r, alpha), (c, factor)))
            statement.claim(f"{place} proof", prefix, c, rows)
            row.append(factor)
        indices.append(row)
    return statement, indices


def flag(owner: int, refused: Refused) -> Finding:
    """Return the public note that a trustee of a threshold group sent factors whose proof does not hold."""
    text = f"partial decryption by trustee {owner} is left out: {refused.finding.object}"
    return Finding(Reason.TRUSTEE, text, SECTION, Consequence.FLAG)


def combine(group: Group, parties: Sequence[Party], shares: dict[int, Share]) -> list[list[Any]] | None:
    """Return the combined factors, question by question; None while trustees are missing."""
    first, parts = 1, []
    for party in parties:
        owners = [owner for owner in range(first, first + len(party.keys)) if owner in shares]
        first += len(party.keys)
        if len(owners) < party.threshold:
            return None
        chosen = [shares[owner] for owner in owners[: party.threshold]]
        parts.append(_interpolate(group, chosen) if party.is_threshold_group else chosen[0].factors)
    return [
        [product(group, column) for column in zip(*rows, strict=True)] for rows in zip(*parts, strict=True)
    ]


def _interpolate(group: Group, shares: Sequence[Share]) -> list[list[Any]]:
    """Return the factors of a threshold group from those of enough of its members."""
    weights = [_lagrange(group.q, share.place, [other.place for other in shares]) for share in shares]
    return [
        [product(group, map(group.power, column, weights)) for column in zip(*rows, strict=True)]
        for rows in zip(*(share.factors for share in shares), strict=True)
    ]


def _lagrange(q: int, index: int, indices: Sequence[int]) -> int:
    """Return the Lagrange coefficient at 0 of `index` among `indices`, mod q."""
    value = 1
    for other in indices:
        if other != index:
            value = value * other * pow(other - index, -1, q) % q
    return value
