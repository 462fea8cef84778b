"""From facts to the record: the constitution, each vote at its time, each amendment on its day."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from msgspec.structs import replace

from bylaw.acts.past.facts import Poll, Ratio, Result, Vote
from bylaw.acts.past.moments import bounds
from bylaw.acts.past.roll import read_roll
from bylaw.acts.voting.electing import roll_root
from bylaw.counting import BallotFileError, Ballots, read_ballots
from bylaw.counting.files.tally import write
from bylaw.reconstructions.archivist import Archivist
from bylaw.reconstructions.debian.facts import Facts, NoFacts, VoteFacts, dated
from bylaw.reconstructions.debian.results import read_ratios, read_result
from bylaw.rules.load import NoBylaws, Profile, load

SOURCE = "l/debian-webwml 80cd946"
"""The repository and snapshot that every fact is from."""
VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7")
ORIGIN = "reconstruction.invalid/debian-1999-2018"
NAME = "Debian project, votes of 1999 to 2018 (reconstruction)"


def reconstruct(folder: Path, facts: Facts) -> None:
    """Write the record into an empty folder. Raises NoFacts and NotReconstructed."""
    constitutions = [constitution(version) for version in VERSIONS]
    archivist = Archivist(folder, ORIGIN)
    archivist.found(ratified(constitutions[0]), NAME, constitutions[0].clauses)
    for at, _, step in sorted(_steps(facts, constitutions), key=lambda step: step[:2]):
        if isinstance(step, VoteFacts):
            _vote(archivist, facts, step, at)
        else:
            version = step.about.partition(",")[0]
            archivist.enter(at, "amend-bylaws", name=f"constitution-{version}", clauses=step.clauses)
    _sources(archivist, facts)
    archivist.publish()


def _steps(facts: Facts, constitutions: list[Profile]) -> Iterator[tuple[int, str, VoteFacts | Profile]]:
    """Give every step with its time; on one day votes come before the amendment that they make."""
    for vote in facts.votes:
        yield vote.at, vote.id, vote
    for amendment in constitutions[1:]:
        yield ratified(amendment), f"~{amendment.about}", amendment


def constitution(version: str) -> Profile:
    """Give the first constitution, or what an amendment changed."""
    name = f"{'constitution' if version == VERSIONS[0] else 'amendment'}-{version}.toml"
    found = load(files(__package__).joinpath(name).read_bytes())
    if isinstance(found, NoBylaws):
        raise NoFacts(f"{name}: {found}")
    return found


def ratified(profile: Profile) -> int:
    """Give the beginning of the day on which a version was ratified."""
    found = bounds(profile.about.rpartition(" ")[2])
    if found is None:
        raise NoFacts(f"'{profile.about}' names no day")
    return found[0]


def _vote(archivist: Archivist, facts: Facts, vote: VoteFacts, at: int) -> None:
    archivist.enter(
        at,
        "attest-vote",
        name=vote.name,
        title=vote.title,
        source=f"{SOURCE}, vote {vote.id}; time of this entry: {dated(vote)}",
        vote=Vote(
            leader=vote.leader,
            drafts=vote.drafts,
            spans=vote.spans,
            matters=vote.listed,
            poll=_poll(archivist, facts, vote) if vote.poll else None,
        ),
    )


def _poll(archivist: Archivist, facts: Facts, vote: VoteFacts) -> Poll:
    raw = facts.roll_file(vote.poll)
    roll = read_roll(raw)
    if isinstance(roll, str):
        raise NoFacts(f"roll of {vote.poll}: {roll}")
    result, printed = _published(facts, vote)
    return Poll(
        voters=vote.voters,
        developers=vote.developers,
        quorum=vote.quorum,
        roll=archivist.attach(raw),
        root=roll_root(sorted(roll.on)) if roll.published else "",
        ballots=_ballots(archivist, facts, vote),
        ratios=printed,
        result=result,
    )


def _published(facts: Facts, vote: VoteFacts) -> tuple[Result | None, tuple[Ratio, ...]]:
    """Give the secretary's count where it is here, else what the vote's page prints of it."""
    path = facts.ballots / vote.poll / "results.txt"
    if path.is_file():
        text = path.read_text(encoding="utf-8")
        return read_result(text), read_ratios(text)
    return (Result(matrix=vote.matrix) if vote.matrix else None), vote.ratios


def _ballots(archivist: Archivist, facts: Facts, vote: VoteFacts) -> str:
    """Lay the ballots beside the record, without whose they are and without candidates' names."""
    path = facts.ballots / vote.poll / "tally.txt"
    if not path.is_file():
        return ""
    try:
        ballots = read_ballots(path.read_bytes())
    except BallotFileError as fault:
        raise NoFacts(f"{path}: {fault}") from fault
    if not isinstance(ballots, Ballots):
        raise NoFacts(f"{path}: no rankings")
    if vote.leader:
        *others, default = ballots.candidates
        names = (*(f"Candidate {number}" for number in range(1, len(others) + 1)), default)
        ballots = replace(ballots, candidates=names)
    return archivist.attach(write(ballots))


def _sources(archivist: Archivist, facts: Facts) -> None:
    """Attest the files that all of this is from."""
    for name, fact in (
        ("votes.json", "58 votes: timetables, people as pseudonyms, published numbers"),
        ("rolls.txt", "43 polls: who was on the roll and who voted, as pseudonyms"),
    ):
        archivist.attest(f"source-{name}", fact, f"{SOURCE}, rearranged", (facts.folder / name).read_bytes())
