"""A whole election in one process, for tests, rehearsals, benches; all secrets in one place: never a real one.

`rehearse` takes the same steps, through the same functions, as the people do on machines of their own.
"""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import count
from typing import Any, NamedTuple

from bylaw.belenios.encoding import dump
from bylaw.belenios.group import Group, named
from bylaw.belenios.model import CertificateContext, PartialDecryption, Pedersen, Single
from bylaw.belenios.prover import (
    ballot,
    board,
    chain,
    credentials,
    decryption,
    keys,
    mixing,
    pedersen,
    result,
    setup,
    single,
    tally,
)
from bylaw.belenios.prover.decryption import Decrypted
from bylaw.belenios.prover.draw import RandomBytes
from bylaw.belenios.questions import ElectionData, Question, read_election
from bylaw.belenios.shapes import Tally


class Plan(NamedTuple):
    """What happens: who votes what, in order, and which trustees take which steps, numbered from 1."""

    group: str
    questions: Sequence[Question]
    weights: Mapping[str, int]
    votes: Sequence[tuple[str, Sequence[Any]]]
    singles: int = 1
    threshold: tuple[int, int] | None = None
    shufflers: Sequence[int] = ()
    decryptors: Sequence[int] = (1,)
    timestamp: int = 1_700_000_000


class Rehearsed(NamedTuple):
    """The archive, and everything that nobody has in one place in a real election."""

    archive: bytes
    election: ElectionData
    credentials: dict[str, str]
    private_keys: list[int]
    public_keys: list[str]
    tally: Tally
    decryptions: dict[int, Decrypted]


def seeded(seed: str) -> RandomBytes:
    """Return a repeatable stream of bytes. Whoever knows the seed knows every secret drawn from it."""
    counter = count()

    def random_bytes(size: int) -> bytes:
        blocks = (sha256(f"{seed}|{next(counter)}".encode()).digest() for _ in range(-(-size // 32)))
        return b"".join(blocks)[:size]

    return random_bytes


def rehearse(plan: Plan, random: RandomBytes) -> Rehearsed:
    """Return the election of `plan`, from set-up to result; Refused where a step is refused."""
    group = named(plan.group)
    trustees, private_keys = _trustees(group, plan, random)
    template = setup.Template("Rehearsal", "All secrets were in one place.", plan.questions)
    content = setup.election(group, identifier := setup.uuid(random), trustees, template)
    election = read_election(content)
    voters = [credentials.Voter(*each) for each in plan.weights.items()]
    batch = credentials.issue(group, identifier, voters, random)
    archive, tip = chain.begin(plan.timestamp, content, dump(trustees), batch.public)
    steps = _Steps(archive, tip)
    for voter, choices in plan.votes:
        steps.take(chain.add_ballot, ballot.make(election, batch.private[voter], choices, random))
    steps.take(chain.end_ballots)
    steps.take(chain.add_tally, *tally.compute(board.read(steps.archive)))
    columns, total = _shuffled(steps, election, plan, random)
    public_keys = board.key_texts(trustees)
    made: dict[int, Decrypted] = {}
    for number in plan.decryptors:
        key = decryption.Key(number, private_keys[number - 1])
        made[number] = decryption.decrypt(election, key, public_keys, columns, random)
        steps.take(chain.add_decryption, number, dump(made[number].payload))
    payloads: dict[int, PartialDecryption] = {number: each.payload for number, each in made.items()}
    steps.take(chain.add_result, result.compute(election, trustees, columns, total, payloads))
    return Rehearsed(steps.archive, election, batch.private, private_keys, public_keys, columns, made)


class _Steps:
    """An archive that grows step by step."""

    def __init__(self, archive: bytes, tip: chain.Tip) -> None:
        self.archive, self._tip = archive, tip

    def take(self, step: Any, *arguments: object) -> None:
        """Append what a step of `chain` adds."""
        data, self._tip = step(self._tip, *arguments)
        self.archive += data


def _trustees(group: Group, plan: Plan, random: RandomBytes) -> tuple[list[Single | Pedersen], list[int]]:
    private = [single.private_key(group, random) for _ in range(plan.singles)]
    trustees: list[Single | Pedersen] = [Single(single.public_key(group, each, random)) for each in private]
    if plan.threshold is None:
        return trustees, private
    keys_of_circle, shares = circle(group, *plan.threshold, random)
    return [*trustees, keys_of_circle], private + shares


def circle(group: Group, threshold: int, size: int, random: RandomBytes) -> tuple[Pedersen, list[int]]:
    """Return a threshold group's keys and the private ones, dealt in one place through the steps of its people."""
    seeds = [keys.seed(random) for _ in range(size)]
    contexts = [
        CertificateContext(group=group.name, size=size, threshold=threshold, index=i + 1) for i in range(size)
    ]
    certificates = [
        pedersen.certificate(group, context, seed, random)
        for context, seed in zip(contexts, seeds, strict=True)
    ]
    polynomials = [pedersen.deal(group, certificates, seed, random) for seed in seeds]
    filed = [pedersen.coefficients_hash(each) for each in polynomials]
    given = pedersen.inputs(group, certificates, polynomials, filed)
    outputs = [
        pedersen.receive(group, certificates, seed, each, random)
        for seed, each in zip(seeds, given, strict=True)
    ]
    shares = [
        pedersen.decryption_key(group, seed, output.private_key)
        for seed, output in zip(seeds, outputs, strict=True)
    ]
    return Pedersen(pedersen.finish(group, certificates, polynomials, outputs)), shares


def _shuffled(steps: _Steps, election: ElectionData, plan: Plan, random: RandomBytes) -> tuple[Tally, int]:
    """Take every shuffler's step; return the columns that are to be decrypted, and the total weight."""
    found = board.read(steps.archive).tally()
    assert found is not None
    columns = tally.ranked_columns(election.questions, found[0])
    for number in plan.shufflers:
        made = mixing.shuffle(election, columns, random)
        columns = made.ciphertexts
        steps.take(chain.add_shuffle, number, dump(made))
    if plan.shufflers:
        steps.take(chain.end_shuffles)
    return tally.with_shuffled(election.questions, found[0], columns), found[1]
