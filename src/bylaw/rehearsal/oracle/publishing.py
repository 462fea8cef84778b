"""Published figures (docs/spec/acts-figures.md): counted again from what the oracle saw."""

from __future__ import annotations

from bylaw.rehearsal.oracle.law import Json
from bylaw.rehearsal.oracle.rights import ROOT, Asked
from bylaw.rehearsal.oracle.world import World

_KNOWN = (
    "members imported admitted returned restored resigned lapsed died expelled expelled-net complaints petitions "
    "reports charges"
)
KNOWN = frozenset(_KNOWN.split())
"""The figures that the oracle counts; a rehearsal publishes no other that there is."""


def publish_figures(world: World, act: Json, at: int) -> bool:
    """8: of a year that is over, each the one that the record gives."""
    year = act["year"]
    over = at >= world.days.year(year + 1)
    true = all(_value(world, each, year) == each["value"] for each in act["figures"])
    return world.may(act, "publish-figures", Asked(ROOT, at)) and over and true


def _value(world: World, stated: Json, year: int) -> int:
    if stated["name"] == "members":
        return len(world.roll(stated["body"], world.days.year(year + 1) - 1))
    return world.counted[stated["body"], year, stated["name"]] if stated["name"] in KNOWN else -1


def did_publish_figures(world: World, act: Json, at: int) -> None:
    """Nothing follows from it."""


def claim_figure(world: World, act: Json, at: int) -> bool:
    """9: of a year that has begun."""
    return world.may(act, "claim-figure", Asked(act["body"], at)) and at >= world.days.year(act["year"])


def did_claim_figure(world: World, act: Json, at: int) -> None:
    """Nothing follows from it."""
