"""What an election's set-up or result gives away or puts at risk, though every proof holds.

A secret ballot among fewer than MINIMUM entitled voters is refused; the rest are flags, to be shown before opening
(`of_setup`) and with the result (`of_result`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bylaw.belenios.encoding import read_weight
from bylaw.belenios.findings import Consequence, Finding, Reason
from bylaw.belenios.model import ListsQuestion, Pedersen, RankedQuestion, Single
from bylaw.belenios.questions import Question, highest_rank

SECTION = "cautions"
MINIMUM = 10
"""The smallest electorate of a counted unit; bylaws may raise it, never drop it."""
EVIDENT = (
    "A ballot altered or dropped is evident to anybody who holds the archive against the heads of its box."
)
STUFFING = (
    "To stuff the box takes the credential office and the keeper of the box together; neither can alone."
)
"""What holds of every election, and is said wherever one is shown."""


def of_setup(
    questions: Sequence[Question],
    weights: Sequence[int],
    trustees: Sequence[Single | Pedersen],
    minimum: int = MINIMUM,
) -> tuple[Finding, ...]:
    """Return what is to be known before opening; `weights` has one entry per entitled voter."""
    return (
        *_electorate(len(weights), max(minimum, MINIMUM)),
        *_unique_weights(weights),
        *_signatures(questions, len(weights)),
        *_keys(trustees),
    )


def of_result(questions: Sequence[Question], result: Sequence[Any], total_weight: int) -> tuple[Finding, ...]:
    """Return the questions whose result tells everybody's vote; `total_weight` is that of all counted ballots."""
    found = []
    for number, (question, answers) in enumerate(zip(questions, result, strict=True), 1):
        if total_weight and _unanimous(question, answers, total_weight):
            found.append(_flag(Reason.PRIVACY, f"question {number}: all ballots say the same"))
    return tuple(found)


def _flag(reason: Reason, told: str) -> Finding:
    return Finding(reason, told, SECTION, Consequence.FLAG)


def _electorate(voters: int, minimum: int) -> Iterator[Finding]:
    if voters < minimum:
        yield Finding(Reason.PRIVACY, f"{voters} entitled voters: a secret ballot needs {minimum}", SECTION)


def _unique_weights(weights: Sequence[int]) -> Iterator[Finding]:
    """Flag weights that one voter alone has: a total can tell how she voted."""
    alone = sorted(weight for weight, holders in Counter(weights).items() if holders == 1)
    if alone and len(set(weights)) > 1:
        told = ", ".join(map(str, alone[:5])) + (", ..." if len(alone) > 5 else "")
        yield _flag(Reason.PRIVACY, f"weights that one voter alone has: {told}")


def _signatures(questions: Sequence[Question], voters: int) -> Iterator[Finding]:
    """Flag ranked questions with more possible rankings than voters: a rare one can serve as a signature."""
    for number, question in enumerate(questions, 1):
        if isinstance(question, RankedQuestion):
            options = len(question.value.answers)
            rankings = (highest_rank(question) + 1) ** options
            if rankings > voters:
                told = f"{rankings} ways to rank {options} options and {voters} voters"
                yield _flag(Reason.PRIVACY, f"question {number}: {told}: a rare one can serve as a signature")


def _keys(trustees: Sequence[Single | Pedersen]) -> Iterator[Finding]:
    """Say how many keys, lost, lose the election, and how many, together, open single ballots."""
    needed, first = 0, 1
    for item in trustees:
        if isinstance(item, Single):
            told = f"trustee {first}: her key, lost, loses the election"
            needed, first = needed + 1, first + 1
        else:
            t, n = item.keys.threshold, len(item.keys.verification_keys)
            told = f"trustees {first} to {first + n - 1}: {n - t + 1} keys of {n}, lost, lose the election"
            needed, first = needed + t, first + n
        yield _flag(Reason.THRESHOLD, told)
    yield _flag(Reason.THRESHOLD, f"{needed} of {first - 1} trustees together can open single ballots")


def _unanimous(question: Question, answers: Sequence[Any], total: int) -> bool:
    """Say whether all rankings are one, or every sum is 0 or the total weight."""
    if isinstance(question, RankedQuestion):
        return all(ranking == answers[0] for ranking in answers)
    flat = [each for row in answers for each in row] if isinstance(question, ListsQuestion) else answers
    return all(read_weight(each) in (0, total) for each in flat)
