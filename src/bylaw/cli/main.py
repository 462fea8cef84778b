"""Entry point of the `bylaw` command; each sub-command lives in a module of its own."""

import click

from bylaw.cli.count import count_command
from bylaw.cli.election import election
from bylaw.cli.person import person

click.UsageError.exit_code = 3  # bylaw's own codes: 0 valid, 1 refused or invalid, 2 incomplete, 3 usage


@click.group()
@click.version_option(package_name="bylaw")
def main() -> None:
    """Run a member organisation by its own rules, and let any member check that it was."""


main.add_command(count_command)
main.add_command(election)
main.add_command(person)
