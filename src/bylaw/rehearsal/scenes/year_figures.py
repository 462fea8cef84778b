"""The year's figures: what the record does not give is not published, and a claim from outside stands beside it."""

from __future__ import annotations

from bylaw.acts.figures.publishing import Stated
from bylaw.acts.figures.survey import DEFINITIONS, survey
from bylaw.rehearsal.local import Local
from bylaw.state.bodies import ROOT

YEAR = 2025


def play(local: Local) -> None:
    """Publish more members than there are, in vain; then the figures that follow; and list a leaflet's number."""
    on = local.on
    on.wait(5)
    secretary = on.as_office("m030", "secretary")
    found = survey(on.state, range(YEAR, YEAR + 1), on.now)
    true = {name: found.get((ROOT, YEAR, name), 0) for name in DEFINITIONS}
    told = {**true, "members": 300}
    tell = "the new secretary publishes the year's figures, with three hundred members"
    on.refused("publish-figures", secretary, year=YEAR, figures=_stated(told), tell=tell)
    tell = (
        f"what is published follows from the record: {true['members']} members, {true['elections']} elections"
    )
    on.do("publish-figures", secretary, year=YEAR, figures=_stated(true), tell=tell)
    claim = {"figure": "members", "body": ROOT, "year": YEAR, "value": 300, "evidence": "secondary"}
    words = {"words": "members at the end of the year", "source": "a leaflet of the company"}
    tell = "a member enters what a leaflet says; `bylaw figures` lists the contradiction"
    on.do("claim-figure", "m005", name="leaflet-2025", **claim, **words, tell=tell)


def _stated(figures: dict[str, int]) -> tuple[Stated, ...]:
    return tuple(Stated(ROOT, name, value) for name, value in figures.items() if value)
