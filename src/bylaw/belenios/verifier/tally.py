"""The encrypted tally, recomputed from the box and compared with the published one; "Encrypted tally"."""

from collections.abc import Iterator, Sequence
from typing import Any

from bylaw.belenios.encoding import dump, load, read_weight
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import Ciphertext, HomomorphicQuestion, ListsQuestion, SizedTally
from bylaw.belenios.questions import ElectionData, Question
from bylaw.belenios.verifier.box import Entry, Outcome, Product

SECTION = "tally"
Tally = list[list[Ciphertext]]
"""The ciphertexts of each question, lists questions flattened."""


def recompute(election: ElectionData, outcome: Outcome, entries: Sequence[Entry]) -> Tally:
    """Return the encrypted tally of the ballots that count; Refused(weight)."""
    weights = {entry.weight for entry in entries} - {None, 1}
    if election.has_ranked and weights:
        raise Refused(Reason.WEIGHT, f"weight {weights.pop()} in an election with a ranked question", SECTION)
    tally = []
    for i, question in enumerate(election.questions):
        if isinstance(question, HomomorphicQuestion | ListsQuestion):
            tally.append(_written(election, outcome.products[i], sum(sizes(question))))
        else:
            tally.append(_sorted(election, outcome.ranked[i]))
    return tally


def sizes(question: Question) -> list[int]:
    """Return the numbers of ciphertexts in an answer: per list for a lists question, one number otherwise."""
    if isinstance(question, ListsQuestion):
        return [len(names) for names in question.value.answers]
    if isinstance(question, HomomorphicQuestion):
        return [len(question.answers) + bool(question.blank)]
    return [1]


def _written(election: ElectionData, product: Product | None, count: int) -> list[Ciphertext]:
    group = election.group
    pairs = [(group.identity, group.identity)] * count if product is None else product
    return [Ciphertext(alpha=group.write(alpha), beta=group.write(beta)) for alpha, beta in pairs]


def _sorted(election: ElectionData, ciphertexts: Sequence[Ciphertext]) -> list[Ciphertext]:
    group = election.group

    def key(ciphertext: Ciphertext) -> tuple[Any, Any]:
        return group.order(group.read(ciphertext.alpha)), group.order(group.read(ciphertext.beta))

    return sorted(ciphertexts, key=key)


def nested(question: Question, flat: Sequence[Any]) -> list[Any]:
    """Return the values of one question in the shape in which they are published."""
    if not isinstance(question, ListsQuestion):
        return list(flat)
    rest = iter(flat)
    return [[next(rest) for _ in range(size)] for size in sizes(question)]


def flattened(question: Question, values: Sequence[Any], count: int) -> list[Any] | None:
    """Return the published values of one question as a flat list of `count`; None if their shape is wrong."""
    if isinstance(question, ListsQuestion):
        if [len(row) if isinstance(row, list) else -1 for row in values] != sizes(question):
            return None
        values = [value for row in values for value in row]
    fits = len(values) == count and not any(isinstance(value, list) for value in values)
    return list(values) if fits else None


def compare(election: ElectionData, tally: Tally, content: bytes) -> None:
    """Compare the recomputed tally with the bytes of the published one; Refused."""
    ours = dump([nested(*pair) for pair in zip(election.questions, tally, strict=True)])
    if ours == content:
        return
    theirs = load(content, list[list[Ciphertext | list[Ciphertext]]], 2 * len(ours) + 1024)
    for ciphertext in _every(theirs):
        election.group.read(ciphertext.alpha)
        election.group.read(ciphertext.beta)
    raise Refused(Reason.TALLY, "encrypted tally is not the product of the ballots that count", SECTION)


def _every(values: Sequence[Any]) -> Iterator[Ciphertext]:
    for value in values:
        if isinstance(value, Ciphertext):
            yield value
        else:
            yield from _every(value)


def compare_sizes(sized: SizedTally, entries: Sequence[Entry]) -> None:
    """Compare the published number of ballots and total weight with those of the box; Refused."""
    weights = [entry.weight for entry in entries if entry.weight is not None]
    if sized.num_tallied != len(weights):
        text = f"num_tallied {sized.num_tallied}: expected {len(weights)}"
        raise Refused(Reason.TALLY, text, SECTION)
    if read_weight(sized.total_weight) != sum(weights):
        text = f"total_weight {sized.total_weight}: expected {sum(weights)}"
        raise Refused(Reason.WEIGHT, text, SECTION)
