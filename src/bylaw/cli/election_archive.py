"""`bylaw election post`, `close`, `tally`, `end-shuffles`, `result`: how the keeper's archive grows.

Nothing is written before the verifier has accepted the whole archive with the new piece in it.
"""

import fcntl
import mmap
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bylaw.belenios import cautions, second_proof
from bylaw.belenios.encoding import dump, hash_base64, hash_hex
from bylaw.belenios.findings import Consequence, Finding, Reason, Refused
from bylaw.belenios.second_proof import SecondProofs, Trustee
from bylaw.cli.election_piece import Factors, Shuffled, read_piece
from bylaw.cli.election_result import lines
from bylaw.cli.election_step import FILE, Told, examples, message, replace, step

if TYPE_CHECKING:
    from bylaw.belenios.prover.board import Board
    from bylaw.belenios.prover.chain import Added
    from bylaw.belenios.questions import Question
    from bylaw.belenios.verifier import Report

SECTION = "archive"
PIECES = (
    *("ada-1.ballot", "bo-2.ballot", "cleo-3.ballot", "ada-4.ballot"),
    *("chair.shuffle", "ann.shuffle"),
    *("chair.factors", "ann.factors", "cleo.factors"),
)


def accept(data: bytes | mmap.mmap) -> "Report":
    """Return the verifier's report on an archive; Refused with its first finding unless it is valid."""
    from bylaw.belenios import verifier  # noqa: PLC0415 - so that other commands start faster

    report = verifier.verify(data, len(os.sched_getaffinity(0)))
    for finding in report.findings:
        if finding.consequence is not Consequence.FLAG:
            raise Refused(finding.reason, finding.object, finding.section, finding.consequence)
    return report


