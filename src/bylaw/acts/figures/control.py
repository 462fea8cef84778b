"""Figures of control from below: recalls, petitions, and campaigns in which members say that they are there."""

from __future__ import annotations

from collections.abc import Iterator

from bylaw.acts.figures.definition import Definition, Event, Subject
from bylaw.acts.initiative.recall_vote import RECALL
from bylaw.acts.members.campaigns import listed
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state.petitions import Petition

FIGURES = (
    Definition("petitions", "petitions", "petitions opened, those for a recall left out"),
    Definition("petitions-carried", "petitions", "petitions over their threshold, whenever they were opened"),
    Definition("recalls", "recalls", "recalls opened for signatures"),
    Definition("recall-votes", "recalls", "votes on a recall declared"),
    Definition("recalled", "mandates", "of these, mandates ended", base="recall-votes"),
    Definition("campaigns", "campaigns", "campaigns closed"),
    Definition("campaign-asked", "members", "members whom the campaigns closed had asked"),
    Definition(
        "campaign-answered", "members", "of these, who had answered by the close", base="campaign-asked"
    ),
)


def events(state: State, _at: int) -> Iterator[Event]:
    """Give every petition, recall and campaign."""
    yield from _petitions(state)
    yield from _recalls(state)
    for campaign in state.campaigns.all.values():
        if campaign.closed == FOREVER:
            continue
        line = state.bodies.line(campaign.body, campaign.closed)
        answers = state.campaigns.answers[campaign.name].values()
        yield Event("campaigns", campaign.closed, line)
        yield Event("campaign-asked", campaign.closed, line, len(listed(state, campaign)))
        yield Event("campaign-answered", campaign.closed, line, sum(at <= campaign.closed for at in answers))


def _petitions(state: State) -> Iterator[Event]:
    for petition in state.petitions.all.values():
        line = state.bodies.line(petition.body, petition.at)
        yield Event("recalls" if petition.process == RECALL else "petitions", petition.at, line)
        carried = _carried(state, petition)
        if petition.process != RECALL and carried < FOREVER:
            yield Event("petitions-carried", carried, line)


def _carried(state: State, petition: Petition) -> int:
    """Give when a petition reached its threshold: at its filing, or when enough sealed signatures were opened."""
    if petition.signing == "open":
        return petition.filed or FOREVER
    counts = state.petitions.counts[petition.name]
    return min((count.at for count in counts if count.good >= count.needed), default=FOREVER)


def _recalls(state: State) -> Iterator[Event]:
    for recall in state.recalls.all.values():
        if recall.outcome:
            line = state.bodies.line(state.petitions.all[recall.name].body, recall.decided)
            yield Event("recall-votes", recall.decided, line)
            if recall.outcome == "recalled":
                yield Event("recalled", recall.decided, line)


SUBJECT = Subject("control", FIGURES, events)
