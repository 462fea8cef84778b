"""The verification campaign: members are asked, reminded and answer; silence alone ends nothing before its close."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from bylaw.acts.act import Act, Body, Count, Digest, Evidence, Mandate, Member, Name, Stamp
from bylaw.acts.days import after_days, day, first_day, limit
from bylaw.acts.organisation.offices import in_force
from bylaw.acts.word import Members, own_word
from bylaw.record.clock import instant
from bylaw.rules.clause import FOREVER, Provision
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import CampaignRule
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.campaigns import Campaign
from bylaw.state.roll import Spell

CAMPAIGN = "open-campaign"
"""The kind of act by which clauses on campaigns are selected."""
NewCampaign = Annotated[Name, Meta(extra={"new": "campaign"})]
CampaignRef = Annotated[str, Meta(max_length=63, extra={"ref": "campaign"})]


class OpenCampaign(Act, frozen=True, kw_only=True, tag="open-campaign/1"):
    """Ask every member of a body, and of those below it, to say that she is there; one office is responsible.

    ``records`` commits to the proof that each was asked.
    """

    campaign: NewCampaign
    body: Body
    responsible: Mandate
    closes: Stamp
    records: Digest

    asks: ClassVar[tuple[str, ...]] = ("campaign",)

    def place(self, state: State) -> str:
        """Give the body."""
        return self.body

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a body without a roll, too little time, another that runs there, and a holder who is none."""
        body = state.bodies.all[self.body]
        if body.organ or not body.holds(at):
            yield own(15, f"{self.body} has no roll, or is no more", "ask a unit that has members")
        yield from in_force(state, self.responsible, at)
        for law in self.ask(state, at, "campaign"):
            first = limit(state, at, law.rule.answer_days)
            if (instant(self.closes) or 0) < first:
                found = f"it would close on {day(state, instant(self.closes) or at)}"
                yield law.breach(found, f"close it on {day(state, first)} at the earliest", first)
        near = (*state.bodies.above[self.body], *state.bodies.below(self.body, at))
        for other in state.campaigns.of_bodies(near):
            if at < other.closed:
                yield own(15, f"campaign {other.name} runs in {other.body}", "let it be closed first")

    def apply(self, state: State, at: int) -> None:
        """Open it; asked is who is on the roll now."""
        closes = instant(self.closes) or at
        state.campaigns.open(Campaign(self.campaign, self.body, self.responsible, at, closes))


class _InCampaign(Act, frozen=True, kw_only=True):
    """A step of a campaign, by the law of the day on which it was opened."""

    campaign: CampaignRef

    def place(self, state: State) -> str:
        """Give the body that is asked."""
        return self.it(state).body

    def law_day(self, state: State, at: int) -> int:
        """Give the day on which it was opened."""
        return self.it(state).at

    def it(self, state: State) -> Campaign:
        """Give the campaign."""
        return state.campaigns.all[self.campaign]

    def not_asked(self, state: State, member: str) -> Iterator[Finding]:
        """Yield a finding for who was not on the roll when it was opened."""
        if not asked(state, self.it(state), member):
            yield own(8, f"{member} was not asked in {self.campaign}", "leave her out")


