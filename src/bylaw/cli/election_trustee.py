"""`bylaw election trustee`: the key of a trustee who is indispensable."""

import secrets
from pathlib import Path

import click

from bylaw.belenios.encoding import dump, hash_hex
from bylaw.cli.election_draft import read_draft
from bylaw.cli.election_step import FILE, Told, examples, put, put_secret, step


@click.command()
@click.argument("draft", type=FILE)
@click.argument("key", type=FILE)
@click.argument("public", type=FILE)
@click.option("--name", help="How voters know her; not proved by anything.")
@step
@examples("trustee draft.json chair.key chair.json")
def trustee(draft: Path, key: Path, public: Path, name: str | None) -> Told:
    """Trustee: make a private KEY, which never leaves your machine, and the PUBLIC key for the administrator.

    Without every such key there is no result. Where a key may be lost, use a circle instead.
    """
    from bylaw.belenios.prover import single  # noqa: PLC0415 - so that other commands start faster

    _, group = read_draft(draft)
    private = single.private_key(group, secrets.token_bytes)
    made = single.public_key(group, private, secrets.token_bytes, name)
    put_secret(key, dump(str(private)))
    put(public, dump(made))
    digest, commitment = hash_hex(made.public_key.encode()), hash_hex(dump(made))
    return Told(
        {"public_key": made.public_key, "sha256": digest, "commitment": commitment},
        [f"{key}: private key", f"{public}: public key, SHA-256 {digest}"],
        [
            f"before you send {public}, this is in the record: file-coefficients --commitment {commitment}",
            "keep two copies of the key, each where only you reach it",
            "when the election is open, find this SHA-256 in its protocol before anybody votes",
        ],
    )
