"""`bylaw petition`: sign under seal, and open what was sealed. Neither writes into the record."""

from __future__ import annotations

import secrets
from pathlib import Path

import click
import msgspec

from bylaw.acts.act import Seen, Signer
from bylaw.acts.initiative.openings import REASONS, Opening, Sheet, opened, read_openings, seal_of
from bylaw.acts.initiative.petitions import SignPetition, WithdrawSignature
from bylaw.cli.open import folded
from bylaw.cli.shell import fail, put, put_json
from bylaw.cli.signers import signed_by, signing_key
from bylaw.record.clock import rfc3339
from bylaw.record.encoding import encode
from bylaw.state import State

WEEK = 7 * 86_400


@click.group("petition")
def petition_group() -> None:
    """Sign a sealed petition, and open its signatures as a teller."""


@petition_group.command("seal")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("petition")
@click.option("--as", "key", required=True, help="The signer's key: a name in DIR/keys, or a file.")
@click.option("--withdraw", is_flag=True, help="Take a signature back.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new file for the opening.")
def seal(*, folder: Path, petition: str, key: str, withdraw: bool, out: Path) -> None:
    """Sign under seal: print the commitment, which anybody may carry in; the file goes to the tellers alone."""
    state, at = folded(str(folder), "")
    _known(state, petition)
    signer = signing_key(folder, key)
    held = state.keys.all.get(signer.key.thumbprint)
    if held is None:
        fail(f"key {key} is not registered here")
    kind = WithdrawSignature if withdraw else SignPetition
    act = kind(
        org=state.identity.org,
        nonce=secrets.token_hex(16),
        seen=Seen(state.size, state.root(state.size)),
        until=rfc3339(at + WEEK),
        by=(Signer(held.member, "member"),),
        petition=petition,
    )
    raw = encode(act)
    opening = Opening(secrets.token_hex(32), Sheet(raw.decode(), signed_by(signer, raw)))
    _write(out, (opening,))
    put(seal_of(state.identity.org, petition, opening))


@petition_group.command("open")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("petition")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A new file for all openings.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def open_(*, folder: Path, petition: str, files: tuple[Path, ...], out: Path, as_json: bool) -> None:
    """Open sealed signatures: say how many count and why others are struck, and put the openings into one file."""
    state, _ = folded(str(folder), "")
    _known(state, petition)
    openings: list[Opening] = []
    for file in files:
        read = read_openings(file.read_bytes())
        if isinstance(read, str):
            fail(f"{file}: {read}")
        openings += read
    found = opened(state, state.petitions.all[petition], openings)
    _write(out, tuple(openings))
    if as_json:
        put_json({"good": found.good, "struck": found.struck})
        return
    put(f"good     {found.good}")
    for reason in REASONS:
        if found.struck.get(reason):
            put(f"struck   {found.struck[reason]} {reason}")


def _known(state: State, petition: str) -> None:
    if petition not in state.petitions.all:
        fail(f"there is no petition '{petition}'; 'show DIR petitions' names them")
    if state.petitions.all[petition].signing != "sealed":
        fail(f"petition '{petition}' is signed in the open: use 'act DIR sign-petition'")


def _write(path: Path, openings: tuple[Opening, ...]) -> None:
    try:
        with path.open("xb") as file:
            file.write(msgspec.json.encode(openings))
    except OSError as fault:
        fail(f"{path}: {fault.strerror}")
