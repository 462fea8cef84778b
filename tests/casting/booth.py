"""Boxes for tests: an election of twelve voters with a vote of each, and a box of its set-up on disk."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from bylaw.belenios.encoding import dump
from bylaw.belenios.group import named
from bylaw.belenios.model import HomomorphicQuestion, Pedersen, RankedQuestion, RankedValue, Single
from bylaw.belenios.prover import ballot, board, chain, credentials, setup, single
from bylaw.belenios.prover.rehearsal import seeded
from bylaw.belenios.questions import ElectionData, read_election
from bylaw.casting import BallotBox, Hours

SEED = b"b" * 32
HOURS = Hours(1_000_000, 1_086_400)
NOON = 1_040_000
QUESTIONS = (
    HomomorphicQuestion(answers=["Ada", "Bob"], min=0, max=2, question="Chair"),
    RankedQuestion(value=RankedValue(answers=["Ada", "Bob", "Cy"], question="Council")),
)
VOTERS = 12


class Booth(NamedTuple):
    """An election before its first ballot, and the credentials of its voters."""

    election: ElectionData
    opening: bytes
    private: dict[str, str]

    def vote(self, voter: int, nth: int = 0) -> bytes:
        """The nth ballot of a voter; another for each number."""
        chair = [voter % 2, (voter + nth) % 2]
        random = seeded(f"ballot {voter} {nth}")
        return ballot.make(self.election, self.private[f"voter {voter}"], [chair, [1, 2, 3]], random)


@cache
def booth(seed: str = "booth", group: str = "Ed25519") -> Booth:
    random, found = seeded(seed), named(group)
    private = single.private_key(found, random)
    trustees: list[Single | Pedersen] = [Single(single.public_key(found, private, random))]
    identifier = setup.uuid(random)
    content = setup.election(found, identifier, trustees, setup.Template("Box", "", QUESTIONS))
    voters = [credentials.Voter(f"voter {n}", 1) for n in range(VOTERS)]
    batch = credentials.issue(found, identifier, voters, random)
    opening, _ = chain.begin(1_700_000_000, content, dump(trustees), batch.public)
    return Booth(read_election(content), opening, batch.private)


@cache
def ballots(count: int = VOTERS) -> list[bytes]:
    """The first ballots of this many voters, then their second ones, ..."""
    return [booth().vote(n % VOTERS, n // VOTERS) for n in range(count)]


def new(folder: Path, hours: Hours = HOURS) -> BallotBox:
    box = BallotBox.create(folder, booth().opening, SEED, hours)
    assert isinstance(box, BallotBox), box
    return box


def told(box: BallotBox) -> board.Board:
    """What the archive of a box holds."""
    return board.read(b"".join(box.archive()))
