"""`bylaw reconstruct`: rebuild the history of a real organisation from published facts."""

from __future__ import annotations

from pathlib import Path

import click

from bylaw.cli.shell import REFUSED, fail, put, put_json
from bylaw.reconstructions.archivist import NotReconstructed
from bylaw.reconstructions.debian.facts import Facts, NoFacts, read_facts
from bylaw.reconstructions.debian.record import reconstruct as write
from bylaw.reconstructions.debian.report import report as page
from bylaw.reconstructions.debian.told import Told, Unreadable
from bylaw.reconstructions.debian.told import tell as told_by
from bylaw.reconstructions.nixos import record as nix
from bylaw.record.broken import Broken
from bylaw.store.copies import open_published

FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.group("reconstruct")
def reconstruct() -> None:
    """Rebuild a history from published facts as a record that anybody can verify."""


@reconstruct.command("debian")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--facts", required=True, type=FOLDER, help="The folder with votes.json and rolls.txt.")
@click.option(
    "--ballots", required=True, type=FOLDER, help="The folder with a tally and a result for each poll."
)
@click.option("--report", type=click.Path(path_type=Path), help="Write the report to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print the totals as JSON.")
def debian(folder: Path, facts: Path, ballots: Path, report: Path | None, as_json: bool) -> None:
    """Write the votes of the Debian project from 1999 to 2018 as a record in DIR, a new folder.

    Each vote is compared with the constitution of its day: what is broken and what this data does not show
    is kept in the record and written to the report.
    """
    told = _write(folder, _read(facts, ballots))
    if report:
        try:
            report.write_text(page(told), encoding="utf-8")
        except OSError as fault:
            fail(f"{report}: {fault.strerror}")
    totals = {verdict: sum(len(one.of(verdict)) for one in told) for verdict in ("kept", "broken", "unshown")}
    if as_json:
        put_json({"folder": str(folder), "votes": len(told), **totals})
        return
    put(
        f"{len(told)} votes; clauses kept {totals['kept']}, broken {totals['broken']}, not shown {totals['unshown']}"
    )
    put(f"check it with: bylaw verify {folder} --unwitnessed-ok")


def _read(facts: Path, ballots: Path) -> Facts:
    try:
        return read_facts(facts, ballots)
    except NoFacts as fault:
        fail(str(fault))


def _write(folder: Path, facts: Facts) -> tuple[Told, ...]:
    try:
        write(folder, facts)
        copy = open_published(str(folder))
        if isinstance(copy, Broken):
            fail(copy.detail)
        return tuple(told_by(copy))
    except NoFacts as fault:
        fail(str(fault))
    except (NotReconstructed, Unreadable) as fault:
        fail(str(fault), REFUSED)


@reconstruct.command("nixos")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--facts", required=True, type=FOLDER, help="The folder with roll.csv.")
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON.")
def nixos(folder: Path, facts: Path, as_json: bool) -> None:
    """Write the roll of the Nix steering committee election of 2025 as a record in DIR, a new folder."""
    try:
        people = nix.read_contributors(facts / "roll.csv")
        archivist = nix.reconstruct(folder, people, nix.clauses())
    except NotReconstructed as fault:
        fail(str(fault))
    roll = archivist.organisation.state.past.rolls[nix.ROLL]
    numbers = {"by_rule": len(roll.by_rule), "excluded": len(roll.excluded), "added": len(roll.added)}
    if as_json:
        put_json({"folder": str(folder), **numbers, "voters": len(roll.on)})
        return
    put(
        "{by_rule} by the rule, {excluded} excluded, {added} exceptions".format(**numbers)
        + f": {len(roll.on)}"
    )
    put(f"check it with: bylaw verify {folder} --unwitnessed-ok")
