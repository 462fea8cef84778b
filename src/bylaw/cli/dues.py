"""`bylaw dues`: until which day members have paid, from the treasurer's list into the record."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from bylaw.acts import drafting
from bylaw.acts.members.standing import AttestStanding
from bylaw.cli.act import moment_for, prepared
from bylaw.cli.listed import Answer
from bylaw.cli.options import AsJson, At, Folder, Keys, OnlyPreview
from bylaw.cli.shell import fail
from bylaw.cli.signers import Hand
from bylaw.people.dues import LISTS, Paid, Payments, Roll, parts, payments
from bylaw.people.files import NoRegister
from bylaw.people.holders import holders_in
from bylaw.people.sealing import Damaged
from bylaw.record.broken import Broken
from bylaw.rules.finding import Finding
from bylaw.state.bodies import ROOT
from bylaw.store.organisation import Organisation

Prepared = tuple[bytes, tuple[Hand, ...]]


@click.command()
@Folder
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--layout", type=click.Choice(list(LISTS)), default="plain", help="How its columns are called.")
@click.option("--unit", default=ROOT, help="The body whose members are listed.")
@Keys
@At
@OnlyPreview
@AsJson
def dues(  # noqa: PLR0913 - one option each
    *,
    folder: Path,
    file: Path,
    layout: str,
    unit: str,
    keys: tuple[str, ...],
    moment: str,
    only_preview: bool,
    as_json: bool,
) -> None:
    """Attest until which day members have paid, from the treasurer's list in FILE. Amounts are not read.

    A row names a member by her number, else by name and address as the register in DIR has them, or by her member id.
    Every error is shown with its row, and with any nothing is written. Exit status: 0 attested (or could be),
    1 refused, 3 something cannot be read or written.
    """
    organisation = Organisation.open(folder)
    if isinstance(organisation, Broken):
        fail(organisation.detail)
    if unit not in organisation.state.bodies.all:
        fail(f"there is no body '{unit}'")
    roll = Roll(organisation.state, unit, moment_for(organisation, moment))
    found = _read(folder, file, layout, roll)
    writes = not only_preview and not found.errors
    findings = _attest(organisation, roll, found.rows, keys) if writes else ()
    written = writes and not any(finding.refuses for finding in findings)
    answer = Answer(len(found.rows), written, found.errors, found.warnings, findings)
    answer.put("attested" if written else "could be attested; nothing was written", as_json=as_json)


def _read(folder: Path, file: Path, layout: str, roll: Roll) -> Payments:
    try:
        with holders_in(folder) as register, file.open("rb") as source:
            return payments(source, LISTS[layout], register, roll)
    except OSError as error:
        fail(f"{error.filename or file}: {error.strerror or error}")
    except (NoRegister, Damaged, sqlite3.Error) as error:
        fail(str(error))


def _attest(
    organisation: Organisation, roll: Roll, rows: Sequence[Paid], keys: Sequence[str]
) -> tuple[Finding, ...]:
    """Record the rows, in as many acts as they need, or none where one would be refused; give what was found."""
    acts = [_act(organisation, roll, part, keys) for part in parts(roll.state, rows)]
    for raw, hands in acts:
        claims = [one.claim(raw) for one in hands]
        taken = organisation.judge(roll.at, raw, claims, organisation.evidence)
        if taken.refusals:
            return taken.findings
    signed = [(raw, [one.sign(raw) for one in hands]) for raw, hands in acts]
    done = organisation.submit_many(roll.at, signed, organisation.evidence)
    if isinstance(done, Broken):
        fail(done.detail)
    published = organisation.publish()
    if isinstance(published, Broken):
        fail(f"recorded, but not published: {published.detail}")
    return tuple(finding for each in done for finding in each.findings)


def _act(organisation: Organisation, roll: Roll, part: Sequence[object], keys: Sequence[str]) -> Prepared:
    fields = {"body": roll.body, "dues": msgspec.to_builtins(part)}
    act = drafting.draft(roll.state, AttestStanding, fields, roll.at, secrets.token_hex(16))
    return prepared(organisation, act, roll.at, keys)
