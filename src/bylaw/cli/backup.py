"""`bylaw backup` and `bylaw restore`: a copy while the server runs, and a way back that cannot fork the log."""

from __future__ import annotations

import os
from pathlib import Path

import click

from bylaw.cli.shell import REFUSED, fail, number, put, put_json
from bylaw.cli.witness import read_vkey
from bylaw.record.broken import Broken
from bylaw.store.backup import back_up
from bylaw.store.organisation import Organisation
from bylaw.store.restore import restore as restore_copy
from bylaw.store.source import open_source
from bylaw.store.witness_client import WitnessClient

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.argument("to", metavar="TO", type=_FOLDER)
@click.option(
    "--secrets", required=True, type=_FOLDER, metavar="PLACE", help="Where the keys go; never beside TO."
)
@click.option("--json", "as_json", is_flag=True, help="Print the manifest.")
def backup(*, folder: Path, to: Path, secrets: Path, as_json: bool) -> None:
    """Copy the organisation in DIR into the new folder TO, and its keys into PLACE; the server may run.

    TO alone tells nothing about anybody and signs nothing. Keep copies of PLACE for as short a time as you can
    bear: an erasure is complete when the last older copy of the register's keys is gone.
    """
    os.umask(0o077)
    done = back_up(folder, to, secrets)
    if isinstance(done, Broken):
        fail(done.detail)
    if as_json:
        put_json(done)
    else:
        put(
            f"{to}: {number(done.size, 'entry', 'entries')} of {done.origin}, {number(len(done.files), 'file')}; "
            f"{secrets}: {number(len(done.secrets), 'file')} of keys"
        )


@click.command()
@click.argument("copy", metavar="TO", type=_FOLDER)
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option("--secrets", required=True, type=_FOLDER, metavar="PLACE", help="Where the keys are.")
@click.option(
    "--witness", "witnesses", nargs=2, multiple=True, metavar="VKEY URL", help="A witness of this log."
)
@click.option(
    "--published",
    multiple=True,
    metavar="DIR|URL",
    help="The record as it was last published, or a mirror of it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def restore(  # noqa: PLR0913 - one option each
    *,
    copy: Path,
    folder: Path,
    secrets: Path,
    witnesses: tuple[tuple[str, str], ...],
    published: tuple[str, ...],
    as_json: bool,
) -> None:
    """Make the new folder DIR of a copy, after asking those who saw the log how far it went.

    Entries that were published since are taken from there. When a witness saw more than that, or another history,
    DIR gets no key and nothing can be signed. What was restored is published in DIR/record. Exit status: 0 restored,
    1 refused, 3 cannot be read or asked.
    """
    os.umask(0o077)
    if not witnesses and not published:
        raise click.UsageError("give --witness or --published: somebody must say how far this log went")
    clients = [WitnessClient(url, read_vkey(vkey)) for vkey, url in witnesses]
    sources = [open_source(place) for place in published]
    for source in sources:
        if isinstance(source, Broken):
            fail(source.detail)
    good = [source for source in sources if not isinstance(source, Broken)]
    done = restore_copy(copy, secrets, folder, clients, good)
    if isinstance(done, Broken):
        fail(
            f"{done}; nothing can be signed in {folder}",
            REFUSED if done.reason in {"fork", "rollback"} else 3,
        )
    _publish(folder)
    if as_json:
        put_json(done)
    else:
        fresh = (
            f", {done.size - done.held} of them from the published record" if done.size > done.held else ""
        )
        put(f"{folder}: {number(done.size, 'entry', 'entries')}{fresh}; {', '.join(done.asked)} saw no more")


def _publish(folder: Path) -> None:
    """Write the public files again, which a copy leaves out, so that what was restored can be verified at once."""
    organisation = Organisation.open(folder)
    shown = organisation if isinstance(organisation, Broken) else organisation.publish()
    if isinstance(shown, Broken):
        fail(f"{folder} is restored and its record is not published: {shown.detail}")
