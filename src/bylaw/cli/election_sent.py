"""`bylaw election sent`: the public halves that members sent the credential office, out of the private register."""

from __future__ import annotations

from pathlib import Path

import click

from bylaw.belenios.findings import Consequence, Reason, Refused
from bylaw.cli.election_credentials import OWN, SECTION
from bylaw.cli.election_step import FOLDER, Told, put, step
from bylaw.cli.looks import OPERATOR, look
from bylaw.cli.open import folded
from bylaw.cli.registers import opened
from bylaw.cli.shell import fail
from bylaw.people.own_credentials import GROUP, identifier
from bylaw.people.own_credentials import sent as sent_in
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.elections import Election


def election_of(state: State, name: str, unit: str) -> Election:
    """Give an election for a box that is in a record; ends with a sentence where there is none, or no such unit."""
    found = state.elections.all.get(name)
    if found is None or found.means != "box" or unit not in found.units:
        fail(f"the record has no election '{name}' with a box in '{unit}'")
    return found


def identified(group: str, place: str, name: str, unit: str) -> str:
    """Give the identifier to which members of an election in a record bind their credentials; of this group alone."""
    if group != GROUP:
        raise click.UsageError(
            f"--called goes with the group {GROUP}, in which members make their credentials"
        )
    state, _ = folded(place)
    return identifier(state, election_of(state, name, unit), unit)


@click.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.argument("election", metavar="ELECTION")
@click.argument("own", type=FOLDER)
@click.option("--unit", default=ROOT, help="The unit whose votes are counted together.")
@step
def sent(folder: Path, election: str, own: Path, unit: str) -> Told:
    """Credential office: write the public halves that members of ELECTION sent, as OWN/MEMBER.public each.

    DIR is the folder of the organisation, with its register: each half is the one that the record's commitment of
    'send-credential' is to. 'credentials --own OWN' lists them, and makes none for these members, whose names in the
    list of voters are their ids. The look is logged.
    """
    state, _ = folded(folder)
    found = election_of(state, election, unit)
    with opened(folder) as register:
        look(register, OPERATOR, "public credentials", f"the list of credentials of {election}")
        halves = dict(sent_in(state, register, found, unit))
    if missing := sorted(member for member, half in halves.items() if not half):
        told = f"{folder}: nothing opens what {', '.join(missing[:5])} sent"
        raise Refused(Reason.OMISSION, told, SECTION, Consequence.INCOMPLETE)
    for member, half in halves.items():
        put(own / f"{member}{OWN}", f"{half}\n".encode())
    return Told(
        {"sent": len(halves)},
        [f"{own}: public halves that members sent: {len(halves)}"],
        ["bylaw election credentials … --own, with the ids of members in the list of voters"],
    )
