"""`bylaw verify`: a stranger's audit of a copy, in numbered steps."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bylaw.audit.before import keep, read_before
from bylaw.audit.copy import NO_OPENINGS
from bylaw.audit.report import EXIT, Report
from bylaw.audit.verify import Asked, audit
from bylaw.cli.shell import fail, number, put, put_json
from bylaw.record.broken import Broken
from bylaw.record.log.note import parse_note
from bylaw.record.log.policy import parse_policy
from bylaw.store.checking import Cores
from bylaw.store.code import this_code
from bylaw.store.copies import PublishedCopy, open_published
from bylaw.store.openings import Openings

READING_KEY = re.compile(r"[!-~]{1,300}", re.ASCII)
LONG = 5_000
"""From this many entries on, progress is shown."""


@click.command()
@click.argument("place", metavar="DIR|URL")
@click.option(
    "--since", type=click.Path(path_type=Path), help="A checkpoint seen before: it must be a prefix of this."
)
@click.option(
    "--policy", "policy_file", type=click.Path(path_type=Path), help="Whom you trust (a tlog-policy file)."
)
@click.option("--unwitnessed-ok", is_flag=True, help="Accept a head that no witness cosigned.")
@click.option(
    "--openings",
    type=click.Path(path_type=Path),
    help="An organisation's folder with openings that you hold: sealed steps are judged and not attested.",
)
@click.option(
    "--resume",
    type=click.Path(path_type=Path),
    help="A file of yours: what this verifies is kept in it, and its signatures are not verified again.",
)
@click.option(
    "--reading-key",
    "key_file",
    type=click.Path(path_type=Path),
    help="A file with your reading key, where a site gives its entries to members alone.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def verify(  # noqa: PLR0913 - one option each
    *,
    place: str,
    since: Path | None,
    policy_file: Path | None,
    unwitnessed_ok: bool,
    openings: Path | None,
    resume: Path | None,
    key_file: Path | None,
    as_json: bool,
) -> None:
    """Check everything in a copy of a record: DIR or URL, with no account and no trust.

    Exit code: 0 valid, 1 refused, 2 incomplete, 3 usage or I/O.
    """
    if openings and not openings.is_dir():
        fail(f"{openings}: no folder of an organisation, so nothing is opened")
    copy = open_published(place, _key(key_file) if key_file else "")
    if isinstance(copy, Broken):
        fail(copy.detail)
    policy = parse_policy(_read(policy_file)) if policy_file else None
    if isinstance(policy, Broken):
        fail(f"{policy_file}: {policy.detail}")
    code = this_code() if resume else ""
    asked = Asked(
        policy=policy,
        before=read_before(_read(resume), code) if resume and resume.exists() else None,
        since=read_head(since) if since else None,
        unwitnessed_ok=unwitnessed_ok,
        openings=Openings(openings) if openings else NO_OPENINGS,
    )
    report = run_audit(copy, asked)
    if resume and (kept := keep(report, code)):
        _write(resume, kept)
    if as_json:
        put_json(report)
    else:
        tell(report)
    raise SystemExit(EXIT[report.verdict])


def _key(path: Path) -> str:
    """Read a reading key, which is one line; what is none is shown to nobody."""
    text = _read(path).decode("utf-8", "replace").strip()
    if not READING_KEY.fullmatch(text):
        fail(f"{path}: no reading key: one is a line that the site shows you under 'My copy of the record'")
    return text


def run_audit(copy: PublishedCopy, asked: Asked | None = None) -> Report:
    """Audit a copy on all cores, with a progress bar when it is long and somebody watches."""
    with Cores() as cores, _progress() as bar:
        return audit(copy, cores, asked, bar)


def read_head(path: Path) -> bytes:
    """Read the head that the reader kept; what is no head at all says nothing about the record."""
    raw = _read(path)
    note = parse_note(raw)
    if isinstance(note, Broken):
        fail(f"{path}: no checkpoint: {note.detail}")
    return raw


def _read(path: Path) -> bytes:
    """Read a file of the reader's, of which a megabyte is enough."""
    try:
        with path.open("rb") as file:
            return file.read(1_000_000)
    except OSError as fault:
        fail(f"{path}: {fault.strerror}")


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)  # half of it is nothing that an audit writes: all is verified again
    except OSError as fault:
        fail(f"{path}: {fault.strerror}")


class _progress:  # noqa: N801 - used as a function
    """A progress bar on the error stream for long records, when somebody is watching."""

    def __enter__(self) -> Callable[[int, int], None]:
        self._bar: Progress | None = None
        return self._step

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _step(self, done: int, size: int) -> None:
        if size < LONG or done % 500 or not sys.stderr.isatty():
            return
        if self._bar is None:
            from rich.console import Console  # noqa: PLC0415 - only for long records

            columns = (TextColumn("entries"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(stderr=True))
            self._task = self._bar.add_task("", total=size)
            self._bar.start()
        self._bar.update(self._task, completed=done)


MARK = {"valid": "ok", "refused": "NO", "incomplete": "--"}


def tell(report: Report) -> None:
    """Print a report for people."""
    put(
        f"{report.name or 'record'}: {number(report.size, 'entry', 'entries')}, clock {report.clock or 'unknown'}"
    )
    for step in report.steps:
        put(f" {step.number:>2} {MARK[step.verdict]} {step.name:12} {step.established}")
    for fault in report.faults[:20]:
        where = f"entry {fault.entry}: " if fault.entry >= 0 else ""
        put(f"  {fault.reason}: {where}{fault.detail}")
    if len(report.faults) > 20:
        put(f"  … and {len(report.faults) - 20} more; --json lists them all")
    counts = report.counts
    put(
        f"  counted: {counts.signatures} signatures, {counts.attested} attested, {counts.unproven} unproven, "
        f"{counts.unwitnessed} unwitnessed, {counts.void} void, {counts.flagged} flagged"
        + (f", {counts.sealed} sealed from this reader" if counts.sealed else "")
        + (f", {counts.unshown} not shown by the sources" if counts.unshown else "")
    )
    for line in report.trusted:
        put(f"  trusted: {line}")
    put(report.verdict)
