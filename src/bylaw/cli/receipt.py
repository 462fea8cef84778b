"""`bylaw receipt`: what a submitter kept, against a copy of the record."""

from __future__ import annotations

from pathlib import Path

import click

from bylaw.audit.receipts import check_receipt
from bylaw.cli.open import folded
from bylaw.cli.shell import REFUSED, fail, put, put_json
from bylaw.record.broken import Broken
from bylaw.record.log.proof import MAX_RECEIPT
from bylaw.store.copies import open_published


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("place", metavar="DIR|URL")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def receipt(*, file: Path, place: str, as_json: bool) -> None:
    """Say of the receipt in FILE whether the record keeps its promise: included, refused, omitted, or forged.

    Exit code: 0 included, 1 refused, omitted or forged, 3 usage or I/O. The record itself is checked by
    'bylaw verify'.
    """
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_RECEIPT + 1)
    except OSError as fault:
        fail(f"{file}: {fault.strerror}")
    state, _ = folded(place)
    copy = open_published(place)
    answer = check_receipt(state, raw, () if isinstance(copy, Broken) else copy.entries(state.size))
    if as_json:
        put_json(answer)
    else:
        put(f"{answer.verdict}: {answer.words}")
        for reason in answer.refusal.findings if answer.refusal else ():
            put(f"    {reason.clause}: {reason.found}; {reason.remedy}")
    raise SystemExit(0 if answer.verdict == "included" else REFUSED)
