"""`bylaw election verify`: a whole archive, checked by anyone who has the file."""

import mmap
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

if TYPE_CHECKING:
    from bylaw.belenios.verifier import Report

EXIT = {"valid": 0, "refused": 1, "incomplete": 2}
UNREADABLE = 3


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--processes", type=click.IntRange(1, 256), default=None, help="How many; default: every core.")
def verify(file: Path, *, as_json: bool, processes: int | None) -> None:
    """Check everything in the archive FILE.bel: chain, keys, ballots, tally, shuffles, decryptions, result.

    Exit status: 0 valid, 1 refused, 2 something that it refers to is missing, 3 the file cannot be read.
    """
    from bylaw.belenios import verifier  # noqa: PLC0415 - so that other commands start faster

    begin = time.perf_counter()
    source = _open(file)
    report = verifier.verify(source, processes or len(os.sched_getaffinity(0)))
    seconds = round(time.perf_counter() - begin, 3)
    click.echo(_json(report, seconds) if as_json else _text(file, report, seconds))
    sys.exit(EXIT[report.verdict])


def _open(file: Path) -> mmap.mmap | bytes:
    """Return the file's bytes, mapped into memory; exit where there is no such file."""
    if file.exists() and not file.is_file():  # a pipe could make us wait
        click.echo(f"{file}: not a file; give the path of the archive itself", err=True)
        sys.exit(UNREADABLE)
    try:
        with file.open("rb") as stream:
            return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if file.stat().st_size else b""
    except OSError as error:
        click.echo(f"{file}: {error.strerror or error}", err=True)
        sys.exit(UNREADABLE)


def _json(report: "Report", seconds: float) -> bytes:
    findings = [{"reason": f.reason, "object": f.object, "section": f.section} for f in report.findings]
    return msgspec.json.encode(
        {
            "verdict": report.verdict,
            "state": report.state,
            "findings": findings,
            "ballots": report.ballots,
            "counted": report.counted,
            "result": report.result,
            "backend": report.backend,
            "seconds": seconds,
        }
    )


def _text(file: Path, report: "Report", seconds: float) -> str:
    lines = [f"{file}: {report.verdict}, {report.state}"]
    lines += [
        f"  {f.consequence}: {f.reason}: {f.object} (docs/spec/elections.md, {f.section})"
        for f in report.findings
    ]
    lines.append(f"  {report.ballots} ballots in the box, {report.counted} counted")
    if report.result is not None:
        lines += [
            f"  question {i}: {msgspec.json.encode(r).decode()}" for i, r in enumerate(report.result, 1)
        ]
    lines.append(f"  arithmetic: {report.backend or 'none'}; {seconds} s")
    return "\n".join(lines)
