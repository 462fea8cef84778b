"""`bylaw card`: membership cards issued and published in an organisation, shown, and checked at a door."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "key": "card_office:key",
    "issue": "card_office:issue",
    "publish": "card_office:publish",
    "sync": "card_door:sync",
    "ask": "card_holder:ask",
    "answer": "card_holder:answer",
    "check": "card_door:check",
    "show": "card_door:show",
}


class _Cards(click.Group):
    """Imports each command when it is used: a door should start fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of a card's life."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        module, _, name = COMMANDS.get(cmd_name, "").partition(":")
        if not module:
            return None
        command = getattr(import_module(f"bylaw.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Cards)
def card() -> None:
    """Issue cards, publish what became of them, and check them at a door without a network.

    Exit status: 0 done, or the card is good; 1 refused; 3 something cannot be read or written.
    """
