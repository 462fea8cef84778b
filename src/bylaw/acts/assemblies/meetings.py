"""Meetings: called with their agenda, opened, adjourned and closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from bylaw.acts.accountability.accounts import why_meeting
from bylaw.acts.act import Act, Body, Count, Evidence, Name, Stamp, Text
from bylaw.acts.assemblies.deliberation import members_at
from bylaw.acts.days import day, first_day, interval_ends, notice_ends
from bylaw.acts.oversight.reach import days_of_notice
from bylaw.record.clock import instant
from bylaw.rules.clause import Provision
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.meetings import Item, Meeting

NewMeeting = Annotated[Name, Meta(extra={"new": "meeting"})]
MeetingRef = Annotated[str, Meta(max_length=63, extra={"ref": "meeting"})]
Mode = Literal["in-person", "remote"]

LATE = 7 * 86_400
"""For so many seconds after the time that was announced a meeting may still be entered as opened."""


class AgendaItem(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One item of a notice; ``kinds`` are the acts that may be resolved under it (``move``: a declaration)."""

    name: Name
    title: Text
    kinds: Annotated[tuple[Name, ...], Meta(max_length=40)] = ()


class CallMeeting(Act, frozen=True, kw_only=True, tag="call-meeting/1"):
    """Call a meeting of a body: when, how one can attend, and each item that may be resolved."""

    name: NewMeeting
    body: Body
    begins: Stamp
    items: Annotated[tuple[AgendaItem, ...], Meta(min_length=1, max_length=100)]
    modes: Annotated[tuple[Mode, ...], Meta(min_length=1, max_length=2)] = ("in-person",)
    channel: Annotated[str, Meta(max_length=60)] = ""

    asks: ClassVar[tuple[str, ...]] = ("notice",)

    def place(self, state: State) -> str:
        """Give the body that meets."""
        return self.body

    def due(self, state: State, at: int) -> str:
        """Say since when the body ought to have met again, or which failed report asks for a meeting."""
        return self._overdue(state, at) or why_meeting(state, self.body, at)

    def _overdue(self, state: State, at: int) -> str:
        body = state.bodies.all[self.body]
        last = state.meetings.last.get(self.body, body.start)
        interval = self.rule(state, at, "interval")
        if interval is None or at < (end := interval_ends(state, interval, last)):
            return ""
        return f"{self.body} met last on {day(state, last)} and ought to have met by {day(state, end - 1)}"

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a day too near, too far or past, another channel than the clause's, and an item named twice."""
        begins = instant(self.begins) or 0
        if not state.bodies.all[self.body].holds(at):
            yield own(15, f"{self.body} is dissolved", "call its successor")
        if begins <= at:
            yield own(14, f"it would begin on {self.begins}", "set a time that is still to come")
        if len({item.name for item in self.items}) != len(self.items):
            yield own(8, "two items have one name", "name each item once")
        kinds = {kind for item in self.items for kind in item.kinds}
        for law in self.ask(state, at, "notice"):
            days = days_of_notice(state, law.rule, kinds, self.body, at)
            yield from in_time(state, law, at, begins, days)
            if law.rule.channel and self.channel != law.rule.channel:
                found = f"notice by '{self.channel}', not by '{law.rule.channel}'"
                yield law.breach(found, f"give notice by {law.rule.channel}")

    def apply(self, state: State, at: int) -> None:
        """Announce the meeting."""
        items = tuple(Item(item.name, item.title, item.kinds, at) for item in self.items)
        meeting = Meeting(self.name, self.body, at, instant(self.begins) or at, self.modes)
        state.meetings.call(meeting, items)


class OfMeeting(Act, frozen=True, kw_only=True):
    """An act about a meeting: done in the body that meets."""

    meeting: MeetingRef

    def place(self, state: State) -> str:
        """Give the body that meets."""
        return state.meetings.all[self.meeting].body


class OnMeeting(OfMeeting, frozen=True, kw_only=True):
    """A step of a meeting that the law of the day of its call governs."""

    def law_day(self, state: State, at: int) -> int:
        """Give the day of the call."""
        return state.meetings.all[self.meeting].called


