"""`bylaw election destroy`: remove the ballots that acts in a record destroyed."""

from pathlib import Path

import click

from bylaw.cli.election_step import FOLDER, Told, step
from bylaw.cli.shell import fail
from bylaw.record.broken import Broken


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@step
def destroy(folder: Path) -> Told:
    """Keeper: remove from DIR every file and box whose ballots an act 'destroy-ballots' in its record destroyed."""
    from bylaw.store import destroyed  # noqa: PLC0415 - so that other commands start faster
    from bylaw.store.organisation import Organisation  # noqa: PLC0415 - so that other commands start faster

    organisation = Organisation.open(folder)
    if isinstance(organisation, Broken):
        fail(organisation.detail)
    files, boxes = destroyed.destroy(organisation)
    organisation.close()
    return Told(
        {"files": files, "boxes": boxes},
        [f"{folder}: {files} files of ballots removed, {len(boxes)} boxes"],
        [
            "whoever holds a copy, mirrors and backups too, removes the same files: their hashes are in DIR/destroyed"
        ],
    )