class RemindCampaign(_InCampaign, frozen=True, kw_only=True, tag="remind-campaign/1"):
    """Remind members who have not answered, and keep the proof of delivery.

    ``records`` commits to it.
    """

    members: Members
    records: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse after the close, who was not asked, who has answered, and one named twice."""
        if self.it(state).closed <= at:
            yield own(15, f"it was closed on {day(state, self.it(state).closed)}", "open another")
        for member in self.members:
            yield from self.not_asked(state, member)
            if member in state.campaigns.answers[self.campaign]:
                yield own(17, f"{member} has answered", "leave her out")
        if len(set(self.members)) != len(self.members):
            yield own(17, "a member is named twice", "name each once")

    def apply(self, state: State, at: int) -> None:
        """Note that each was reminded."""
        for member in self.members:
            state.campaigns.remind(self.campaign, member, at)


class AnswerCampaign(_InCampaign, frozen=True, kw_only=True, tag="answer-campaign/1"):
    """Say that one is there: by one's own word, on paper too, and as long as the membership has not lapsed."""

    member: Member

    paper_right = "subject"

    def subject(self, state: State) -> str:
        """Give the member."""
        return self.member

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who was not asked, a second answer, and another than herself."""
        yield from own_word(self, self.member, "answer")
        yield from self.not_asked(state, self.member)
        if self.member in state.campaigns.answers[self.campaign]:
            yield own(15, f"{self.member} has answered", "nothing more is needed")

    def apply(self, state: State, at: int) -> None:
        """Note the answer; a notice of lapse for silence falls."""
        state.campaigns.answer(self.campaign, self.member, at)
        notice = state.members.lapsing.get(self.member)
        if notice is not None and notice.ground == "silence":
            del state.members.lapsing[self.member]


class CloseCampaign(_InCampaign, frozen=True, kw_only=True, tag="close-campaign/1"):
    """Close a campaign with its figures; who was silent stays a member, and may be given notice."""

    asked: Count
    answered: Count

    def due(self, state: State, at: int) -> str:
        """Say since when it ought to be closed."""
        closes = self.it(state).closes
        return f"it was to close on {day(state, closes)}" if at >= closes else ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before its day, twice, and figures that are not those of the record."""
        campaign = self.it(state)
        if campaign.closed <= at:
            yield own(15, f"it was closed on {day(state, campaign.closed)}", "nothing more is needed")
        if at < campaign.closes:
            yield own(15, f"members have until {day(state, campaign.closes)}", "close it then")
        told = (len(listed(state, campaign)), len(state.campaigns.answers[self.campaign]))
        if (self.asked, self.answered) != told:
            yield own(17, f"asked: {told[0]}; answered: {told[1]}", "give the figures of the record")

    def apply(self, state: State, at: int) -> None:
        """Close it."""
        state.campaigns.close(self.campaign, at)


def asked(state: State, campaign: Campaign, member: str) -> bool:
    """Whether a member was on the roll of the body, or of one below it, when a campaign was opened."""
    spells = state.members.roll.current(member, campaign.at)
    return any(campaign.body in state.bodies.line(spell.body, campaign.at) for spell in spells)


def listed(state: State, campaign: Campaign) -> list[tuple[str, Spell]]:
    """Give everybody who was asked, with the spell of then; linear in the roll."""
    units = tuple(
        name for name in state.bodies.below(campaign.body, campaign.at) if not state.bodies.all[name].organ
    )
    return list(state.members.roll.listing(units, campaign.at))


def silence(state: State, law: Provision, member: str, at: int) -> Iterator[Finding]:
    """Yield a finding unless a closed campaign asked a member, reminded her in time, and had no answer."""
    rule: CampaignRule = law.rule
    bodies = tuple(
        name for s in state.members.roll.current(member, at) for name in state.bodies.line(s.body, at)
    )
    over = [c for c in state.campaigns.of_bodies(bodies) if c.closed <= at and asked(state, c, member)]
    last = max(over, key=lambda c: c.closed, default=None)
    if last is None:
        yield law.breach(f"no campaign that is closed has asked {member}", "ask her, and give her time")
        return
    if member in state.campaigns.answers[last.name]:
        yield law.breach(f"{member} answered {last.name}", "leave her out")
    reminders = state.campaigns.reminders[last.name].get(member, ())
    served = sum(1 for when in reminders if first_day(state, rule.remind_days, "before", when) <= last.closed)
    if served < rule.reminders:
        found = f"reminders served to {member} in time: {served}; needed: {rule.reminders}"
        yield law.breach(found, "remind her in another campaign")


def coming_vote(state: State, law: Provision, member: str, at: int) -> Iterator[Finding]:
    """Yield a finding while the term of an office that a member elects is about to end."""
    ends = after_days(state, at, law.rule.cutoff_days) if law.rule.cutoff_days else 0
    for spell in state.members.roll.current(member, at):
        for above in state.bodies.line(spell.body, at):
            for body in state.bodies.here(above, at):
                for mandate in state.offices.in_body(body.name, at):
                    if mandate.due < min(ends, FOREVER):
                        found = f"the term of {mandate.office} in {mandate.body} ends on {day(state, mandate.due)}"
                        yield law.breach(found, "wait until its election is over")
                        return
