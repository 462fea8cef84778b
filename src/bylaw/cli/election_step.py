"""What every step of an election shares: files that are never overwritten, one way to tell, one way to refuse."""

import functools
import inspect
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import click
import msgspec

from bylaw.belenios.archive import Cut
from bylaw.belenios.encoding import load
from bylaw.belenios.findings import Consequence, Finding, Reason, Refused
from bylaw.cli.shell import INCOMPLETE, REFUSED, USAGE

STATUS = {Consequence.REFUSE: REFUSED, Consequence.INCOMPLETE: INCOMPLETE}
MAX_FILE = 1 << 30
SECRET, PUBLIC = 0o600, 0o644
FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


class Told(NamedTuple):
    """What a step says when it is done: facts for programs, what it did, and what to check now."""

    facts: dict[str, Any]
    did: Sequence[str]
    check: Sequence[str] = ()


def step(function: Callable[..., Told]) -> Callable[..., None]:
    """Make a command of a function that returns `Told`: add --json, turn refusals into exit statuses.

    Exit status: 0 done, 1 refused, 2 something is missing, 3 a file cannot be read or written.
    """

    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
    @functools.wraps(function)
    def run(*, as_json: bool, **arguments: Any) -> None:
        try:
            told = function(**arguments)
        except Refused as refused:
            _refuse(refused.finding, as_json=as_json)
        except Cut:
            _refuse(
                Finding(Reason.OMISSION, "end of the archive", "archive", Consequence.INCOMPLETE),
                as_json=as_json,
            )
        except OSError as error:
            click.echo(f"{error.filename}: {(error.strerror or str(error)).lower()}", err=True)
            sys.exit(USAGE)
        if as_json:
            click.echo(msgspec.json.encode(told.facts))
            return
        for line in told.did:
            click.echo(line)
        for line in told.check:
            click.echo(f"check: {line}")

    return run


def _refuse(finding: Finding, *, as_json: bool) -> NoReturn:
    if as_json:
        shown = {"reason": finding.reason, "object": finding.object, "section": finding.section}
        click.echo(msgspec.json.encode({"verdict": "refused", "findings": [shown]}))
    else:
        click.echo(f"refused: {finding.reason}: {finding.object} ({finding.section})", err=True)
    sys.exit(STATUS.get(finding.consequence, REFUSED))


def examples(*lines: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add examples to the help text of a command; the tests run them, in the order of a whole ceremony."""
    shown = "\n".join(f"  $ bylaw election {line}" for line in lines)

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        function.__doc__ = f"{inspect.cleandoc(function.__doc__ or '')}\n\n\b\nExamples:\n{shown}\n"
        return function

    return add


def put(path: Path, data: bytes) -> None:
    """Write a new public file; OSError if it is there already."""
    _create(path, data, PUBLIC)


def put_secret(path: Path, data: bytes) -> None:
    """Write a new file that only its owner may read; OSError if it is there already."""
    _create(path, data, SECRET)


def _create(path: Path, data: bytes, mode: int) -> None:
    path.parent.mkdir(mode=0o700 if mode == SECRET else 0o755, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def replace(path: Path, data: bytes) -> None:
    """Put a file's new content in the place of the old one, in one move."""
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)


def text(path: Path) -> str:
    """Return the text in a file, blanks around it aside; Refused(encoding)."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        raise Refused(Reason.ENCODING, f"{path}: no text in UTF-8", "files") from None


def message(path: Path, kind: Any) -> Any:
    """Return the JSON message in a file, final newline aside; Refused(shape | canonical | size)."""
    try:
        return load(path.read_bytes().rstrip(b"\n"), kind, MAX_FILE)
    except Refused as refused:
        raise refused.at(str(path)) from None
