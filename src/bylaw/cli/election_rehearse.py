"""`bylaw election rehearse` and `unpack`: a trustee's work, as the acts of a record carry it."""

import secrets
from pathlib import Path
from typing import Any

import click

from bylaw.belenios.encoding import dump
from bylaw.belenios.findings import Reason, Refused
from bylaw.cli.election_decrypt import work_on
from bylaw.cli.election_piece import Shuffled, read_piece
from bylaw.cli.election_step import FILE, FOLDER, Told, put, step

SECTION = "key-rehearsal"


@click.command()
@click.argument("archive", type=FILE)
@click.argument("key", type=FILE)
@step
def rehearse(archive: Path, key: Path) -> Told:
    """Trustee: show before the opening that you have your KEY, by decrypting once where nothing is at stake.

    ARCHIVE is the one that was set up. What is printed are the fields of the act 'rehearse-trustees': no poll of the
    record opens before every trustee has filed hers.
    """
    from bylaw.belenios import key_rehearsal  # noqa: PLC0415 - so that other commands start faster
    from bylaw.belenios.prover.decryption import decrypt  # noqa: PLC0415

    work = work_on(archive, key)
    election, number = work.board.election(), work.key.number
    sample: Any = key_rehearsal.tally(election.group.name, election.fingerprint, number)
    other = election._replace(fingerprint=key_rehearsal.MARK + election.fingerprint)
    shown = decrypt(other, work.key, work.trustees, sample, secrets.token_bytes)
    proof: Any = shown.second.proofs[0][0]
    factor = shown.payload.decryption_factors[0][0]
    fields = {"trustee": number, "factor": factor, "challenge": proof.challenge, "response": proof.response}
    return Told(
        fields,
        [
            f"you are trustee {number}; file this in the record:",
            f"rehearse-trustees --box BOX {_options(fields)}",
        ],
        ["the act is in the record before the poll opens"],
    )


@click.command()
@click.argument("piece", type=FILE)
@click.argument("folder", type=FOLDER)
@step
def unpack(piece: Path, folder: Path) -> Told:
    """Trustee: write the shuffle, or the factors and their second proofs, of PIECE as files that a record names.

    PIECE is what 'shuffle' or 'decrypt' wrote for the keeper. The files go into FOLDER; the line that is printed files
    them.
    """
    made = read_piece(piece)
    if isinstance(made, bytes):
        raise Refused(Reason.SHAPE, f"{piece}: neither a shuffle nor factors", SECTION)
    if isinstance(made, Shuffled):
        kind, parts = "file-shuffle", {"shuffle": bytes(made.shuffle)}
    else:
        kind, parts = "file-factors", {"factors": bytes(made.factors), "proofs": dump(made.second)}
    files = {name: folder / f"{made.owner}.{name}" for name in parts}
    for name, content in parts.items():
        put(files[name], content)
    fields = {"trustee": made.owner} | {name: str(path) for name, path in files.items()}
    attached = " ".join(f"--attach {path}" for path in files.values())
    return Told(fields, [*map(str, files.values()), f"{kind} --box BOX {_options(fields)} {attached}"])


def _options(fields: dict[str, Any]) -> str:
    return " ".join(f"--{name} {value}" for name, value in fields.items())
