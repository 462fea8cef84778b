"""`bylaw election circle`: t of n trustees make a key that no one of them has."""

import re
import secrets
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from bylaw.belenios.encoding import dump, hash_hex, read_hash
from bylaw.belenios.findings import Consequence, Reason, Refused
from bylaw.belenios.model import CertificateContext, DealerInput, DealerOutput, Polynomial, Signed
from bylaw.cli.election_draft import read_draft
from bylaw.cli.election_step import FILE, FOLDER, Told, examples, message, put, put_secret, step, text
from bylaw.cli.lazy import Ordered

SECTION = "trustees"
PLACE = re.compile("([0-9]{1,4})/([0-9]{1,4})")
FILED = "before anybody shows anything, everybody's hash is in the record: file-coefficients --commitment {digest}"
MEMBERS = ("ann", "ben", "cleo")


class Place(Struct, forbid_unknown_fields=True):
    """What a trustee keeps beside her seed: her number and the size of the circle."""

    seed: str
    index: int
    size: int


def _each(command: str) -> tuple[str, ...]:
    return tuple(f"circle {command} draft.json circle/ {name}.key" for name in MEMBERS)


STEPS = """\b
1 certificate  each trustee           4 distribute  administrator
2 deal         each trustee           5 receive     each trustee
3 show         each trustee           6 finish      administrator
"""
WHAT = "Trustees of whom some suffice: six steps, in a FOLDER of public messages that all of them share."


@click.group(cls=Ordered, help=f"{WHAT}\n\n{STEPS}")
def circle() -> None:
    """Hold the six steps."""


@circle.command()
@click.argument("draft", type=FILE)
@click.argument("folder", type=FOLDER)
@click.argument("key", type=FILE)
@click.option("--place", required=True, metavar="I/N", help="Your number and how many trustees there are.")
@click.option("--threshold", type=int, help="How many of them suffice; more than half of them by default.")
@step
@examples(*(f"{line} --place {i}/3 --threshold 2" for i, line in enumerate(_each("certificate"), 1)))
def certificate(draft: Path, folder: Path, key: Path, place: str, threshold: int | None) -> Told:
    """Trustee, step 1: make a secret KEY and the certificate of your place."""
    from bylaw.belenios.prover import keys, pedersen  # noqa: PLC0415 - so that other commands start faster

    _, group = read_draft(draft)
    stated = PLACE.fullmatch(place)
    if not stated:
        raise click.BadParameter(f"{place!r}: expected your number and how many there are, as 1/3")
    mine = Place(keys.seed(secrets.token_bytes), int(stated[1]), int(stated[2]))
    needed = mine.size // 2 + 1 if threshold is None else threshold
    context = CertificateContext(group=group.name, size=mine.size, threshold=needed, index=mine.index)
    made = pedersen.certificate(group, context, mine.seed, secrets.token_bytes)
    put_secret(key, dump(mine))
    put(folder / f"{mine.index}.certificate", dump(made))
    digest = hash_hex(made.message.encode())
    return Told(
        {"place": mine.index, "certificate": digest, "threshold": needed},
        [
            f"{key}: your secret",
            f"{folder}: certificate {mine.index} for {needed} of {mine.size}, SHA-256 {digest}",
        ],
        ["the others read you this SHA-256 by telephone: a certificate is nobody's until somebody says so"],
    )


@circle.command()
@click.argument("draft", type=FILE)
@click.argument("folder", type=FOLDER)
@click.argument("key", type=FILE)
@step
@examples(*_each("deal"))
def deal(draft: Path, folder: Path, key: Path) -> Told:
    """Trustee, step 2: with all certificates there, deal shares; only the hash of your coefficients is shown."""
    from bylaw.belenios.prover import pedersen  # noqa: PLC0415 - only where something is made

    _, group = read_draft(draft)
    mine: Place = message(key, Place)
    certificates = _all(folder, mine.size, "certificate", Signed)
    made = pedersen.deal(group, certificates, mine.seed, secrets.token_bytes)
    digest = pedersen.coefficients_hash(made)
    put_secret(_beside(key, "dealt"), dump(made))
    put(folder / f"{mine.index}.hash", digest.encode())
    shown = [hash_hex(each.message.encode()) for each in certificates]
    return Told(
        {"place": mine.index, "hash": digest, "certificates": shown},
        [
            f"{folder}: hash {mine.index}, {digest}",
            *(f"certificate {i}: {d}" for i, d in enumerate(shown, 1)),
        ],
        ["each certificate is the one whose SHA-256 its owner read out", FILED.format(digest=digest)],
    )


