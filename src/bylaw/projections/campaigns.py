"""Campaigns body by body: how many were asked, reminded, answered, left silent, lapsed, and came back."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from bylaw.acts.members.campaigns import listed
from bylaw.record.clock import rfc3339
from bylaw.state import State
from bylaw.state.campaigns import Campaign


class CampaignLine(Struct, frozen=True):
    """One campaign in one body: its progress in members of that body; ``noticed`` wait for their lapse.

    Of those who were asked, ``silent`` have not answered until now, and ``lapsed`` of the silent are members no longer.
    """

    campaign: str
    body: str
    responsible: str
    closes: str
    stage: str
    asked: int
    reminded: int
    answered: int
    silent: int
    noticed: int
    lapsed: int


def campaigns(state: State, body: str, at: int) -> tuple[CampaignLine, ...]:
    """Give the campaigns opened by ``at`` that asked in a body or below it, the newest first, body by body."""
    within = frozenset(state.bodies.below(body))
    found = [c for c in state.campaigns.all.values() if c.at <= at]
    return tuple(line for campaign in reversed(found) for line in _lines(state, campaign, within, at))


def _lines(state: State, campaign: Campaign, within: frozenset[str], at: int) -> list[CampaignLine]:
    numbers: dict[str, Counter[str]] = {}
    for member, spell in listed(state, campaign):
        if spell.body in within:
            numbers.setdefault(spell.body, Counter()).update(_facts(state, campaign, member, at))
    stage = "closed" if campaign.closed <= at else "overdue" if campaign.closes <= at else "open"
    who = state.offices.mandates[campaign.responsible].member
    names = ("asked", "reminded", "answered", "silent", "noticed", "lapsed")
    return [
        CampaignLine(campaign.name, body, who, rfc3339(campaign.closes), stage, *(count[n] for n in names))
        for body, count in numbers.items()
    ]


def _facts(state: State, campaign: Campaign, member: str, at: int) -> tuple[str, ...]:
    """Give in which columns a member counts."""
    answered = state.campaigns.answers[campaign.name].get(member, at + 1) <= at
    reminded = any(when <= at for when in state.campaigns.reminders[campaign.name].get(member, ()))
    notice, left = state.members.lapsing.get(member), state.members.left.get(member)
    gone = left is not None and left.cause == "lapsed" and campaign.closed <= left.end <= at
    there = any(True for _ in state.members.roll.current(member, at))
    noticed = notice is not None and notice.ground == "silence" and campaign.closed <= notice.at <= at
    facts = {
        "reminded": reminded,
        "answered": answered,
        "silent": not answered,
        "noticed": noticed,
        "lapsed": gone and not there and not answered,
    }
    return ("asked", *(name for name, holds in facts.items() if holds))