@contextmanager
def _held(archive: Path) -> Iterator[None]:
    """Let one process at a time change an archive."""
    with archive.with_name(archive.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def grow(archive: Path, add: Callable[["Board"], "Added"]) -> tuple["Report", "Added"]:
    """Append what `add` makes of the archive, if the verifier accepts the whole; Refused."""
    from bylaw.belenios.prover import board  # noqa: PLC0415 - only where something is made

    with _held(archive):
        before = archive.read_bytes()
        added = add(board.read(before))
        report = accept(before + added.data)
        replace(archive, before + added.data)
    return report, added


def second_proofs_beside(archive: Path, owner: int) -> Path:
    """Return where the second proofs of a trustee lie: beside the archive, whose format has no place for them."""
    return archive.with_name(f"{archive.name}.second-{owner}.json")


@click.command()
@click.argument("archive", type=FILE)
@click.argument("piece", type=FILE)
@step
@examples(*(f"post election.bel {piece}" for piece in PIECES))
def post(archive: Path, piece: Path) -> Told:
    """Keeper: append a ballot, a shuffle or a trustee's factors to the ARCHIVE, after checking all of it."""
    from bylaw.belenios.prover import chain  # noqa: PLC0415 - only where something is made

    made = read_piece(piece)
    if isinstance(made, bytes):
        report, added = grow(archive, lambda board: chain.add_ballot(board.tip, made))
        tracker = hash_base64(made)
        return Told(
            {"tracker": tracker, "height": added.tip.height, "ballots": report.ballots},
            [f"{archive}: ballot {tracker} at height {added.tip.height}"],
            [
                "the voter keeps tracker and height, and finds them again after the close (bylaw election find)"
            ],
        )
    if isinstance(made, Shuffled):
        content = bytes(made.shuffle)
        _, added = grow(archive, lambda board: chain.add_shuffle(board.tip, made.owner, content))
    else:
        content = bytes(made.factors)
        _, added = grow(archive, lambda board: _checked_factors(board, made))
        replace(second_proofs_beside(archive, made.owner), dump(made.second))
    kind = "shuffle" if isinstance(made, Shuffled) else "factors"
    return Told(
        {"kind": kind, "owner": made.owner, "sha256": hash_hex(content), "height": added.tip.height},
        [
            f"{archive}: {kind} of trustee {made.owner} at height {added.tip.height}, SHA-256 {hash_hex(content)}"
        ],
        ["the trustee finds this SHA-256 in the protocol"],
    )


def _checked_factors(board: "Board", made: Factors) -> "Added":
    from bylaw.belenios.prover import chain  # noqa: PLC0415 - only where something is made

    found = check_second(board, made.owner, made.decryption(), made.second)
    if found:
        raise Refused(found[0].reason, found[0].object, found[0].section)
    return chain.add_decryption(board.tip, made.owner, bytes(made.factors))


def check_second(board: "Board", owner: int, decryption: object, second: SecondProofs) -> tuple[Finding, ...]:
    """Return what is wrong with a trustee's second proofs."""
    from bylaw.belenios.prover import board as boards  # noqa: PLC0415 - only where something is made
    from bylaw.belenios.prover import tally as tallies  # noqa: PLC0415 - only where something is made

    election, keys = board.election(), boards.key_texts(board.trustees())
    if not 1 <= owner <= len(keys):
        raise Refused(Reason.TRUSTEE, f"trustee {owner}: expected 1 to {len(keys)}", SECTION)
    trustee = Trustee(election.group, election.fingerprint, owner, keys[owner - 1])
    return second_proof.check(trustee, tallies.to_decrypt(board)[0], decryption, second)  # type: ignore[arg-type]


@click.command()
@click.argument("archive", type=FILE)
@step
@examples("close election.bel")
def close(archive: Path) -> Told:
    """Keeper: end the voting."""
    from bylaw.belenios.prover import chain  # noqa: PLC0415 - only where something is made

    report, added = grow(archive, lambda board: chain.end_ballots(board.tip))
    return Told(
        {"ballots": report.ballots, "counted": report.counted, "height": added.tip.height},
        [f"{archive}: closed at height {added.tip.height}, {report.ballots} ballots, {report.counted} count"],
        ["voters find their ballots (bylaw election find) before anything is decrypted"],
    )


@click.command()
@click.argument("archive", type=FILE)
@step
@examples("tally election.bel")
def tally(archive: Path) -> Told:
    """Keeper: multiply the ballots that count into the encrypted tally; anyone can compute it again."""
    from bylaw.belenios.prover import chain  # noqa: PLC0415 - only where something is made
    from bylaw.belenios.prover import tally as tallies  # noqa: PLC0415 - only where something is made

    found: list[str] = []

    def add(board: "Board") -> "Added":
        if not board.has("EndBallots"):
            raise Refused(Reason.SHAPE, "the voting has not ended: 'bylaw election close' first", SECTION)
        content, sized = tallies.compute(board)
        found.append(sized.encrypted_tally)
        return chain.add_tally(board.tip, content, sized)

    report, _ = grow(archive, add)
    return Told(
        {"counted": report.counted, "sha256": found[0]},
        [f"{archive}: encrypted tally of {report.counted} ballots, SHA-256 {found[0]}"],
        ["trustees shuffle where a question is ranked, and then decrypt"],
    )


@click.command("end-shuffles")
@click.argument("archive", type=FILE)
@step
@examples("end-shuffles election.bel")
def end_shuffles(archive: Path) -> Told:
    """Keeper: end the shuffling; what the last shuffle left is decrypted."""
    from bylaw.belenios.prover import chain  # noqa: PLC0415 - only where something is made

    owners: list[int] = []

    def add(board: "Board") -> "Added":
        owners.extend(owner for owner, _ in board.shuffles())
        if not owners:
            raise Refused(Reason.SHUFFLE, "nobody has shuffled", SECTION, Consequence.INCOMPLETE)
        return chain.end_shuffles(board.tip)

    grow(archive, add)
    return Told(
        {"shufflers": owners},
        [f"{archive}: shuffled, by number of trustee: {', '.join(map(str, owners))}"],
        ["nobody can link votes to voters unless all of these told each other"],
    )


@click.command()
@click.argument("archive", type=FILE)
@step
@examples("result election.bel")
def result(archive: Path) -> Told:
    """Keeper: combine the factors into the result; every second proof must be there and hold."""
    from bylaw.belenios.prover import chain  # noqa: PLC0415 - only where something is made
    from bylaw.belenios.prover import result as results  # noqa: PLC0415 - only where something is made

    def add(board: "Board") -> "Added":
        for owner, decryption in board.decryptions():
            for finding in check_second(board, owner, decryption, _second_proofs(archive, owner)):
                raise Refused(finding.reason, finding.object, finding.section)
        return chain.add_result(board.tip, results.of_board(board))

    report, _ = grow(archive, add)
    assert report.result is not None
    total, questions = _total_and_questions(archive)
    found = [f.object for f in cautions.of_result(questions, report.result, total)]
    found += [finding.object for finding in report.findings]
    return Told(
        {"result": report.result, "counted": report.counted, "cautions": found},
        [
            *_in_words(questions, report.result),
            *(f"caution: {each}" for each in found),
        ],
        ["anyone verifies the archive (bylaw election verify) and prints the protocol"],
    )


def _in_words(questions: Sequence["Question"], result: Sequence[Any]) -> Iterator[str]:
    for number, (question, each) in enumerate(zip(questions, result, strict=True), 1):
        yield f"question {number}"
        yield from (f"  {line}" for line in lines(question, each))


def _second_proofs(archive: Path, owner: int) -> SecondProofs:
    path = second_proofs_beside(archive, owner)
    if not path.exists():
        raise Refused(Reason.OMISSION, f"{path}: second proofs", "second-proof", Consequence.INCOMPLETE)
    found: SecondProofs = message(path, SecondProofs)
    return found


def _total_and_questions(archive: Path) -> tuple[int, "tuple[Question, ...]"]:
    from bylaw.belenios.prover import board  # noqa: PLC0415 - only where something is made

    found = board.read(archive.read_bytes())
    tallied = found.tally()
    return (tallied[1] if tallied else 0), found.election().questions
