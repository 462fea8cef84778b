"""`bylaw demo`: a union local lives one year, is verified, and three forgeries of its record are caught."""

from __future__ import annotations

from pathlib import Path

import click

from bylaw.acts.secret_ballots.ballots import ServedFile
from bylaw.cli.forgeries import forgeries
from bylaw.cli.played import make_room
from bylaw.cli.shell import REFUSED, fail, put, this_command
from bylaw.cli.verify import run_audit, tell
from bylaw.portal.served import digests
from bylaw.record.broken import Broken
from bylaw.rehearsal.local import ORIGIN, found_local
from bylaw.rehearsal.stage import OffScript, write_folder
from bylaw.rehearsal.year import play
from bylaw.rules.load import NoBylaws, load
from bylaw.store.copies import open_published
from bylaw.store.profiles import profiles

SEED = "local 12"


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), default=Path("demo"))
def demo(folder: Path) -> None:
    """Play the demo and leave the organisation that it makes in DIR (./demo unless you name another)."""
    make_room(folder, ORIGIN)
    profile = load(profiles()["us-union-local"])
    if isinstance(profile, NoBylaws):
        fail(str(profile))
    try:
        local = found_local(folder, profile, SEED, put)
        local.booth = tuple(ServedFile(*each) for each in digests().items())
        play(local)
    except OffScript as fault:
        fail(f"the demo went off its script, which is a fault of bylaw: {fault}", REFUSED)
    write_folder(local.on)
    _audit(folder)
    put()
    put("three forgeries of the same record:")
    for name, line in forgeries(local.on):
        put(f"  {name}: {line}")
    put()
    put(f"the organisation is in {folder}; look at it:")
    for command in ("show {} offices", "show {} roll", "rules show {}", "verify {}", "serve {}"):
        put(f"    {this_command()} {command.format(folder)}")


def _audit(folder: Path) -> None:
    put()
    put(f"bylaw verify {folder}")
    copy = open_published(str(folder))
    if isinstance(copy, Broken):
        fail(str(copy))
    report = run_audit(copy)
    tell(report)
    if report.verdict != "valid":
        raise SystemExit(REFUSED)
