"""Independence of those who control: elected for it, by others than they control, and without a tie to those."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.act import Act
from bylaw.acts.discipline.apart import powers
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.rules.who import parse_phrase
from bylaw.state import State
from bylaw.state.offices import Mandate


def independent(act: Act, state: State, at: int) -> Iterator[Finding]:
    """Yield a finding for each signer under a mandate that no election gave, who governs, or is tied to who does."""
    line = state.bodies.line(act.place(state), at)
    for signer in act.by:
        mandate = state.offices.mandates.get(signer.ref) if signer.right == "office" else None
        if mandate is not None:
            yield from _elected(state, mandate, at)
            yield from _apart(state, mandate, (*line, *state.bodies.line(mandate.body, at)), at)


def controlling(state: State, member: str, at: int) -> str:
    """Give the mandate in force under which a member may ask for files; empty when she has none."""
    asks = [may for may in state.bylaws.on(at).all("may") if may.where.of == "request-file"]
    keys = [key for may in asks for phrase in may.rule.any_of for key in parse_phrase(phrase)]
    offices = {key.name for key in keys if key.kind == "office"}
    held = state.offices.of_member(member)
    return next((seat.name for seat in held if seat.office in offices and seat.holds(at)), "")


def _elected(state: State, mandate: Mandate, at: int) -> Iterator[Finding]:
    election = state.elections.all.get(mandate.source)
    if election is None:
        yield own(53, f"mandate {mandate.name} came by no election", "elect who controls")
        return
    offices, _ = powers(state.bylaws.on(at))
    voters = state.bodies.all[election.electing]
    if voters.organ and any(seat.name in offices for seat in state.offices.of_body(voters.name, at)):
        yield own(
            53, f"{voters.name} governs, and elected {mandate.name}", "let the members elect who controls"
        )


def _apart(state: State, mandate: Mandate, line: tuple[str, ...], at: int) -> Iterator[Finding]:
    """Yield a finding for another mandate of hers that governs there, and for each tie with one who governs."""
    me = mandate.member
    mine = state.members.affiliation(me, at)
    for seat in governing(state, mandate.office, line, at):
        if seat.member == me:
            yield own(53, f"{me} also holds {seat.name}, as {seat.office}", "resign from one of both")
        elif seat.member in state.cases.ties.get(me, {}):
            yield own(53, f"{me} is tied to the holder of {seat.name}", "let another sign")
        elif mine and mine == state.members.affiliation(seat.member, at):
            yield own(53, f"{me} and the holder of {seat.name} are both of {mine}", "let another sign")


def governing(state: State, office: str, line: tuple[str, ...], at: int) -> Iterator[Mandate]:
    """Give the mandates in force, in these bodies and their organs, of every other office that some clause lets act."""
    offices, _ = powers(state.bylaws.on(at))
    near = dict.fromkeys(body.name for place in line for body in state.bodies.here(place, at))
    for body in near:
        for seat in state.offices.in_body(body, at):
            if seat.office in offices and seat.office != office:
                yield seat
