"""`bylaw successor`: another log for the same organisation, when the key, the domain or the operator is gone."""

from __future__ import annotations

from pathlib import Path

import click

from bylaw.acts.reader import read_act
from bylaw.audit.report import Report
from bylaw.audit.verify import Asked
from bylaw.cli.shell import REFUSED, fail, number, put, put_json
from bylaw.cli.verify import read_head, run_audit, tell
from bylaw.record.broken import Broken
from bylaw.record.entry import parse_entry
from bylaw.store.copies import PublishedCopy, open_published
from bylaw.store.organisation import Organisation


@click.command()
@click.argument("place", metavar="DIR|URL")
@click.argument("folder", metavar="NEWDIR", type=click.Path(path_type=Path))
@click.option("--origin", required=True, help="The new log's name for ever, like example.org/local-12-b.")
@click.option(
    "--head",
    type=click.Path(path_type=Path),
    help="A checkpoint that you kept: go on from it, and leave out what a thief of the key wrote after it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
def successor(*, place: str, folder: Path, origin: str, head: Path | None, as_json: bool) -> None:
    """Make in NEWDIR a log with a key of its own that goes on from the record at DIR or URL.

    It begins with the same entries, and is nobody's log until the act 'open-successor' is in it: its heads
    are signed by a key that the record does not name yet. That act fills in the new log by itself.
    """
    copy = open_published(place)
    if isinstance(copy, Broken):
        fail(copy.detail)
    copy = copy.at(read_head(head)) if head else copy
    report = run_audit(copy, Asked(unwitnessed_ok=True))
    if report.verdict != "valid":
        tell(report)
        fail(f"{place} is no record to go on from", REFUSED)
    organisation = Organisation.create(folder, origin)
    if isinstance(organisation, Broken):
        fail(organisation.detail)
    raw = [entry for entry in copy.entries(report.size) if isinstance(entry, bytes)]
    _attach(organisation, copy, raw)
    problem = organisation.inherit(raw)
    if problem:
        fail(problem.detail)
    _tell(folder, report, organisation, as_json=as_json)


def _tell(folder: Path, report: Report, organisation: Organisation, *, as_json: bool) -> None:
    origin, key = organisation.vkey.name, str(organisation.vkey)
    if as_json:
        told = {"org": report.org, "folder": str(folder), "size": report.size}
        put_json({**told, "origin": origin, "log_key": key})
        return
    put(f"{folder}: {number(report.size, 'entry', 'entries')} of {report.name}, to go on as {origin}")
    put(f"    log key   {key}")
    put(
        f"    attached  copy the folder 'attachments' of the old record to {folder / 'record'}, if it has one"
    )
    put(f"    now open  bylaw act {folder} open-successor --as KEY …, by whoever the bylaws name")


def _attach(organisation: Organisation, copy: PublishedCopy, entries: list[bytes]) -> None:
    """Bring along every file on which an act rests; the audit found them all."""
    for raw in entries:
        entry = parse_entry(raw)
        act = entry if isinstance(entry, Broken) else read_act(entry.act)
        for name in () if isinstance(act, Broken) else act.needs():
            kept = organisation.attachments.put(copy.attachment(name) or b"")
            if isinstance(kept, Broken):
                fail(kept.detail)
