"""`bylaw case half` and `lend`: one holder helps another to open a document, from a machine without the register."""

from __future__ import annotations

import time
from pathlib import Path

import click

from bylaw.cli.card_texts import read_file
from bylaw.cli.case_hands import vault
from bylaw.cli.case_holders import holder_key
from bylaw.cli.open import folded
from bylaw.cli.options import Folder
from bylaw.cli.person import new_file
from bylaw.cli.shell import REFUSED, fail, put
from bylaw.cli.signers import read_key
from bylaw.people import lending
from bylaw.people.lending import LIMIT, REASON, Terms, paper, read_paper
from bylaw.people.sealing import Damaged
from bylaw.record.clock import rfc3339

HOURS = 24
"""For how long a half is lent, if nothing else is said."""


@click.command()
@Folder
@click.argument("name", metavar="CASE")
@click.option("--holder", required=True, help="The member whose half it is.")
@click.option("--with", "together", required=True, help="The member together with whom it opens the file.")
@click.option("--to", type=click.Path(path_type=Path), required=True, help="A new file.")
def half(folder: Path, name: str, holder: str, together: str, to: Path) -> None:
    """Write a holder's half of the key of CASE into a file, which her key alone opens."""
    with vault(folder) as register:
        found = register.vault.half(name, holder, together)
    with new_file(to) as stream:
        stream.write(paper(name, found))
    put(f"{to}: the half of {holder}; she lends it with 'bylaw case lend'")


@click.command()
@Folder
@click.argument("half_file", metavar="HALF", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--as", "key", required=True, help="The lender's key.")
@click.option("--document", required=True, help="The commitment of the document that may be opened with it.")
@click.option("--why", required=True, help="Why, in words that whoever it is about will read.")
@click.option("--hours", type=click.IntRange(1, 24 * 14), default=HOURS, show_default=True)
@click.option(
    "--to", type=click.Path(path_type=Path), required=True, help="A new file, for the borrower alone."
)
def lend(folder: Path, half_file: Path, key: str, **more: str | int | Path) -> None:
    """Lend a HALF to the holder for whom it was made, for one document; DIR is any copy of the record.

    What is written is sealed to her key in the record. Who has both halves has the key of the file while she has them:
    lend it to whom you would sit at one table with.
    """
    state, at = folded(folder)
    why, to = str(more["why"]), Path(str(more["to"]))
    if len(why) > REASON:
        fail(f"the reason is longer than {REASON} characters", REFUSED)
    try:
        mine = read_paper(read_file(half_file, LIMIT))
        last = int(time.time()) + 3600 * int(str(more["hours"]))
        terms = Terms(mine.case, str(more["document"]), mine.holder, mine.together, last, why)
        loan = lending.lend(mine, read_key(folder, key).seed, holder_key(state, at, mine.together), terms)
    except Damaged as fault:
        fail(str(fault), REFUSED)
    with new_file(to) as stream:
        stream.write(loan)
    put(f"{to}: lent to {mine.together} for {terms.document[:16]} until {rfc3339(last)}")
