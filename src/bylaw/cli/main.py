"""Entry point of the `bylaw` command; each sub-command lives in a module of its own."""

import click

from bylaw.cli.act import act_group, may_group
from bylaw.cli.count import count
from bylaw.cli.election import election
from bylaw.cli.new import new
from bylaw.cli.people import person
from bylaw.cli.rules import rules
from bylaw.cli.show import show
from bylaw.cli.verify import verify


@click.group()
@click.version_option(package_name="bylaw")
def main() -> None:
    """Run a member organisation by its own rules, and let any member check that it was."""


for command in (new, act_group, may_group, show, rules, verify, person, count, election):
    main.add_command(command)
