"""Whether a body can decide a motion now, by which votes, and what follows when it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bylaw.acts.assemblies.conflicts import disinterested, without_parties
from bylaw.acts.assemblies.deliberation import (
    MOVE,
    Question,
    asked,
    each,
    franchise_of,
    inner_act,
    kind_of,
    members_at,
    voters_on_roll,
)
from bylaw.acts.assemblies.meetings import running
from bylaw.acts.assemblies.motions import question_of, record_day, seconds_needed, undecided
from bylaw.acts.days import day, limit, notice_ends
from bylaw.acts.members.franchise import why_not
from bylaw.acts.oversight.reach import days_of_notice
from bylaw.acts.references import references
from bylaw.rules.clause import FOREVER, Provision
from bylaw.rules.finding import Finding
from bylaw.rules.majority import Tally, outcome
from bylaw.rules.measure import least
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.motions import Motion
from bylaw.state.warrants import Warrant


class Vote(NamedTuple):
    """A count, how it was taken, how many could take part, and how many were present at the most."""

    tally: Tally
    how: str
    most: int

    @property
    def cast(self) -> int:
        """How many took part."""
        return self.tally.yes + self.tally.no + self.tally.abstain


def counted(state: State, motion: Motion, votes: tuple[int, int, int], how: str) -> Vote:
    """Put a count beside the numbers that it is compared with; a secret one knows no proxies."""
    when, meetings = record_day(state, motion), state.meetings
    entitled = voters_on_roll(state, question_of(motion), when)
    if motion.meeting:
        alone = how == "secret"
        present = meetings.in_person(motion.meeting) if alone else meetings.voters(motion.meeting)
        most = meetings.most(motion.meeting)
    else:
        present = most = sum(votes)
    return Vote(Tally(*votes, present, entitled, members_at(state, motion.body, when)), how, most)


def version_voted(motion: Motion, version: int) -> Iterator[Finding]:
    """Yield a finding when the vote was taken on other words than the motion's newest."""
    if version != motion.version:
        yield own(
            12, f"version {version} was voted on; the motion is at {motion.version}", "vote on that one"
        )


def ripe(state: State, motion: Motion, at: int) -> Iterator[Finding]:
    """Yield a finding for each thing that must come before the vote and has not."""
    yield from undecided(state, motion)
    got, needed = len(state.motions.seconds[motion.name]), seconds_needed(state, motion)
    for law in asked(state, question_of(motion), "seconds", MOVE):
        if got < needed:
            yield law.breach(f"seconds: {got}; needed: {needed}", f"find {needed - got} more")
    for law in asked(state, question_of(motion), "forum", MOVE):
        yield from _clock(state, motion, law, at)
    if motion.meeting:
        yield from running(state, motion.meeting)
        yield from _agenda(state, motion)
    inner = inner_act(state, motion.matter)
    if inner is not None and not any(references(state, inner)):
        yield from inner.put_to_vote(state, at)


def _clock(state: State, motion: Motion, law: Provision, at: int) -> Iterator[Finding]:
    match law.rule.kind:
        case "ballot":
            yield law.breach("it is decided by ballot, not here", "call a vote on it")
        case "discussion" if at < motion.ends:
            yield law.breach(f"the discussion lasts until {day(state, motion.ends - 1)}", "wait", motion.ends)
        case "written" if motion.ends and at >= motion.ends:
            yield law.breach(f"it was open until {day(state, motion.ends - 1)}", "move it anew")


def _agenda(state: State, motion: Motion) -> Iterator[Finding]:
    meeting, kind = state.meetings.all[motion.meeting], kind_of(motion.matter)
    item = state.meetings.items[motion.meeting].get(motion.item)
    question = Question(motion.body, motion.matter, meeting.called)
    for law in each(state, question, "notice", MOVE, "call-meeting"):
        short = days_of_notice(state, law.rule, (kind,), motion.body, meeting.called)
        days = short if short < law.rule.days else law.rule.item_days or law.rule.days
        if law.rule.unless_all and _all_present(state, motion):
            continue
        if item is None:
            yield law.breach(f"the notice has no item '{motion.item}'", "name it in the next notice")
        elif kind not in item.kinds:
            named = " or ".join(item.kinds) or "nothing"
            yield law.breach(
                f"item '{item.name}' lets {named} be resolved, not {kind}", "name it in the next notice"
            )
        elif item.announced >= notice_ends(state, days, law.rule.unit, meeting.begins):
            found = f"the item was announced on {day(state, item.announced)}; {days} days before is asked"
            if days == 1:
                found = f"the item was announced on {day(state, item.announced)}; one day before is asked"
            yield law.breach(found, "put it into the notice of the next meeting")


