"""`bylaw election shuffle` and `decrypt`: a trustee's two steps, on her own machine, with her own key.

Both verify the whole archive first and compute the tally again. A note beside the key remembers what it decrypted:
asked again for the same, it answers the same; asked for anything else of the same election, it refuses.
"""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
import msgspec
from msgspec import Raw, Struct

from bylaw.belenios.encoding import dump, hash_hex, read_scalar
from bylaw.belenios.findings import Reason, Refused
from bylaw.cli.election_archive import accept
from bylaw.cli.election_circle import Place
from bylaw.cli.election_piece import Factors, Shuffled
from bylaw.cli.election_record import asks_record, closed_in
from bylaw.cli.election_step import FILE, Told, examples, message, put, put_secret, step, text
from bylaw.record.encoding import UNREAD

if TYPE_CHECKING:
    from bylaw.acts.secret_ballots.boxes import Held
    from bylaw.belenios.group import Group
    from bylaw.belenios.prover.board import Board
    from bylaw.belenios.prover.decryption import Key

SECTION = "decryption"


class Note(Struct, forbid_unknown_fields=True):
    """What lies beside a key once it has decrypted: of which ciphertexts, and the answer that was given."""

    tally: str
    piece: Raw


class Work(NamedTuple):
    """An archive that was verified, and the key of the trustee who works on it."""

    held: "Held"
    key: "Key"
    trustees: list[str]

    @property
    def board(self) -> "Board":
        """What the archive holds."""
        return self.held.board


@click.command()
@click.argument("archive", type=FILE)
@click.argument("key", type=FILE)
@click.argument("piece", type=FILE)
@asks_record
@step
@examples(*(f"shuffle election.bel {name}.key {name}.shuffle --record none" for name in ("chair", "ann")))
def shuffle(archive: Path, key: Path, piece: Path, record: str, unwitnessed_ok: bool) -> Told:
    """Trustee: verify the ARCHIVE, then shuffle the ranked ballots; PIECE goes to the keeper.

    The order in which ballots come out is known to your machine only, and forgotten. Where the election is in a record,
    that is audited too, and must have closed this very box.
    """
    from bylaw.belenios.prover import mixing, tally  # noqa: PLC0415 - so that other commands start faster

    work = work_on(archive, key)
    box = closed_in(record, work.held, unwitnessed_ok=unwitnessed_ok)
    columns = tally.to_decrypt(work.board)[0]
    election = work.board.election()
    made = mixing.shuffle(election, tally.ranked_columns(election.questions, columns), secrets.token_bytes)
    if not made.ciphertexts:
        raise Refused(Reason.SHUFFLE, "no question of this election is ranked", SECTION)
    content = dump(made)
    put(piece, dump(Shuffled(work.key.number, Raw(content))))
    digest = hash_hex(content)
    return Told(
        {"trustee": work.key.number, "sha256": digest, "ballots": len(made.ciphertexts[0]), "box": box},
        [*_of_box(box), f"{piece}: shuffle by trustee {work.key.number}, SHA-256 {digest}"],
        ["this SHA-256 is in the archive before you decrypt"],
    )


