"""Entry point of the `bylaw` command; each sub-command lives in a module of its own, loaded when it is asked for."""

import click

from bylaw.cli.lazy import Lazy
from bylaw.cli.shell import USAGE, lenient

COMMANDS = {
    "demo": "demo:demo",
    "new": "new:new",
    "found": "found:found",
    "act": "act:act_group",
    "may": "act:may_group",
    "matter": "matter:matter_group",
    "petition": "petition:petition_group",
    "show": "show:show",
    "verify": "verify:verify",
    "receipt": "receipt:receipt",
    "successor": "successor:successor",
    "witness": "witness:witness",
    "figures": "figures:figures",
    "rehearse": "rehearse:rehearse",
    "rules": "rules:rules",
    "import": "import_roll:import_command",
    "dues": "dues:dues",
    "person": "person:person",
    "case": "case:case",
    "card": "card:card",
    "serve": "serve:serve",
    "backup": "backup:backup",
    "restore": "backup:restore",
    "count": "count:count_command",
    "election": "election:election",
    "reconstruct": "reconstruct:reconstruct",
    "dispute": "dispute:dispute",
}
"""Sub-command to the module under ``bylaw.cli`` and the name in it, in the order of the help page."""

click.UsageError.exit_code = USAGE


@click.group(cls=Lazy, where=COMMANDS)
@click.version_option(package_name="bylaw")
def main() -> None:
    """Run a member organisation by its own rules, and let any member check that it was."""
    lenient()
