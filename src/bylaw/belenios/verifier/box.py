"""The ballot box: which ballots count, whether each is good, their product; "Ballots", "Encrypted tally"."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec

from bylaw.belenios.archive import Record
from bylaw.belenios.findings import Finding, Reason, Refused
from bylaw.belenios.model import Ciphertext, RankedQuestion
from bylaw.belenios.questions import ElectionData
from bylaw.belenios.verifier.backend import Backend
from bylaw.belenios.verifier.ballot import SECTION, Credential, Stated, state
from bylaw.belenios.verifier.chain import Board
from bylaw.belenios.verifier.reference import Decided

MAX_BATCH = 4 << 20
"""Bytes of ballots that are taken together: bounds the memory, whatever the question."""
Item = TypeVar("Item")
Product = list[tuple[Any, Any]]
"""Products of alphas and of betas, a pair per ciphertext of a homomorphic answer, flattened."""


class Entry(NamedTuple):
    """A ballot in the box: its place, its record, the weight with which it counts or None."""

    number: int
    record: Record
    weight: int | None


class Box(NamedTuple):
    """What a ballot is examined against."""

    board: Board
    election: ElectionData
    credentials: Mapping[str, Credential]
    backend: Backend


class Outcome(NamedTuple):
    """Of some ballots: findings, per question the product of those that count, or ranked ciphertexts."""

    findings: list[Finding]
    products: list[Product | None]
    ranked: list[list[Ciphertext]]


class _Head(msgspec.Struct):
    """The one field of a ballot that says whose it is."""

    credential: str


_head = msgspec.json.Decoder(_Head)


def _credential(content: bytes) -> str | None:
    """Return the credential of a ballot as it stands there; None where that cannot be read."""
    try:
        return _head.decode(content).credential
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def entries(board: Board, credentials: Mapping[str, Credential]) -> tuple[list[Entry], list[Finding]]:
    """Return the box in order, the last ballot of a credential counting; findings on repeated bytes."""
    found: list[Entry] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    last: dict[str, int] = {}
    for number, record in enumerate(board.ballots, 1):
        owner = _credential(board.content(record))
        listed = credentials.get(owner) if owner is not None else None
        if record.name in seen:
            current = owner in last and found[last[owner]].record.name == record.name
            reason = Reason.DUPLICATE if current else Reason.REPLAY
            text = f"{label(number, record)}: these very bytes are in the box before"
            findings.append(Finding(reason, text, SECTION))
        elif owner is not None and listed is not None:
            if owner in last:
                found[last[owner]] = found[last[owner]]._replace(weight=None)
            last[owner] = len(found)
            found.append(Entry(number, record, listed.weight))
        else:
            found.append(Entry(number, record, None))
        seen.add(record.name)
    return found, findings


def label(number: int, record: Record) -> str:
    """Return how a ballot is called in findings: its place in the box and its hash."""
    return f"ballot {number} ({record.name[:12]})"


def examine(box: Box, some: Iterable[Entry]) -> Outcome:
    """Examine ballots in batches and multiply those that are good and count."""
    outcome = empty(box.election)
    for batch in runs(some, box.backend.batch, MAX_BATCH, lambda entry: entry.record.size):
        stated = _state(box, batch, outcome.findings)
        decided = box.backend.verify_bulk([each.statement for _, each in stated])
        counted = []
        for i, (entry, each) in enumerate(stated):
            points = decided.outcomes[i]
            if isinstance(points, Refused):
                outcome.findings.append(points.at(label(entry.number, entry.record)).finding)
            elif entry.weight is not None:
                counted.append(_Counted(i, entry.weight, each))
        for i, question in enumerate(box.election.questions):
            if isinstance(question, RankedQuestion):
                outcome.ranked[i].extend(each.stated.answers[i].choices for each in counted)
            else:
                part = _product(box.election, decided, counted, i)
                outcome.products[i] = multiply(box.election, outcome.products[i], part)
    return outcome


def runs(some: Iterable[Item], most: int, size: int, size_of: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Yield items in runs of at most `most` and, unless one alone is longer, `size` bytes."""
    run: list[Item] = []
    held = 0
    for item in some:
        if run and (len(run) == most or held + size_of(item) > size):
            yield run
            run, held = [], 0
        run.append(item)
        held += size_of(item)
    if run:
        yield run


class _Counted(NamedTuple):
    """A good ballot that counts: its number in the batch, its weight, its statement."""

    number: int
    weight: int
    stated: Stated


def empty(election: ElectionData) -> Outcome:
    """Return the outcome of no ballots."""
    return Outcome([], [None for _ in election.questions], [[] for _ in election.questions])


def _state(box: Box, batch: Sequence[Entry], findings: list[Finding]) -> list[tuple[Entry, Stated]]:
    """Return the statements of ballots; add a finding for each that cannot be read."""
    stated: list[tuple[Entry, Stated]] = []
    for entry in batch:
        try:
            stated.append((entry, state(box.election, box.credentials, box.board.content(entry.record))))
        except Refused as refused:
            findings.append(refused.at(label(entry.number, entry.record)).finding)
    return stated


def _product(election: ElectionData, decided: Decided, counted: Sequence[_Counted], i: int) -> Product | None:
    """Return the product of the answers to question number `i`, each raised to its ballot's weight."""
    plain = [each for each in counted if each.weight == 1]
    pairs = [[(each.number, pair) for pair in each.stated.ciphertexts[i]] for each in plain]
    columns = [
        [(n, pair[side]) for n, pair in column] for column in zip(*pairs, strict=True) for side in (0, 1)
    ]
    flat = iter(decided.products(columns))
    product: Product | None = list(zip(flat, flat, strict=True)) or None
    power = election.group.power
    for number, weight, stated in counted:
        if weight != 1:
            points = decided.points(number)
            weighted = [
                (power(points[a], weight), power(points[b], weight)) for a, b in stated.ciphertexts[i]
            ]
            product = multiply(election, product, weighted)
    return product


def multiply(election: ElectionData, a: Product | None, b: Product | None) -> Product | None:
    """Return the products of two sets of ballots as one."""
    if a is None or b is None:
        return a if b is None else b
    mul = election.group.mul
    return [(mul(a0, b0), mul(a1, b1)) for (a0, a1), (b0, b1) in zip(a, b, strict=True)]


def join(election: ElectionData, outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcomes of several parts of the box as one."""
    whole = empty(election)
    for part in outcomes:
        whole.findings.extend(part.findings)
        for i in range(len(election.questions)):
            whole.products[i] = multiply(election, whole.products[i], part.products[i])
            whole.ranked[i].extend(part.ranked[i])
    return whole
