"""`bylaw election`: verifiable secret elections by the Belenios protocol; one module per sub-command."""

import click

from bylaw.cli.election_archive import close, end_shuffles, post, result, tally
from bylaw.cli.election_circle import circle
from bylaw.cli.election_credentials import credential, credentials
from bylaw.cli.election_decrypt import decrypt, shuffle
from bylaw.cli.election_draft import draft, set_up
from bylaw.cli.election_letters import letters
from bylaw.cli.election_protocol import protocol
from bylaw.cli.election_trustee import trustee
from bylaw.cli.election_verify import verify
from bylaw.cli.election_vote import find, vote


@click.group()
def election() -> None:
    """Make and check secret elections by the Belenios protocol.

    Each person works on a machine of her own, and secrets never leave it: the credential office (credentials,
    letters), the trustees (trustee or circle, shuffle, decrypt), the voters (vote, find). The administrator
    prepares (draft, set-up); the keeper of the archive lets it grow (post, close, tally, end-shuffles, result);
    anybody checks (verify, protocol).
    """


for command in (
    *(draft, credential, credentials, letters, trustee, circle, set_up),
    *(vote, post, find, close),
    *(tally, shuffle, end_shuffles, decrypt, result),
    *(verify, protocol),
):
    election.add_command(command)
