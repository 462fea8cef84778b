"""`bylaw election`: verifiable secret elections by the Belenios protocol; one module per sub-command."""

import click

from bylaw.cli.election_verify import verify


@click.group()
def election() -> None:
    """Make and check secret elections by the Belenios protocol."""


election.add_command(verify)
