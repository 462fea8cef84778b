"""The rights under which a member may try an act, and the choice among them that its clause accepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from msgspec.structs import replace

from bylaw.acts.act import Act, Signer
from bylaw.acts.authority import authority
from bylaw.acts.matter import covers, leaf_in
from bylaw.acts.substance import substance
from bylaw.state import State

TRIES = 4096
"""How many combinations of rights are tried before the plain ones are used."""


def rights(state: State, act: Act, at: int, member: str) -> Iterator[Signer]:
    """Give every right that a member can claim now, the plainest first."""
    if act.kind() == "found":
        yield Signer(member, "founder")
        return
    yield Signer(member, "member")
    yield from (Signer(member, "office", m.name) for m in state.offices.of_member(member) if m.holds(at))
    if member in act.judges(state):
        yield Signer(member, "panel")
    yield Signer(member, "subject")
    yield Signer(member, "applicant")
    matter = substance(act)
    for warrant in state.warrants.all.values():
        same = warrant.matter == matter or leaf_in(warrant.matter)
        if same and warrant.holds(at) and covers(state, warrant.matter, act):
            yield Signer(member, "warrant", warrant.name)


def fitting(state: State, act: Act, at: int, choices: Sequence[Iterable[Signer]]) -> Act:
    """Give the act with one right of each signer that its clause accepts; if none fit, the plainest, to be refused.

    What the act names must exist.
    """
    first = None
    for signers in islice(product(*choices), TRIES):
        claimed = replace(act, by=tuple(signers))
        first = first or claimed
        if not any(finding.refuses for finding in authority(state, claimed, at)):
            return claimed
    return first or act
