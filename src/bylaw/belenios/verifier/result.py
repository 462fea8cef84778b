"""The result, recomputed from the factors and compared with the published one; "Election result"."""

from typing import Any, NamedTuple

from bylaw.belenios.encoding import load, read_weight
from bylaw.belenios.findings import Consequence, Finding, Reason, Refused
from bylaw.belenios.group import Group
from bylaw.belenios.model import RankedQuestion, Result
from bylaw.belenios.questions import highest_rank
from bylaw.belenios.verifier.decryption import Encrypted
from bylaw.belenios.verifier.tally import flattened

SECTION = "result"


class Spoiled(NamedTuple):
    """A ranking that does not count: its question and its place there, both from 1, and the finding."""

    question: int
    place: int
    finding: Finding


def check(
    encrypted: Encrypted, factors: list[list[Any]], total: int, content: bytes
) -> tuple[list[Any], list[Spoiled]]:
    """Compare the published result with what the factors decrypt; return it and spoiled rankings; Refused."""
    election, group = encrypted.election, encrypted.election.group
    result = load(content, Result, limit(encrypted)).result
    if len(result) != len(election.questions):
        raise Refused(Reason.SHAPE, f"result of {len(result)} questions", SECTION)
    spoiled: list[Spoiled] = []
    for i, question in enumerate(election.questions):
        plain = [
            group.div(group.read(ciphertext.beta), factor)
            for ciphertext, factor in zip(encrypted.tally[i], factors[i], strict=True)
        ]
        if isinstance(question, RankedQuestion):
            _compare_rankings(group, question, plain, result[i], i + 1)
            spoiled += _spoiled(group, question, plain, i + 1)
        else:
            published = flattened(question, result[i], len(plain))
            if published is None:
                raise Refused(Reason.SHAPE, f"result of question {i + 1}", SECTION)
            _compare_sums(group, plain, published, total, i + 1)
    return result, spoiled


def limit(encrypted: Encrypted) -> int:
    """Return the greatest size in bytes of a result."""
    return 4096 + sum(map(len, encrypted.tally)) * 1100


def _compare_sums(group: Group, plain: list[Any], published: list[Any], total: int, number: int) -> None:
    """Check that each decrypted element is g to the published sum; Refused(tally)."""
    for j, (element, value) in enumerate(zip(plain, published, strict=True), 1):
        count = read_weight(value)
        if count > total or group.base(count) != element:
            raise Refused(
                Reason.TALLY, f"question {number} answer {j}: {count} is not what decrypts", SECTION
            )


def _compare_rankings(
    group: Group, question: RankedQuestion, plain: list[Any], published: list[Any], number: int
) -> None:
    """Check that the published rankings are the decrypted ones, in their order; Refused(tally)."""
    count = len(question.value.answers)
    if published != [group.decode_ints(count, element) for element in plain]:
        raise Refused(Reason.TALLY, f"question {number}: the rankings are not what decrypts", SECTION)


def _spoiled(group: Group, question: RankedQuestion, plain: list[Any], number: int) -> list[Spoiled]:
    """Return the place and a finding for each decrypted element that is not the encoding of a ranking in range.

    Only a second proof per factor can tell a voter's nonsense from a trustee's, so the archive alone is
    incomplete.
    """
    findings = []
    for j, element in enumerate(plain, 1):
        values = group.decode_ints(len(question.value.answers), element)
        if max(values, default=0) > highest_rank(question) or not _encodes(group, values, element):
            text = f"question {number} ranking {j} {values} is spoiled: a second proof per factor is needed"
            finding = Finding(Reason.SPOILED, text, SECTION, Consequence.INCOMPLETE)
            findings.append(Spoiled(number, j, finding))
    return findings


def _encodes(group: Group, values: list[int], element: Any) -> bool:
    try:
        return bool(group.encode_ints(values) == element)
    except Refused:
        return False
