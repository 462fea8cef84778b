"""Making a ballot: the answers, bound to election and credential, and signed ("Ballots")."""

from collections.abc import Sequence
from typing import Any

from msgspec import Raw
from msgspec.structs import replace

from bylaw.belenios import challenges
from bylaw.belenios.encoding import dump, hash_base64
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import Group
from bylaw.belenios.model import (
    Ballot,
    BallotSignature,
    HomomorphicQuestion,
    ListsQuestion,
    RankedQuestion,
)
from bylaw.belenios.prover import credentials, homomorphic, lists, ranked
from bylaw.belenios.prover.draw import RandomBytes
from bylaw.belenios.prover.paper import Paper
from bylaw.belenios.prover.proofs import knowledge
from bylaw.belenios.questions import ElectionData, Question

SECTION = "ballots"


def make(election: ElectionData, credential: str, choices: Sequence[Any], random: RandomBytes) -> bytes:
    """Return the ballot that casts `choices`, one per question.

    The tracker under which the voter finds her ballot is `encoding.hash_base64` of the result.
    Refused(shape) if a choice is not one that its question allows, (credential) if the credential is none.
    """
    group, uuid = election.group, election.object.uuid
    secret = credentials.exponent(group, uuid, credential)
    public = group.write(group.secret_base(secret))
    if len(choices) != len(election.questions):
        raise Refused(Reason.SHAPE, f"{len(choices)} choices: expected {len(election.questions)}", SECTION)
    context = challenges.ballot_context(election.fingerprint, public)
    paper = Paper(group, election.key, context, random)
    unsigned = Ballot(
        election_uuid=uuid,
        election_hash=election.fingerprint,
        credential=public,
        answers=[Raw(dump(_answer(paper, *each))) for each in zip(election.questions, choices, strict=True)],
    )
    return dump(replace(unsigned, signature=_signature(group, secret, dump(unsigned), random)))


def _answer(paper: Paper, question: Question, choice: Any) -> object:
    match question:
        case HomomorphicQuestion():
            return homomorphic.answer(paper, question, choice)
        case ListsQuestion():
            return lists.answer(paper, question, choice)
        case RankedQuestion():
            return ranked.answer(paper, question, choice)


def _signature(group: Group, secret: int, unsigned: bytes, random: RandomBytes) -> BallotSignature:
    digest = hash_base64(unsigned)
    proof = knowledge(group, secret, challenges.prefix_signature(digest), random)
    return BallotSignature(hash=digest, proof=proof)
