"""Ballots and answers."""

from msgspec import Raw

from bylaw.belenios.model.base import Ciphertext, Message, Proof


class HomomorphicAnswer(Message, frozen=True, kw_only=True):
    """Answer to a homomorphic question."""

    choices: list[Ciphertext]
    individual_proofs: list[list[Proof]]
    overall_proof: list[Proof]
    blank_proof: list[Proof] | None = None


class RankedAnswer(Message, frozen=True, kw_only=True):
    """Answer to a non-homomorphic question."""

    choices: Ciphertext
    proof: Proof


class NonzeroProof(Message, frozen=True, kw_only=True):
    """Proof that a ciphertext encrypts something other than 0."""

    commitment: str
    challenge: str
    response: tuple[str, str]


class ListsAnswer(Message, frozen=True, kw_only=True):
    """Answer to a lists question."""

    choices: list[list[Ciphertext]]
    individual_proofs: list[list[list[Proof]]]
    overall_proof: Proof
    list_proofs: list[list[Proof]]
    nonzero_proof: NonzeroProof


class BallotSignature(Message, frozen=True, kw_only=True):
    """Signature by the credential over the hash of the ballot without this field."""

    hash: str
    proof: Proof


class Ballot(Message, frozen=True, kw_only=True):
    """A ballot; each answer is decoded by the kind of its question. The signed bytes lack `signature`."""

    election_uuid: str
    election_hash: str
    credential: str
    answers: list[Raw]
    signature: BallotSignature | None = None
