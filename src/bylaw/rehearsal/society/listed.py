"""What is listed as left undone: each instruction and commission as the record tells it, held against the oracle."""

from __future__ import annotations

from bylaw.projections.directives import commissions, directives
from bylaw.rehearsal.oracle import directing, inquiring
from bylaw.rehearsal.oracle.oracle import Oracle
from bylaw.rehearsal.society.company import Company
from bylaw.state.bodies import ROOT

Lines = dict[str, str]
"""Name to how far it has come."""


def left(company: Company) -> tuple[Lines, Lines]:
    """Give the directives and commissions of the record now, by name, and how far each has come."""
    state, at = company.state, company.now
    told = {line.directive: line.stage for line in directives(state, ROOT, at)}
    return told, {line.commission: line.stage for line in commissions(state, ROOT, at)}


def compare(company: Company, oracle: Oracle) -> None:
    """Note with the oracle what the record lists otherwise than it does."""
    company.flush()
    world, at = oracle.world, company.now
    own = (
        {name: directing.stage(world, it, at) for name, it in world.directives.items()},
        {name: inquiring.stage(it, at) for name, it in world.commissions.items()},
    )
    for sort, lines, others in zip(("directive", "commission"), left(company), own, strict=True):
        for name in sorted(lines.keys() | others.keys()):
            one, other = lines.get(name, "unknown"), others.get(name, "unknown")
            if one != other:
                oracle.differ.append(f"{sort} {name} at {at}: the record says {one}, the oracle {other}")
