"""`bylaw election vote` and `find`: the voter's two steps."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bylaw.belenios.encoding import hash_base64, load
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import Ballot
from bylaw.cli.election_archive import accept
from bylaw.cli.election_choices import parse, spell
from bylaw.cli.election_step import FILE, MAX_FILE, Told, examples, put, step, text

if TYPE_CHECKING:
    from bylaw.belenios.prover.board import Board

TYPED = "-"
VOTES = (("ada", "1,3", "2,1,3"), ("bo", "blank", "1,2,3"), ("cleo", "Ada", "blank"), ("ada", "2", "1,1,2"))


@click.command()
@click.argument("archive", type=FILE)
@click.argument("credential", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("ballot", type=FILE)
@click.option(
    "--answer", "answers", multiple=True, required=True, help="One per question, in order; see above."
)
@step
@examples(
    *(
        f"vote election.bel credentials/{name}.txt {name}-{i}.ballot --answer {first} --answer {second}"
        for i, (name, first, second) in enumerate(VOTES, 1)
    )
)
def vote(archive: Path, credential: Path, ballot: Path, answers: tuple[str, ...]) -> Told:
    """Voter: encrypt your vote on your own machine; CREDENTIAL is a file, or - to type it.

    An answer is a list of numbers or names ("1,3", "Ada"), "none", or "blank" where that is allowed; in a ranked
    question the rank of each option ("2,1,3", 0 for none) or its grade ("Good,0"); in a lists question a list and
    candidates of it ("2: 1,3"). BALLOT goes to the keeper of the archive. Vote again as often as you like: the last
    ballot counts.
    """
    from bylaw.belenios.prover import ballot as ballots  # noqa: PLC0415 - so that other commands start faster
    from bylaw.belenios.prover import board  # noqa: PLC0415 - only where something is made

    source = archive.read_bytes()
    accept(source)
    found = board.read(source)
    election = found.election()
    if len(answers) != len(election.questions):
        told = f"{len(answers)} of {len(election.questions)} answers: give --answer once for each question, in order"
        raise Refused(Reason.SHAPE, told, "answers")
    choices = [parse(*each) for each in zip(election.questions, answers, strict=True)]
    made = ballots.make(election, _credential(credential), choices, secrets.token_bytes)
    mine = load(made, Ballot, MAX_FILE).credential
    if mine not in found.weights():
        raise Refused(Reason.CREDENTIAL, "your credential is not on this election's list", "credentials")
    put(ballot, made)
    spelled = [spell(*each) for each in zip(election.questions, choices, strict=True)]
    return Told(
        {"tracker": hash_base64(made), "fingerprint": election.fingerprint},
        [
            *(f"question {i}: {each}" for i, each in enumerate(spelled, 1)),
            f"{ballot}: your ballot, tracker {hash_base64(made)}",
        ],
        [
            f"the election that you were told of has the fingerprint {election.fingerprint}",
            "these are your answers: what is in the ballot shows nobody how you voted, not even you",
            "keep the tracker, and find it in the archive after the close",
        ],
    )


def _credential(path: Path) -> str:
    if str(path) == TYPED:
        return str(click.prompt("credential", hide_input=True, err=True)).strip()
    return text(path)


@click.command()
@click.argument("archive", type=FILE)
@click.argument("tracker")
@step
@examples("find election.bel ada-4.ballot")
def find(archive: Path, tracker: str) -> Told:
    """Voter: find a ballot in the ARCHIVE by its TRACKER, or by the file that it went out in."""
    from bylaw.belenios.prover import board  # noqa: PLC0415 - only where something is made

    source = archive.read_bytes()
    accept(source)
    if (path := Path(tracker)).is_file():
        tracker = hash_base64(path.read_bytes().rstrip(b"\n"))
    found = board.read(source)
    heights = _heights(found)
    if tracker not in heights:
        raise Refused(Reason.OMISSION, f"tracker {tracker} is not among {len(heights)} ballots", "ballots")
    counts = tracker in _counting(found)
    closed = found.has("EndBallots")
    will = (
        ("it counts" if closed else "it counts so far")
        if counts
        else "a later ballot of the same voter counts"
    )
    return Told(
        {"tracker": tracker, "height": heights[tracker], "counts": counts, "closed": closed},
        [f"{archive}: ballot {tracker} at height {heights[tracker]}: {will}"],
        [] if closed else ["look again when the election is closed"],
    )


def _heights(found: "Board") -> dict[str, int]:
    ballots = zip((e.height for e in found.events if e.type == "Ballot"), found.ballots(), strict=True)
    return {hash_base64(raw): height for height, raw in ballots}


def _counting(found: "Board") -> set[str]:
    last = {load(raw, Ballot, MAX_FILE).credential: hash_base64(raw) for raw in found.ballots()}
    return set(last.values())
