"""The election object and its questions, read from their bytes and checked for what no ballot can repair."""

from typing import Any, NamedTuple

import msgspec

from bylaw.belenios.encoding import hash_base64, load, read_uuid
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import Group, named, read_key
from bylaw.belenios.model import (
    Election,
    HomomorphicQuestion,
    ListsQuestion,
    RankedQuestion,
    TypedHomomorphicQuestion,
)

SECTION = "election"
MAX_ELECTION = 1 << 20
CRYPTO_VERSION = 1
Question = HomomorphicQuestion | RankedQuestion | ListsQuestion


class ElectionData(NamedTuple):
    """An election: its object, its `fingerprint`, its group, the public key in it, its questions."""

    object: Election
    fingerprint: str
    group: Group
    key: Any
    questions: tuple[Question, ...]

    @property
    def has_ranked(self) -> bool:
        """Say whether ballots must be shuffled."""
        return any(isinstance(question, RankedQuestion) for question in self.questions)


def read_election(content: bytes) -> ElectionData:
    """Read an election object; Refused(size | shape | canonical | params | encoding | group)."""
    election = load(content, Election, MAX_ELECTION)
    if election.version != CRYPTO_VERSION:
        raise Refused(Reason.PARAMS, f"version {election.version}: expected {CRYPTO_VERSION}", SECTION)
    read_uuid(election.uuid)
    group = named(election.group)
    key = read_key(group, election.public_key)
    questions = []
    for number, raw in enumerate(election.questions, 1):
        try:
            questions.append(read_question(bytes(raw), group))
        except Refused as refused:
            raise refused.at(f"question {number}") from None
    return ElectionData(election, hash_base64(content), group, key, tuple(questions))


def read_question(raw: bytes, group: Group) -> Question:
    """Read one question; Refused(shape | canonical | size)."""
    if not raw.startswith(b'{"type":'):
        return _homomorphic(load(raw, HomomorphicQuestion, MAX_ELECTION))
    question: RankedQuestion | ListsQuestion | TypedHomomorphicQuestion
    question = load(raw, RankedQuestion | ListsQuestion | TypedHomomorphicQuestion, MAX_ELECTION)  # type: ignore[arg-type]
    if question.extra is not msgspec.UNSET:
        load(bytes(question.extra), Any, MAX_ELECTION)
    if isinstance(question, TypedHomomorphicQuestion):
        return _homomorphic(question.value)
    if isinstance(question, RankedQuestion) and len(question.value.answers) > group.max_ints:
        raise Refused(Reason.SHAPE, f"ranks: at most {group.max_ints} options in {group.name}", SECTION)
    if isinstance(question, ListsQuestion) and not all(question.value.answers):
        raise Refused(Reason.SHAPE, "a list without a name", SECTION)
    return question


def _homomorphic(question: HomomorphicQuestion) -> HomomorphicQuestion:
    if question.min > question.max:
        raise Refused(Reason.SHAPE, f"min {question.min} above max {question.max}", SECTION)
    return question


def grades(question: RankedQuestion) -> tuple[str, ...]:
    """Return the grades that `extra` lists, the best first; none where options are ranked."""
    extra = None if question.extra is msgspec.UNSET else msgspec.json.decode(question.extra)
    listed = extra.get("grades") if isinstance(extra, dict) else None
    return tuple(map(str, listed)) if isinstance(listed, list) else ()


def highest_rank(question: RankedQuestion) -> int:
    """Return the greatest number that a ballot may give an option: the number of options, or of grades."""
    return len(grades(question)) or len(question.value.answers)