class AddItem(OnMeeting, frozen=True, kw_only=True, tag="add-item/1"):
    """Announce one more item of a meeting already called; whether in time is judged when it is voted on."""

    item: AgendaItem

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a second item of the name, and any once the meeting has begun."""
        if self.item.name in state.meetings.items[self.meeting]:
            yield own(8, f"there is an item '{self.item.name}' already", "choose a new name")
        if at >= state.meetings.all[self.meeting].begins or state.meetings.all[self.meeting].opened:
            yield own(15, "the meeting has begun", "call another")

    def apply(self, state: State, at: int) -> None:
        """Add the item."""
        item = Item(self.item.name, self.item.title, self.item.kinds, at)
        state.meetings.items[self.meeting][item.name] = item


class OpenMeeting(OnMeeting, frozen=True, kw_only=True, tag="open-meeting/1"):
    """Open a meeting, or go on with an adjourned one, and say how many members were sent its notice.

    ``served`` is how many.
    """

    served: Count

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before its time, long after it, twice, and when some members were not served."""
        meeting = state.meetings.all[self.meeting]
        if meeting.opened or meeting.closed:
            yield own(15, "the meeting was opened already", "call another")
        if not meeting.begins <= at < meeting.begins + LATE:
            span = f"from its time on {day(state, meeting.begins)} for seven days"
            yield own(15, f"it can be opened {span}", "open it then, or call another")
        members = members_at(state, meeting.body, meeting.called)
        if self.served < members:
            for law in self.ask(state, at, "notice", of="call-meeting"):
                found = f"notice went to {self.served} of {members} members"
                yield law.breach(found, "call the meeting again and serve every member")
        if self.served > members:
            yield own(17, f"notice went to {self.served}; members: {members}", "correct the number")

    def apply(self, state: State, at: int) -> None:
        """Open the meeting."""
        state.meetings.open(self.meeting, at)


class AdjournMeeting(OfMeeting, frozen=True, kw_only=True, tag="adjourn-meeting/1"):
    """Put a meeting off to another time: a new notice is needed unless it had been opened."""

    begins: Stamp

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a closed meeting, a time past, and a postponement that leaves less than the notice."""
        meeting, begins = state.meetings.all[self.meeting], instant(self.begins) or 0
        if meeting.closed:
            yield own(15, "the meeting is closed", "call another")
        if begins <= at:
            yield own(14, f"it would go on at {self.begins}", "set a time that is still to come")
        for law in self.ask(state, at, "notice", of="" if meeting.opened else "call-meeting"):
            yield from in_time(state, law, at, begins, law.rule.days)

    def apply(self, state: State, at: int) -> None:
        """Set the new time; nobody is present until it is opened again."""
        state.meetings.adjourn(self.meeting, at, instant(self.begins) or at)


class CloseMeeting(OfMeeting, frozen=True, kw_only=True, tag="close-meeting/1"):
    """Close a meeting; what was not voted on stays undecided."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a meeting that is not open."""
        yield from running(state, self.meeting)

    def apply(self, state: State, at: int) -> None:
        """Close the meeting."""
        state.meetings.change(self.meeting, closed=at)


def running(state: State, name: str) -> Iterator[Finding]:
    """Yield a finding when a meeting is not open."""
    meeting = state.meetings.all[name]
    if not meeting.running:
        when = f"closed on {day(state, meeting.closed)}" if meeting.closed else "not opened"
        yield own(15, f"meeting {name} is {when}", "do it while the meeting is open")


def in_time(state: State, law: Provision, at: int, begins: int, days: int) -> Iterator[Finding]:
    """Yield a finding when notice at ``at``, ``days`` before, is too late or too early for ``begins``."""
    rule = law.rule
    if at >= notice_ends(state, days, rule.unit, begins):
        earliest = day(state, first_day(state, days, rule.unit, at))
        found = f"notice on {day(state, at)} for {day(state, begins)}; {days} days before is asked"
        if days == 1:
            found = f"notice on {day(state, at)} for {day(state, begins)}; one day before is asked"
        yield law.breach(found, f"earliest day: {earliest}")
    if rule.most_days and at < notice_ends(state, rule.most_days + 1, rule.unit, begins):
        yield law.breach(
            f"notice on {day(state, at)} for {day(state, begins)} is more than {rule.most_days} days before",
            f"give notice at most {rule.most_days} days before",
        )
