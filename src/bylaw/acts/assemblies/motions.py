"""Motions: moved with the act that they would authorise, seconded over time, amended, dissented from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from bylaw.acts.act import Act, Body, Digest, Evidence, Member
from bylaw.acts.assemblies.deliberation import (
    MOVE,
    Question,
    asked,
    franchise_of,
    kind_of,
    readable,
    voters_on_roll,
)
from bylaw.acts.days import after_days, day
from bylaw.acts.discipline.criticism import criticise
from bylaw.acts.matter import leaf_in, needed
from bylaw.acts.members.franchise import why_not
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.meanings import Forum
from bylaw.rules.measure import least
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.motions import Motion

NewMotion = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9.-]{0,47}$", extra={"new": "motion"})]
MotionRef = Annotated[str, Meta(max_length=48, extra={"ref": "motion"})]
Substance = Annotated[str, Meta(max_length=40_000)]
"""The substance of the act that a resolution would authorise; empty for a declaration."""


class Move(Act, frozen=True, kw_only=True, tag="move/1"):
    """Move that a body resolve to do one act, word for word; or, without a matter, that it declare something.

    ``text`` commits to the words moved. In a meeting, ``item`` is the item of the notice that it falls under.
    ``parties`` names members who are the other side: of a transaction or suit, or whom it would discharge or release.
    """

    name: NewMotion
    body: Body
    text: Digest
    matter: Substance = ""
    meeting: Annotated[str, Meta(max_length=63, extra={"ref": "meeting"})] = ""
    item: Annotated[str, Meta(max_length=63)] = ""
    parties: Annotated[tuple[Member, ...], Meta(max_length=100)] = ()

    asks: ClassVar[tuple[str, ...]] = ("forum", "majority")
    pointed_to: ClassVar[tuple[str, ...]] = ("name",)

    def place(self, state: State) -> str:
        """Give the body that decides."""
        return self.body

    def carries(self) -> str:
        """Give the act that it is about."""
        return self.matter

    def needs(self) -> tuple[str, ...]:
        """Give the opening of a sealed matter."""
        return needed(self.matter)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a matter that is no act, a mover without a vote, and another forum than the clause names."""
        yield from readable(self.matter)
        question = Question(self.body, self.matter, at)
        if why := why_not(state, self.actor, franchise_of(state, question), at):
            yield own(9, why, "have a member with a vote move it")
        for law in asked(state, question, "forum", MOVE):
            if law.rule.kind == "meeting" and not self.meeting:
                yield law.breach("it is moved outside a meeting", "name a meeting and an item of its notice")
            if law.rule.kind != "meeting" and self.meeting:
                found = f"it is moved in meeting {self.meeting}; the forum is: {law.rule.kind}"
                yield law.breach(found, "leave the meeting out")
        if self.parties and leaf_in(self.matter):
            yield own(
                26, "it names parties to a sealed matter", "name nobody: what is sealed says who they are"
            )
        if self.meeting:
            meeting = state.meetings.all[self.meeting]
            if meeting.body != self.body:
                yield own(15, f"meeting {self.meeting} is of {meeting.body}", f"name one of {self.body}")
            if meeting.closed:
                yield own(15, f"meeting {self.meeting} is closed", "name one to come")

    def apply(self, state: State, at: int) -> None:
        """Open the question; where no second is needed its clock starts."""
        question = Question(self.body, self.matter, at)
        roll = voters_on_roll(state, question, at) if asked(state, question, "seconds", MOVE) else 0
        fields = (self.body, self.actor, self.matter, self.text, self.meeting, self.item)
        criticise(state, self.actor, self.matter, at)
        state.motions.move(Motion(self.name, *fields, at, roll, self.parties))
        if self.meeting:
            state.meetings.motions[self.meeting].append(self.name)
        start_clock(state, self.name, at)


class OfMotion(Act, frozen=True, kw_only=True):
    """An act about a motion: done in the body that decides."""

    motion: MotionRef

    def it(self, state: State) -> Motion:
        """Give the motion."""
        return state.motions.all[self.motion]

    def place(self, state: State) -> str:
        """Give the body that decides."""
        return self.it(state).body


class OnMotion(OfMotion, frozen=True, kw_only=True):
    """A step of a motion: under the law of the day on which it was moved."""

    def law_day(self, state: State, at: int) -> int:
        """Give the day on which it was moved."""
        return self.it(state).at


class Second(OnMotion, frozen=True, kw_only=True, tag="second/1"):
    """Second a motion; as many as the clause asks must, over time."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse once it is decided, the mover herself, a second time, and who has no vote."""
        motion, member = self.it(state), self.actor
        yield from undecided(state, motion)
        if member == motion.mover or member in state.motions.seconds[self.motion]:
            yield own(17, f"{member} moved or seconded it already", "let another member second")
        if why := why_not(state, member, franchise_of(state, question_of(motion)), at):
            yield own(9, why, "let a member with a vote second")

    def apply(self, state: State, at: int) -> None:
        """Count the second; the last one needed starts the clock."""
        state.motions.seconds[self.motion][self.actor] = at
        start_clock(state, self.motion, at)


