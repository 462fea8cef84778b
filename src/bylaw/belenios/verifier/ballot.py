"""One ballot, turned into a statement: what must hold for it to be accepted; specification, "Ballots"."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from bylaw.belenios import challenges
from bylaw.belenios.encoding import dump, hash_base64, load, read_scalar
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import Ballot
from bylaw.belenios.questions import ElectionData
from bylaw.belenios.verifier.answers import Pair, Scope, answer, expect
from bylaw.belenios.verifier.statement import Claim, G, Statement

SECTION = "ballots"
MAX_BALLOT = 8 << 20


class Credential(NamedTuple):
    """A public credential that is on the list: its group element and its weight."""

    element: Any
    weight: int


class Stated(NamedTuple):
    """A ballot's statement, its answers, and per question the indices of its ciphertexts, flattened."""

    statement: Statement
    answers: list[Any]
    ciphertexts: list[list[Pair]]


def state(election: ElectionData, credentials: Mapping[str, Credential], content: bytes) -> Stated:
    """Read a ballot; Refused for whatever no arithmetic is needed for."""
    ballot = load(content, Ballot, MAX_BALLOT)
    if ballot.election_uuid != election.object.uuid:
        raise Refused(Reason.CONTEXT, "election_uuid is another election's", SECTION)
    if ballot.election_hash != election.fingerprint:
        raise Refused(Reason.CONTEXT, "election_hash is another election's", SECTION)
    credential = credentials.get(ballot.credential)
    if credential is None:
        raise Refused(Reason.CREDENTIAL, f"credential {ballot.credential[:16]} is not on the list", SECTION)
    statement = Statement()
    point = statement.element(ballot.credential, credential.element)
    answers, ciphertexts = _answers(statement, election, ballot)
    _signature(statement, election, ballot, point)
    return Stated(statement, answers, ciphertexts)


def _signature(statement: Statement, election: ElectionData, ballot: Ballot, credential: int) -> None:
    signature = ballot.signature
    if signature is None:
        raise Refused(Reason.SIGNATURE, "no signature", SECTION)
    if signature.hash != signed_hash(ballot):
        raise Refused(Reason.SIGNATURE, "signed hash is not that of the ballot", SECTION)
    c = read_scalar(election.group, signature.proof.challenge)
    r = read_scalar(election.group, signature.proof.response)
    prefix = challenges.prefix_signature(signature.hash)
    claim = Claim("signature", Reason.SIGNATURE, prefix, c, (((r, G), (c, credential)),))
    statement.claims.insert(0, claim)  # who cast it is the first thing to say


def signed_hash(ballot: Ballot) -> str:
    """Return the hash that the ballot's signature is over: that of the ballot without it."""
    return hash_base64(dump(replace(ballot, signature=None)))


def _answers(
    statement: Statement, election: ElectionData, ballot: Ballot
) -> tuple[list[Any], list[list[Pair]]]:
    context = challenges.ballot_context(election.fingerprint, ballot.credential)
    scope = Scope(election.group, election.object.public_key, context, "ballot")
    expect(scope, "answers", len(ballot.answers), len(election.questions))
    answers, ciphertexts = [], []
    for i, (question, raw) in enumerate(zip(election.questions, ballot.answers, strict=True), 1):
        try:
            place = scope._replace(place=f"answer {i}")
            value, pairs = answer(statement, place, question, bytes(raw))
        except Refused as refused:
            raise refused if "answer" in refused.finding.object else refused.at(f"answer {i}") from None
        answers.append(value)
        ciphertexts.append(pairs)
    return answers, ciphertexts
