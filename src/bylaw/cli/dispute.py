"""`bylaw dispute`: a voter's receipt against the published archive and the record."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bylaw.belenios import receipt as receipts
from bylaw.belenios.box_key import Head
from bylaw.belenios.findings import Refused
from bylaw.cli.open import folded
from bylaw.cli.shell import INCOMPLETE, REFUSED, VALID, fail, put, put_json, read_file
from bylaw.state import State

ANSWERS = {"present": VALID, "superseded": VALID, "omitted": REFUSED, "forged": REFUSED}
"""The exit code of each answer."""


@click.command()
@click.argument("receipt", type=click.Path(path_type=Path))
@click.argument("archive", type=click.Path(path_type=Path))
@click.argument("record", metavar="DIR|URL")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def dispute(receipt: Path, archive: Path, record: str, *, as_json: bool) -> None:
    """Say what became of the ballot of RECEIPT: present, omitted, superseded or forged.

    ARCHIVE is the election's .bel file, the record at DIR or URL says which key its box has and how it closed.
    Exit code: 0 present or superseded, 1 omitted or forged, 2 the archive is not the one of the record, 3 usage.
    """
    try:
        shown = receipts.read(read_file(receipt)[: receipts.MAX_RECEIPT + 2].rstrip(b"\n"))
    except Refused as fault:
        fail(f"{receipt}: not a receipt: {fault}")
    box = _box(folded(record)[0], shown.election)
    try:
        found = receipts.dispute(shown, read_file(archive), box) if box else None
    except Refused as fault:
        _say(receipt, "unknown", f"{fault}; get the archive that the record closed", as_json=as_json)
        sys.exit(INCOMPLETE)
    answer = str(found.standing) if found else "forged"
    why = found.why if found else f"the record has no box of election {shown.election}"
    _say(receipt, answer, why, as_json=as_json)
    sys.exit(ANSWERS[answer])


def _say(receipt: Path, answer: str, why: str, *, as_json: bool) -> None:
    if as_json:
        put_json({"answer": answer, "why": why})
    else:
        put(f"{receipt}: {answer}: {why}")


def _box(state: State, election: str) -> receipts.Box | None:
    """Give what the record says of the box of an election, or None."""
    name = state.boxes.fingerprints.get(election)
    if name is None:
        return None
    closing = state.boxes.closing.get(name)
    head = Head(election, closing.ballots, closing.event) if closing else None
    return receipts.Box(election, state.boxes.all[name].key, head)