def _all_present(state: State, motion: Motion) -> bool:
    rolled = voters_on_roll(state, question_of(motion), record_day(state, motion))
    return state.meetings.voters(motion.meeting) >= rolled


def eligible(state: State, motion: Motion, member: str) -> Iterator[Finding]:
    """Yield a finding when a member has no vote on a motion, or is neither present nor represented."""
    rules = franchise_of(state, question_of(motion))
    if why := why_not(state, member, rules, record_day(state, motion)):
        yield own(9, why, "leave the vote out")
    if motion.meeting and not state.meetings.presence(motion.meeting, member):
        yield own(9, f"{member} is neither present nor represented", "leave the vote out")
    yield from disinterested(state, motion, member)
    kind = kind_of(motion.matter)
    for seat in state.offices.of_member(member):
        credential = state.delegations.credentials.get(seat.source) if seat.body == motion.body else None
        if credential and credential.matters and kind not in credential.matters:
            limits = " or ".join(credential.matters)
            yield own(9, f"the mandate of {member} is for {limits}, not for {kind}", "leave the vote out")


def decidable(state: State, motion: Motion, vote: Vote, tie: str) -> Iterator[Finding]:
    """Yield a finding for a count that cannot be, is too small, not secret where it must be, or tied."""
    tally, question = vote.tally, question_of(motion)
    could = tally.present if motion.meeting else tally.entitled
    if vote.cast > could:
        yield own(17, f"votes: {vote.cast}; who could vote: {could}", "count again")
    yield from without_parties(state, motion, (vote.cast, could, vote.how))
    for method in asked(state, question, "method"):
        if method.rule.ballot == "secret" and vote.how != "secret":
            yield method.breach(f"the vote was by {vote.how}", "vote by papers in secret")
    for quorum in asked(state, question, "quorum", MOVE):
        yield from _quorum(state, motion, vote, quorum)
    for majority in asked(state, question, "majority", MOVE):
        tied = outcome(majority.rule.majority, tally) == "tied"
        if tied and not tie:
            yield majority.breach("the votes are tied", f"record the {majority.rule.majority.tie} vote")
        if tie and not tied:
            yield own(17, f"'{tie}' breaks a tie that there is not", "leave it out")


def _quorum(state: State, motion: Motion, vote: Vote, law: Provision) -> Iterator[Finding]:
    rule, tally = law.rule, vote.tally
    present = vote.most if rule.persists == "once" else tally.present
    value = {"meeting": present, "vote": vote.cast, "option": tally.yes}[rule.scope]
    base = _base(state, motion, rule.base, tally)
    resumed = motion.meeting and state.meetings.all[motion.meeting].adjourned
    needed = least(rule.adjourned if resumed and rule.adjourned else rule.measure, base)
    if value < needed:
        found = {
            "meeting": f"present: {value} of {base}; needed: {needed}",
            "vote": f"voted: {value} of {base}; needed: {needed}",
            "option": f"voted for it: {value} of {base}; needed: {needed}",
        }[rule.scope]
        yield law.breach(found, "adjourn, and meet again")


def _base(state: State, motion: Motion, base: str, tally: Tally) -> int:
    match base:
        case "seats":
            offices = state.offices.of_body(motion.body, record_day(state, motion))
            return sum(office.seats for office in offices)
        case "delegates":
            return members_at(state, motion.body, record_day(state, motion))
    return tally.entitled


def adopt(state: State, motion: Motion, tally: Tally, tie: str, at: int) -> None:
    """Decide a motion by a tally that was permitted; carried, it gives the warrant to its act."""
    laws = asked(state, question_of(motion), "majority", MOVE)
    results = [outcome(law.rule.majority, tally) for law in laws]
    carried = all(r == "carried" or (r == "tied" and tie == "yes") for r in results)
    state.motions.decide(motion.name, tally, "carried" if carried else "lost", at)
    if carried and motion.matter:
        state.warrants.give(
            Warrant(
                f"resolution.{motion.name}",
                "resolution",
                motion.body,
                motion.matter,
                at,
                _runs(state, motion),
            )
        )


def _runs(state: State, motion: Motion) -> int:
    """Give the end of a warrant whose minutes must be filed within a window: ``file-minutes`` removes it."""
    windows = each(state, question_of(motion), "window", "file-minutes") if motion.meeting else ()
    named = [law for law in windows if law.where.of == "file-minutes"]
    if not named:
        return FOREVER
    begins = state.meetings.all[motion.meeting].begins
    return min(limit(state, begins, law.rule.days) for law in named)
