"""`bylaw election protocol`: the whole election on paper, with every hash and total, for people to sign."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bylaw.belenios import cautions
from bylaw.belenios.encoding import dump, hash_base64, hash_hex, load
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.model import Ballot, Pedersen, RankedQuestion, Result, Single
from bylaw.belenios.second_proof import SecondProofs
from bylaw.cli.election_archive import accept, check_second, second_proofs_beside
from bylaw.cli.election_result import lines as result_lines
from bylaw.cli.election_step import FILE, MAX_FILE, Told, examples, message, put, step

if TYPE_CHECKING:
    from bylaw.belenios.prover.board import Board
    from bylaw.belenios.verifier import Report

TITLE = "Protocol of a secret election"
WIDTH = 96


@click.command()
@click.argument("archive", type=FILE)
@click.option("--pdf", type=FILE, help="Write it as a PDF instead, on numbered pages with room to sign.")
@step
@examples("protocol election.bel > protocol.txt", "protocol election.bel --pdf protocol.pdf")
def protocol(archive: Path, pdf: Path | None) -> Told:
    """Anybody: verify the ARCHIVE and print its protocol, with every hash and total."""
    from bylaw.belenios.prover import board  # noqa: PLC0415 - so that other commands start faster

    source = archive.read_bytes()
    report = accept(source)
    found = board.read(source)
    sections = {
        "Election": list(_election(found, source)),
        "Trustees": list(_trustees(found)),
        "Voters": list(_voters(found)),
        "Cautions": [cautions.EVIDENT, cautions.STUFFING, *(f.object for f in _cautions(found))],
        "Ballots": list(_ballots(found, report)),
        "Tally, shuffles, decryptions": [*_tally(found), *_pieces(archive, found)],
        "Result": list(_result(found)),
        "Verified": [f"bylaw: {report.verdict}, {report.state}, arithmetic {report.backend}"]
        + [f"{f.consequence}: {f.reason}: {f.object}" for f in report.findings],
    }
    if pdf is not None:
        put(pdf, _paper(sections))
        return Told({"sections": sections, "pdf": str(pdf)}, [f"{pdf}: the protocol, to be signed"])
    signed = {"Signed": ["", "_" * 40 + "  " + "_" * 40, ""]}
    return Told({"sections": sections}, list(_printed({**sections, **signed})))


def _paper(sections: dict[str, list[str]]) -> bytes:
    """Return the PDF; Refused(encoding) if a text has a character that the font lacks."""
    from bylaw.people.minutes_paper import minutes  # noqa: PLC0415 - so that what needs no paper starts faster
    from bylaw.people.paper import Unprintable  # noqa: PLC0415 - as above

    try:
        return minutes(TITLE, sections)
    except Unprintable as fault:
        raise Refused(Reason.ENCODING, str(fault), "protocol") from fault


def _printed(sections: dict[str, list[str]]) -> Iterator[str]:
    yield TITLE.upper()
    yield "=" * WIDTH
    for title, lines in sections.items():
        if lines:
            yield from ("", title.upper(), "-" * WIDTH, *lines)


def _election(found: "Board", source: bytes) -> Iterator[str]:
    election = found.election()
    opened = datetime.fromtimestamp(found.tip.timestamp, UTC)
    yield f"name                 {election.object.name}"
    yield f"description          {election.object.description}"
    yield f"identifier           {election.object.uuid}"
    yield f"group                {election.object.group}"
    yield f"opened               {opened:%Y-%m-%d %H:%M:%S} UTC, by the keeper's clock"
    yield f"fingerprint          {election.fingerprint}"
    yield f"archive, SHA-256     {hash_hex(source)}"
    yield f"last event           {found.tip.parent}, height {found.tip.height}"


def _trustees(found: "Board") -> Iterator[str]:
    number = 1
    for item in found.trustees():
        keys = [item.key] if isinstance(item, Single) else item.keys.verification_keys
        if isinstance(item, Pedersen):
            yield f"{item.keys.threshold} of these {len(keys)} suffice; hashes filed before coefficients were shown:"
            yield from (f"    {hash_hex(dump(each))}" for each in item.keys.coefexps)
        for key in keys:
            kind = "indispensable" if isinstance(item, Single) else "of a circle"
            yield f"trustee {number}, {kind}{f', {key.name}' if key.name else ''}"
            yield f"    public key, SHA-256  {hash_hex(key.public_key.encode())}"
            number += 1


def _voters(found: "Board") -> Iterator[str]:
    weights = found.weights()
    yield f"entitled             {len(weights)}, total weight {sum(weights.values())}"
    yield f"list, fingerprint    {hash_base64(found.credentials())}"


def _cautions(found: "Board") -> list[Any]:
    questions, weights = found.election().questions, list(found.weights().values())
    result = next((load(raw, Result, MAX_FILE).result for raw in found.payloads("Result")), None)
    tallied = found.tally()
    told = list(cautions.of_setup(questions, weights, found.trustees()))
    if result is not None and tallied is not None:
        told += cautions.of_result(questions, result, tallied[1])
    return told


def _ballots(found: "Board", report: "Report") -> Iterator[str]:
    yield f"in the box {report.ballots}, counted {report.counted}"
    raw = list(found.ballots())
    last = {load(each, Ballot, MAX_FILE).credential: hash_base64(each) for each in raw}
    counts = set(last.values())
    heights = [event.height for event in found.events if event.type == "Ballot"]
    for height, each in zip(heights, raw, strict=True):
        tracker = hash_base64(each)
        yield f"{height:>8}  {tracker}{'' if tracker in counts else '  replaced by a later one'}"


def _tally(found: "Board") -> Iterator[str]:
    tallied = found.tally()
    if tallied is not None:
        yield f"encrypted tally      {hash_hex(dump(tallied[0]))}, total weight {tallied[1]}"


def _pieces(archive: Path, found: "Board") -> Iterator[str]:
    for owner, shuffle in found.shuffles():
        yield f"shuffle, trustee {owner}   {hash_hex(dump(shuffle))}"
    for owner, decryption in found.decryptions():
        yield f"factors, trustee {owner}   {hash_hex(dump(decryption))}"
        beside = second_proofs_beside(archive, owner)
        if not beside.exists():
            yield "    second proofs      not beside this archive"
            continue
        second: SecondProofs = message(beside, SecondProofs)
        findings = check_second(found, owner, decryption, second)
        told = "; ".join(f.object for f in findings) or f"hold, SHA-256 {hash_hex(beside.read_bytes())}"
        yield f"    second proofs      {told}"


def _result(found: "Board") -> Iterator[str]:
    for raw in found.payloads("Result"):
        answers = load(raw, Result, MAX_FILE).result
        yield f"SHA-256              {hash_hex(raw)}"
        for number, (question, each) in enumerate(zip(found.election().questions, answers, strict=True), 1):
            kind = "ranked" if isinstance(question, RankedQuestion) else "counted"
            yield f"question {number}, {kind}"
            yield from (f"    {line}" for line in result_lines(question, each))
