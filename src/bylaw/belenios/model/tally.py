"""Encrypted tally, shuffles, partial decryptions, result."""

from msgspec import Struct

from bylaw.belenios.model.base import Ciphertext, Count, Message, Proof, Weight


class SizedTally(Message, frozen=True, kw_only=True):
    """Payload of an EncryptedTally event."""

    num_tallied: Count
    total_weight: Weight
    encrypted_tally: str


FlatTally = list[Ciphertext]
NestedTally = list[list[Ciphertext]]


class ShuffleProof(Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """A proof of shuffle: commitments t, responses s, permutation commitments c, chained commitments ĉ."""

    t: tuple[str, str, str, tuple[str, str], list[str]]
    s: tuple[str, str, str, str, list[str], list[str]]
    c: list[str]
    c_hat: list[str]


class Shuffle(Message, frozen=True, kw_only=True):
    """One trustee's shuffle of all non-homomorphic questions."""

    ciphertexts: list[list[Ciphertext]]
    proofs: list[ShuffleProof]


class Owned(Message, frozen=True, kw_only=True):
    """Links a shuffle or partial decryption to its trustee, counted from 1."""

    owner: Count
    payload: str


class PartialDecryption(Message, frozen=True, kw_only=True):
    """Factors and proofs in the shape of the encrypted tally: two levels, three for lists questions."""

    decryption_factors: list[list[str | list[str]]]
    decryption_proofs: list[list[Proof | list[Proof]]]


class Result(Message, frozen=True, kw_only=True):
    """The result: per question a list of sums, of lists of sums, or of rankings."""

    result: list[list[Weight | list[Weight]]]