@click.command()
@click.argument("archive", type=FILE)
@click.argument("key", type=FILE)
@click.argument("piece", type=FILE)
@asks_record
@step
@examples(
    *(f"decrypt election.bel {name}.key {name}.factors --record none" for name in ("chair", "ann", "cleo"))
)
def decrypt(archive: Path, key: Path, piece: Path, record: str, unwitnessed_ok: bool) -> Told:
    """Trustee: verify the ARCHIVE, compute the tally again, and decrypt your part of it into PIECE, for the keeper.

    Only sums and shuffled rankings are decrypted. Where the election is in a record, that is audited too, and must have
    closed this very box. A note beside KEY makes sure that nothing else of this election
    ever is.
    """
    from bylaw.belenios.prover import decryption, tally  # noqa: PLC0415 - only where something is made

    work = work_on(archive, key)
    box = closed_in(record, work.held, unwitnessed_ok=unwitnessed_ok)
    if not work.board.has("EncryptedTally") or (
        work.board.election().has_ranked and not work.board.has("EndShuffles")
    ):
        told = "the archive is not ready: the keeper has not tallied, or not ended the shuffling"
        raise Refused(Reason.TALLY, told, SECTION)
    columns = tally.to_decrypt(work.board)[0]
    note, digest = _note(key, work), hash_hex(dump(columns))
    if note.exists():
        content = _again(note, digest)
    else:
        made = decryption.decrypt(
            work.board.election(), work.key, work.trustees, columns, secrets.token_bytes
        )
        content = dump(Factors(work.key.number, Raw(dump(made.payload)), made.second))
        put_secret(note, dump(Note(digest, Raw(content))))
    put(piece, content)
    return _decrypted(work, piece, content, box)


def _decrypted(work: Work, piece: Path, content: bytes, box: str) -> Told:
    factors = msgspec.json.decode(content, type=Factors)
    digest, shufflers = hash_hex(bytes(factors.factors)), [owner for owner, _ in work.board.shuffles()]
    check = ["this SHA-256 is in the protocol"]
    if shufflers:
        who = ", ".join(map(str, shufflers))
        check.append(
            f"shuffled by trustee {who}: votes stay secret if one of them keeps her order to herself"
        )
    return Told(
        {"trustee": work.key.number, "sha256": digest, "shufflers": shufflers, "box": box},
        [
            *_of_box(box),
            f"{piece}: factors of trustee {work.key.number} with second proofs, SHA-256 {digest}",
        ],
        check,
    )


def _of_box(box: str) -> list[str]:
    return [f"the record has closed box {box} with these ballots"] if box else []


def work_on(archive: Path, key: Path) -> Work:
    """Verify an archive and find the key's owner in it; Refused."""
    from bylaw.acts.secret_ballots.boxes import hold  # noqa: PLC0415 - so that other commands start faster
    from bylaw.belenios.prover import board, tally  # noqa: PLC0415 - only where something is made
    from bylaw.belenios.prover.decryption import Key  # noqa: PLC0415 - only where something is made

    source = archive.read_bytes()
    held = hold(source, accept(source))
    found = held.board
    there = found.tally()
    if there is not None and tally.compute(found)[0] != dump(there[0]):
        raise Refused(Reason.TALLY, "the tally in the archive is not that of its ballots", SECTION)
    group, trustees = found.election().group, board.key_texts(found.trustees())
    private = _private(group, key)
    public = group.write(group.secret_base(private))
    if public not in trustees:
        raise Refused(Reason.TRUSTEE, f"{key}: no trustee of this election has this key", SECTION)
    return Work(held, Key(trustees.index(public) + 1, private), trustees)


def _private(group: "Group", key: Path) -> int:
    """Return the private key in a file of `trustee`, or in the files of `circle`; Refused."""
    from bylaw.belenios.prover import pedersen  # noqa: PLC0415 - only where something is made

    if key.read_bytes().startswith(b'"'):
        return read_scalar(group, message(key, str))
    place: Place = message(key, Place)
    sealed = text(key.with_name(f"{key.name}.share"))
    return pedersen.decryption_key(group, place.seed, sealed)


def _note(key: Path, work: Work) -> Path:
    return key.with_name(f"{key.name}.{work.board.election().object.uuid}.decrypted")


def _again(note: Path, digest: str) -> bytes:
    try:
        kept = msgspec.json.decode(note.read_bytes(), type=Note)
    except UNREAD as error:
        raise Refused(Reason.SHAPE, f"{note}: {error}", SECTION) from None
    if kept.tally != digest:
        raise Refused(
            Reason.REPLAY, f"{note}: this key has decrypted another tally of this election", SECTION
        )
    return bytes(kept.piece)