@circle.command()
@click.argument("draft", type=FILE)
@click.argument("folder", type=FOLDER)
@click.argument("key", type=FILE)
@step
@examples(*_each("show"))
def show(draft: Path, folder: Path, key: Path) -> Told:
    """Trustee, step 3: once every hash is filed, show what you dealt."""
    read_draft(draft)
    mine: Place = message(key, Place)
    filed = _hashes(folder, mine.size)
    made: Polynomial = message(_beside(key, "dealt"), Polynomial)
    put(folder / f"{mine.index}.polynomial", dump(made))
    return Told(
        {"place": mine.index, "filed": filed},
        [f"{folder}: {len(filed)} hashes are filed; your coefficients and shares are shown"],
        ["every hash is the one that stands in the record"],
    )


@circle.command()
@click.argument("draft", type=FILE)
@click.argument("folder", type=FOLDER)
@click.option("--size", type=int, required=True, help="How many trustees.")
@step
@examples("circle distribute draft.json circle/ --size 3")
def distribute(draft: Path, folder: Path, size: int) -> Told:
    """Administrator, step 4: check what was shown against the hashes, and give each trustee her shares."""
    from bylaw.belenios.prover import pedersen  # noqa: PLC0415 - only where something is made

    _, group = read_draft(draft)
    certificates = _all(folder, size, "certificate", Signed)
    polynomials = _all(folder, size, "polynomial", Polynomial)
    given = pedersen.inputs(group, certificates, polynomials, _hashes(folder, size))
    for index, each in enumerate(given, 1):
        put(folder / f"{index}.input", dump(each))
    return Told({"inputs": size}, [f"{folder}: {size} inputs; every hash and signature fits"])


@circle.command()
@click.argument("draft", type=FILE)
@click.argument("folder", type=FOLDER)
@click.argument("key", type=FILE)
@step
@examples(*_each("receive"))
def receive(draft: Path, folder: Path, key: Path) -> Told:
    """Trustee, step 5: check every share that you were dealt, and answer with your public key.

    A share that does not fit stops the ceremony for all, and its dealer is named.
    """
    from bylaw.belenios.prover import pedersen  # noqa: PLC0415 - only where something is made

    _, group = read_draft(draft)
    mine: Place = message(key, Place)
    certificates = _all(folder, mine.size, "certificate", Signed)
    dealt = _there(
        folder, mine.index, "input", "the administrator has not yet distributed the shares (step 4)"
    )
    given: DealerInput = message(dealt, DealerInput)
    made = pedersen.receive(group, certificates, mine.seed, given, secrets.token_bytes)
    put_secret(_beside(key, "share"), made.private_key.encode())
    put(folder / f"{mine.index}.output", dump(made))
    digest = hash_hex(made.public_key.public_key.encode())
    return Told(
        {"place": mine.index, "sha256": digest},
        [f"{folder}: all shares fit; your public key has SHA-256 {digest}"],
        [
            f"keep two copies of {key} and of {_beside(key, 'share').name}",
            "when the election is open, find this SHA-256 in its protocol before anybody votes",
        ],
    )


@circle.command()
@click.argument("draft", type=FILE)
@click.argument("folder", type=FOLDER)
@click.option("--size", type=int, required=True, help="How many trustees.")
@step
@examples("circle finish draft.json circle/ --size 3")
def finish(draft: Path, folder: Path, size: int) -> Told:
    """Administrator, step 6: check every key and put them together in FOLDER/keys.json."""
    from bylaw.belenios.prover import pedersen  # noqa: PLC0415 - only where something is made

    _, group = read_draft(draft)
    parts = [
        _all(folder, size, name, kind)
        for name, kind in (("certificate", Signed), ("polynomial", Polynomial), ("output", DealerOutput))
    ]
    made = pedersen.finish(group, *parts)
    put(folder / "keys.json", dump(made))
    return Told(
        {"threshold": made.threshold, "size": size},
        [f"{folder / 'keys.json'}: any {made.threshold} of {size} trustees can decrypt, fewer cannot"],
        [f"any {made.threshold} of them together can open single ballots: voters are told"],
    )


def _beside(key: Path, what: str) -> Path:
    return key.with_name(f"{key.name}.{what}")


def _all(folder: Path, size: int, name: str, kind: Any) -> list[Any]:
    return [message(_there(folder, index, name), kind) for index in range(1, size + 1)]


def _hashes(folder: Path, size: int) -> list[str]:
    return [read_hash(text(_there(folder, i, "hash"))) for i in range(1, size + 1)]


def _there(folder: Path, index: int, name: str, why: str = "") -> Path:
    path = folder / f"{index}.{name}"
    if not path.exists():
        told = f"{path}: {why or f'trustee {index} has not yet sent it'}"
        raise Refused(Reason.OMISSION, told, SECTION, Consequence.INCOMPLETE)
    return path
