"""`bylaw election box`: the box of an election that is in a record, on the machine of its keeper."""

import secrets
import time
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from bylaw.belenios import box_key
from bylaw.belenios.findings import Finding, Refused
from bylaw.casting import BallotBox, Hours, SignedHead
from bylaw.cli.election_step import FILE, FOLDER, Told, put, step
from bylaw.cli.lazy import Ordered
from bylaw.cli.moments import read_moment
from bylaw.cli.shell import fail
from bylaw.record.broken import Broken

SEED = 32
MOST = 10_000
"""How many notices are written at once."""
T = TypeVar("T")


@click.group(cls=Ordered)
def box() -> None:
    """Keeper: hold the box of an election that is in a record; 'bylaw serve DIR' takes ballots for DIR/boxes/NAME.

    create before the poll, for the act 'set-up-ballot'; head while it is open, for 'box-head', and notices, for
    the credential office; close once it has
    ended, for 'close-box'; archive whenever somebody asks for the ballots.
    """


@box.command()
@click.argument("folder", type=FOLDER)
@click.argument("archive", type=FILE)
@click.option("--opens", required=True, metavar="TIME", help="When the poll opens: 2025-05-01T08:00:00Z.")
@click.option("--closes", required=True, metavar="TIME", help="When it closes.")
@step
def create(folder: Path, archive: Path, opens: str, closes: str) -> Told:
    """Keeper: make a box in FOLDER (DIR/boxes/NAME) from the open ARCHIVE, and its key."""
    hours = Hours(read_moment(opens, "UTC"), read_moment(closes, "UTC"))
    seed = secrets.token_bytes(SEED)
    _good(BallotBox.create(folder, archive.read_bytes(), seed, hours)).release()
    return Told(
        {"signs": box_key.public(seed)},
        [
            f"{folder}: a box; in the record: set-up-ballot --box {folder.name} …, which fills in",
            f"trustees, page, numbers and --signs {box_key.public(seed)}",
        ],
        [f"{folder}/box.key stays here: whoever has it signs receipts and heads in this box's name"],
    )


@box.command()
@click.argument("folder", type=FOLDER)
@step
def head(folder: Path) -> Told:
    """Keeper: sign the head of the box; due within five minutes of opening, then as ballots arrive."""
    opened = _good(BallotBox.open(folder))
    return _head("box-head", _good(opened.head()))


@box.command()
@click.argument("folder", type=FOLDER)
@click.argument("notices", type=FILE)
@click.option(
    "--told",
    type=int,
    default=0,
    help="First note that the voters of all ballots up to this height are told.",
)
@step
def notices(folder: Path, notices: Path, told: int) -> Told:
    """Keeper: write whose ballots have come, by credential, as NOTICES for the credential office.

    A voter who is told of a ballot that she did not cast knows that somebody has her credential and her log-in. A
    line has credential, tracker, height and time, and never what the ballot says.
    """
    opened = _good(BallotBox.open(folder))
    if told and (failed := opened.noticed(told)):
        fail(failed.detail)
    due = opened.notices(MOST)
    put(notices, "".join(f"{n.credential},{n.tracker},{n.height},{n.time}\n" for n in due).encode())
    last = due[-1].height if due else told
    return Told(
        {"notices": len(due), "last": last},
        [f"{notices}: {len(due)} ballots whose voters are to be told, up to height {last}"],
        [f"the office tells them (bylaw election whom); next time, give --told {last}"],
    )


@box.command()
@click.argument("folder", type=FOLDER)
@step
def close(folder: Path) -> Told:
    """Keeper: close the box once its hour has come, and sign the closing head; nothing enters any more."""
    opened = _good(BallotBox.open(folder))
    return _head("close-box", _good(opened.close(int(time.time()))))


@box.command()
@click.argument("folder", type=FOLDER)
@click.argument("archive", type=FILE)
@step
def archive(folder: Path, archive: Path) -> Told:
    """Keeper: write the box, with every ballot so far, as a new ARCHIVE."""
    opened = _good(BallotBox.open(folder))
    put(archive, b"".join(opened.archive()))
    return Told(
        {"archive": str(archive)}, [f"{archive}: the box as it is now"], ["bylaw election verify accepts it"]
    )


def _head(kind: str, found: SignedHead) -> Told:
    fields = {"ballots": found.ballots, "event": found.event, "signature": found.signature}
    options = " ".join(f"--{name} {value}" for name, value in fields.items())
    return Told(fields, [f"{found.ballots} ballots; in the record:", f"{kind} --box BOX {options}"])


def _good(found: T | Finding | Broken) -> T:
    """Give what a box answered, or end with why it did not."""
    if isinstance(found, Broken):
        fail(found.detail)
    if isinstance(found, Finding):
        _refused(found)
    return found


def _refused(finding: Finding) -> NoReturn:
    raise Refused(finding.reason, finding.object, finding.section)