class AmendMotion(OnMotion, frozen=True, kw_only=True, tag="amend-motion/1"):
    """Replace what a motion says, by its mover or by resolution; a discussion goes on as the clause says."""

    text: Digest
    matter: Substance = ""

    def carries(self) -> str:
        """Give the act that it is about."""
        return self.matter

    def needs(self) -> tuple[str, ...]:
        """Give the opening of a sealed matter."""
        return needed(self.matter)

    def subject(self, state: State) -> str:
        """Give the mover, who may amend under a clause that says ``subject``."""
        return self.it(state).mover

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse others than the mover, votes begun, the last hours of the discussion, another kind of act."""
        motion = self.it(state)
        yield from readable(self.matter)
        yield from undecided(state, motion)
        if motion.mover not in {s.member for s in self.by} and all(s.right != "warrant" for s in self.by):
            yield own(
                9, f"{motion.mover} moved it", "let the mover sign, or have the body resolve to amend it"
            )
        if state.motions.votes[self.motion]:
            yield own(15, "votes are being counted", "move it anew")
        if kind_of(self.matter) != kind_of(motion.matter):
            yield own(
                12, "the amendment would authorise another kind of act", "move it as a motion of its own"
            )
        for law in asked(state, question_of(motion), "forum", MOVE):
            freeze = motion.ends - 3600 * law.rule.freeze_hours
            if motion.ends and at >= freeze:
                found = f"nothing is changed from {day(state, freeze)}, {law.rule.freeze_hours} hours before its end"
                yield law.breach(found, "vote on it as it is, or move it anew")

    def apply(self, state: State, at: int) -> None:
        """Put the new words in place of the old, and move the end of the discussion."""
        motion = self.it(state)
        ends = motion.ends
        for law in asked(state, question_of(motion), "forum", MOVE)[:1]:
            if motion.ends and law.rule.extend_days:
                ends = max(
                    ends, min(after_days(state, at, law.rule.extend_days), _latest(state, law.rule, motion))
                )
        changed = {"matter": self.matter, "text": self.text, "version": motion.version + 1, "ends": ends}
        state.motions.change(self.motion, **changed)


class Dissent(OfMotion, frozen=True, kw_only=True, tag="dissent/1"):
    """Have one's dissent from a decision recorded, with its reasons.

    ``reasons`` commits to them.
    """

    reasons: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before the decision, twice, and who had no vote on it."""
        motion, member = self.it(state), self.actor
        if not motion.decided:
            yield own(15, f"motion {self.motion} is not decided", "vote on it first")
        if member in state.motions.dissents[self.motion]:
            yield own(17, f"the dissent of {member} is recorded already", "nothing more is needed")
        rules = franchise_of(state, question_of(motion))
        if why := why_not(state, member, rules, record_day(state, motion)):
            yield own(9, why, "only those who had a vote dissent on the record")

    def apply(self, state: State, at: int) -> None:
        """Record the dissent."""
        state.motions.dissents[self.motion][self.actor] = self.reasons


def question_of(motion: Motion) -> Question:
    """Give what the law is asked about a motion: its matter in its body, by the law of the day it was moved."""
    return Question(motion.body, motion.matter, motion.at)


def undecided(state: State, motion: Motion) -> Iterator[Finding]:
    """Yield a finding when a motion has been decided."""
    if motion.decided:
        yield own(
            15, f"motion {motion.name} was {motion.outcome} on {day(state, motion.decided)}", "move anew"
        )


def record_day(state: State, motion: Motion) -> int:
    """Give the moment at which it is fixed who votes: the meeting's beginning, or the end of the discussion."""
    return state.meetings.all[motion.meeting].begins if motion.meeting else motion.ends or motion.at


def seconds_needed(state: State, motion: Motion) -> int:
    """Give how many seconds a motion needs, of those who could vote when it was moved."""
    laws = asked(state, question_of(motion), "seconds", MOVE)
    return max((least(law.rule.measure, motion.roll) for law in laws), default=0)


def start_clock(state: State, name: str, at: int) -> None:
    """Note the last second needed, and when the discussion that then begins will end."""
    motion = state.motions.all[name]
    if motion.seconded or len(state.motions.seconds[name]) < seconds_needed(state, motion):
        return
    forum = asked(state, question_of(motion), "forum", MOVE)[0].rule
    timed = forum.kind in ("discussion", "written")
    state.motions.change(name, seconded=at, ends=after_days(state, at, forum.days) if timed else 0)


def _latest(state: State, forum: Forum, motion: Motion) -> int:
    return after_days(state, motion.seconded, forum.most_days) if forum.most_days else FOREVER
