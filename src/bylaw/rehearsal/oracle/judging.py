"""Cases (docs/spec/acts-discipline.md)."""

from __future__ import annotations

from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.world import World


def decide_sanction(world: World, act: Json, at: int) -> bool:
    """9: in a case that there is."""
    return act["case"] in world.cases
