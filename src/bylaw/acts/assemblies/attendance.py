"""Who is present at a meeting, and for whom: attendance with its mode, and proxies within limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from bylaw.acts.act import Evidence, Member
from bylaw.acts.assemblies.meetings import OfMeeting, OnMeeting, running
from bylaw.acts.members.franchise import franchise, votes, why_not
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.meetings import Meeting, Presence, Proxy


class Arrival(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One member who has come, how; ``proxy`` when another holds her vote."""

    member: Member
    mode: Literal["in-person", "remote", "proxy"] = "in-person"


class GiveProxy(OnMeeting, frozen=True, kw_only=True, tag="give-proxy/1"):
    """Let another member vote in one's place at one meeting, never in a secret ballot."""

    holder: Member

    asks: ClassVar[tuple[str, ...]] = ("proxy",)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse a giver or holder without a vote, a second proxy, and more for one holder than the clause lets."""
        giver, meeting = self.actor, state.meetings.all[self.meeting]
        rules = franchise(state, meeting.body, meeting.called)
        for member in dict.fromkeys((giver, self.holder)):
            if why := why_not(state, member, rules, at):
                yield own(9, why, "give the proxy where both have a vote")
        if giver == self.holder:
            yield own(17, "giver and holder are one person", "attend yourself")
        if meeting.closed:
            yield own(15, "the meeting is closed", "attend the next")
        if state.meetings.proxy(self.meeting, giver):
            yield own(17, f"{giver} has given a proxy already", "revoke it first")
        if state.meetings.presence(self.meeting, giver):
            yield own(17, f"{giver} is present", "leave the meeting first")
        held = len(state.meetings.givers(self.meeting, self.holder))
        for law in self.ask(state, at, "proxy"):
            if held >= law.rule.most:
                yield law.breach(
                    f"proxies of {self.holder}: {held}; at most: {law.rule.most}", "ask another member"
                )

    def apply(self, state: State, at: int) -> None:
        """Give the proxy."""
        state.meetings.give(self.meeting, Proxy(self.actor, self.holder, at))


class RevokeProxy(OfMeeting, frozen=True, kw_only=True, tag="revoke-proxy/1"):
    """Take back a proxy; from now on its holder does not vote for the giver."""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse where none is given."""
        if not state.meetings.proxy(self.meeting, self.actor):
            yield own(15, f"{self.actor} has given no proxy", "nothing is to be revoked")

    def apply(self, state: State, at: int) -> None:
        """End the proxy."""
        state.meetings.revoke(self.meeting, self.actor, at)


class RecordAttendance(OnMeeting, frozen=True, kw_only=True, tag="record-attendance/1"):
    """Record who has come and who has gone; several acts make up one attendance list."""

    arrived: Annotated[tuple[Arrival, ...], Meta(max_length=900)] = ()
    left: Annotated[tuple[Member, ...], Meta(max_length=900)] = ()

    pointed_to: ClassVar[tuple[str, ...]] = ("meeting",)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse who does not belong, comes twice, leaves without having come, or comes as the notice has not."""
        yield from running(state, self.meeting)
        meeting = state.meetings.all[self.meeting]
        come = {arrival.member: arrival.mode for arrival in self.arrived}
        if len(come) + len(set(self.left)) != len(self.arrived) + len(self.left) or come.keys() & {
            *self.left
        }:
            yield own(17, "a member is listed twice", "list each member once")
        if not self.arrived and not self.left:
            yield own(17, "the list is empty", "list who has come and who has gone")
        for member in self.left:
            if not state.meetings.presence(self.meeting, member):
                yield own(17, f"{member} leaves and is not present", "leave her out")
        for arrival in self.arrived:
            yield from self._arrival(state, meeting, arrival, come)

    def _arrival(
        self, state: State, meeting: Meeting, arrival: Arrival, come: Mapping[str, str]
    ) -> Iterator[Finding]:
        member = arrival.member
        if state.meetings.presence(meeting.name, member):
            yield own(17, f"{member} is present already", "list each member once")
        if not state.members.belongs(state, member, meeting.body, meeting.begins):
            yield own(9, f"{member} was not a member of {meeting.body} when it began", "leave her out")
        if arrival.mode == "proxy":
            yield from self._represented(state, meeting, member, come)
        elif arrival.mode not in meeting.modes:
            for law in self.ask(state, meeting.called, "notice", of="call-meeting"):
                found = f"{member} came {arrival.mode}; the notice says {' or '.join(meeting.modes)}"
                yield law.breach(found, "leave her out, and call the next meeting so")

    def _represented(
        self, state: State, meeting: Meeting, member: str, come: Mapping[str, str]
    ) -> Iterator[Finding]:
        proxy = state.meetings.proxy(meeting.name, member)
        if proxy is None:
            yield own(9, f"{member} has given no proxy", "record whom she empowered, or leave her out")
            return
        present = state.meetings.presence(meeting.name, proxy.holder)
        mode = come.get(proxy.holder) or (present.mode if present else "")
        if mode in ("", "proxy") or proxy.holder in self.left:
            found = f"{proxy.holder}, who holds the proxy of {member}, is not present"
            yield own(9, found, "count only proxies whose holder is present")

    def apply(self, state: State, at: int) -> None:
        """Let the members come and go."""
        meeting = state.meetings.all[self.meeting]
        rules = franchise(state, meeting.body, meeting.called)
        for member in self.left:
            state.meetings.leave(self.meeting, member, at)
        for arrival in self.arrived:
            may = votes(state, arrival.member, rules, meeting.begins)
            state.meetings.arrive(self.meeting, Presence(arrival.member, arrival.mode, may, at))
