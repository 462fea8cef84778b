"""`bylaw election credential` and `credentials`: made by the voter herself, or by the office, and the public list."""

import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bylaw.belenios.encoding import dump, hash_base64
from bylaw.belenios.findings import Reason, Refused
from bylaw.cli.election_draft import read_draft
from bylaw.cli.election_step import FILE, FOLDER, Told, examples, put, put_secret, step, text

if TYPE_CHECKING:
    from bylaw.belenios.prover.credentials import Voter

SECTION = "credentials"
COLUMNS = 4
"""A notice has credential, tracker, height and time."""
WEIGHT = re.compile("[0-9]{1,20}")
OWN = ".public"
"""How the file with the public half of a voter's own credential ends, after her name."""


@click.command()
@click.argument("draft", type=FILE)
@click.argument("private", type=FILE)
@click.argument("public", type=FILE)
@step
def credential(draft: Path, private: Path, public: Path) -> Told:
    """Voter: make your credential yourself. PRIVATE never leaves your machine; PUBLIC goes to the credential office.

    Call PUBLIC by the name that the office knows you by, and ".public". In a record, 'send-credential' commits to it.
    """
    from bylaw.belenios.prover import credentials as made  # noqa: PLC0415 - so that other commands start faster

    drafted, group = read_draft(draft)
    secret = made.make(secrets.token_bytes)
    half = made.public(group, drafted.uuid, secret)
    put_secret(private, f"{secret}\n".encode())
    put(public, f"{half}\n".encode())
    return Told(
        {"public": half},
        [f"{private}: your private credential", f"{public}: its public half, {half}"],
        ["before you vote: this public half is on the list in the open archive"],
    )


@click.command()
@click.argument("draft", type=FILE)
@click.argument("voters", type=FILE)
@click.argument("folder", type=FOLDER)
@click.argument("public", type=FILE)
@click.option("--own", type=FOLDER, help="Public halves that voters made, a file NAME.public each.")
@step
@examples("credentials draft.json voters.txt credentials/ public.json")
def credentials(draft: Path, voters: Path, folder: Path, public: Path, own: Path | None) -> Told:
    """Credential office: make a credential for each of VOTERS who has none, a file each in FOLDER, and the PUBLIC list.

    VOTERS has a line per voter: a number or name of letters, digits, "-" and "_", then perhaps a comma and her
    weight. FOLDER stays with the office and each voter gets her own file's content; PUBLIC goes to the administrator.
    """
    from bylaw.belenios.prover.credentials import issue  # noqa: PLC0415 - so that other commands start faster

    drafted, group = read_draft(draft)
    named = _voters(voters)
    sent = _own(own) if own else {}
    batch = issue(group, drafted.uuid, named, secrets.token_bytes, sent)
    for name, credential in batch.private.items():
        put_secret(folder / f"{name}.txt", f"{credential}\n".encode())
    put(public, dump(batch.public))
    fingerprint = hash_base64(dump(batch.public))
    total = sum(voter.weight for voter in named)
    return Told(
        {"voters": len(named), "own": len(sent), "total_weight": total, "fingerprint": fingerprint},
        [
            f"{folder}: {len(batch.private)} private credentials, one file per voter",
            *([f"{own}: made by voters themselves: {len(sent)}"] if sent else []),
            f"{public}: the public list, fingerprint {fingerprint}, total weight {total}",
        ],
        [
            "each file goes to its voter alone, in a sealed letter or read by herself",
            "the fingerprint in the open archive is this one (bylaw election protocol)",
            "delete the folder when the letters are out, unless lost credentials are to be sent again",
        ],
    )


def _own(folder: Path) -> dict[str, str]:
    """Read the public halves that voters sent, by their names."""
    sent = sorted(path for path in folder.iterdir() if path.name.endswith(OWN))
    return {
        path.name.removesuffix(OWN): path.read_text(encoding="ascii", errors="replace").strip()
        for path in sent
    }


def _voters(path: Path) -> "list[Voter]":
    from bylaw.belenios.prover.credentials import Voter  # noqa: PLC0415 - only where something is made

    voters: list[Voter] = []
    for number, line in enumerate(text(path).splitlines(), 1):
        name, comma, weight = (part.strip() for part in line.partition(","))
        fine = name and name.replace("-", "").replace("_", "").isalnum() and name.isascii()
        if not fine or (comma and not WEIGHT.fullmatch(weight)):
            raise Refused(Reason.SHAPE, f"{path}, line {number}: expected NAME or NAME,WEIGHT", SECTION)
        voters.append(Voter(name, int(weight or 1)))
    if not voters:
        raise Refused(Reason.SHAPE, f"{path}: no voters in this file", SECTION)
    return voters


@click.command()
@click.argument("draft", type=FILE)
@click.argument("folder", type=FOLDER)
@click.argument("notices", type=FILE)
@click.option("--own", type=FOLDER, help="Public halves that voters made, a file NAME.public each.")
@step
def whom(draft: Path, folder: Path, notices: Path, own: Path | None) -> Told:
    """Credential office: say whom to tell that a ballot came, from the NOTICES of the keeper and your own FOLDER.

    Tell each by another way than ballots come. Who did not vote then says so and votes again: her last ballot counts.
    """
    from bylaw.belenios.prover import credentials as made  # noqa: PLC0415 - so that other commands start faster

    drafted, group = read_draft(draft)
    names = {half: name for name, half in (_own(own) if own else {}).items()}
    for path in sorted(folder.glob("*.txt")):
        names[made.public(group, drafted.uuid, text(path))] = path.stem
    rows = [line.split(",") for line in text(notices).splitlines()]
    unknown = [row[0] for row in rows if len(row) != COLUMNS or row[0] not in names]
    if unknown:
        raise Refused(Reason.CREDENTIAL, f"{notices}: {unknown[0][:70]} is none of your credentials", SECTION)
    told = [f"{names[half]}: a ballot came at {at}; tracker {tracker}" for half, tracker, _, at in rows]
    return Told({"told": {names[row[0]]: row[1] for row in rows}}, told)
