"""What remains of a meeting: its minutes by commitment, their approval, and what was dealt with in private."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from bylaw.acts.act import Act, Digest, Evidence, Name, Stamp, Text
from bylaw.acts.assemblies.meetings import OfMeeting, running
from bylaw.acts.days import day
from bylaw.record.clock import instant
from bylaw.rules.clause import FOREVER
from bylaw.rules.finding import Finding
from bylaw.rules.own import own
from bylaw.state import State
from bylaw.state.meetings import Session

NewSession = Annotated[Name, Meta(extra={"new": "session"})]
SessionRef = Annotated[str, Meta(max_length=63, extra={"ref": "session"})]


class CloseSession(OfMeeting, frozen=True, kw_only=True, tag="close-session/1"):
    """Deal with items behind closed doors: for a stated reason, with a day on which the minutes are released."""

    name: NewSession
    items: Annotated[tuple[Name, ...], Meta(min_length=1, max_length=100)]
    reason: Text
    release: Stamp

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse outside the meeting, for items that are not in its notice, and without a later release."""
        yield from running(state, self.meeting)
        for item in self.items:
            if item not in state.meetings.items[self.meeting]:
                yield own(8, f"there is no item '{item}' in the notice", "name an item of the notice")
        if (instant(self.release) or 0) <= at:
            yield own(14, f"the minutes would be released on {self.release}", "set a day still to come")

    def apply(self, state: State, at: int) -> None:
        """Remember the session."""
        state.meetings.sessions[self.name] = Session(
            self.name, self.meeting, self.items, self.reason, instant(self.release) or at
        )


class ReleaseSession(Act, frozen=True, kw_only=True, tag="release-session/1"):
    """Release the minutes of a closed session, so that everybody can see that they are those that were filed.

    ``opening`` is the hash of the opening of their commitment.
    """

    session: SessionRef
    opening: Digest

    def place(self, state: State) -> str:
        """Give the body that met."""
        return state.meetings.all[state.meetings.sessions[self.session].meeting].body

    def due(self, state: State, at: int) -> str:
        """Say since when the minutes ought to be released."""
        session = state.meetings.sessions[self.session]
        return f"they were to be released on {day(state, session.release)}" if at >= session.release else ""

    def needs(self) -> tuple[str, ...]:
        """Give the opening."""
        return (self.opening,)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before minutes are filed, twice, and another text than the one committed to."""
        session = state.meetings.sessions[self.session]
        if session.released:
            yield own(15, f"released on {day(state, session.released)}", "nothing more is needed")
        if not session.minutes:
            yield own(13, "no minutes of the session are filed", "file them first")
        elif evidence[self.opening] != session.minutes:
            yield own(13, "the text is not the one committed to", "submit the minutes as they were filed")

    def apply(self, state: State, at: int) -> None:
        """Mark the session as released."""
        sessions = state.meetings.sessions
        sessions[self.session] = replace(sessions[self.session], released=at)


class FileMinutes(OfMeeting, frozen=True, kw_only=True, tag="file-minutes/1"):
    """File the minutes of a meeting, or of a closed session of it; later nobody changes a word unnoticed.

    ``minutes`` commits to them.
    """

    minutes: Digest
    session: Annotated[str, Meta(max_length=63, extra={"ref": "session"})] = ""

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse before the meeting is closed, after approval, and a session of another meeting."""
        meeting = state.meetings.all[self.meeting]
        if not meeting.closed:
            yield own(15, f"meeting {self.meeting} is not closed", "close the meeting first")
        if self.session:
            session = state.meetings.sessions[self.session]
            if session.meeting != self.meeting:
                yield own(
                    8, f"session {self.session} was in {session.meeting}", "name a session of the meeting"
                )
            if session.released:
                yield own(15, "these minutes are released", "note a correction in the next minutes")
        elif meeting.approved:
            yield own(
                15, f"approved on {day(state, meeting.approved)}", "note a correction in the next minutes"
            )

    def apply(self, state: State, at: int) -> None:
        """Keep the commitment; resolutions that were to lapse without minutes run on."""
        if self.session:
            sessions = state.meetings.sessions
            sessions[self.session] = replace(sessions[self.session], minutes=self.minutes)
            return
        state.meetings.change(self.meeting, minutes=self.minutes, filed=at)
        for motion in state.meetings.motions[self.meeting]:
            warrant = state.warrants.all.get(f"resolution.{motion}")
            if warrant is not None and warrant.holds(at):
                state.warrants.prolong(warrant.name, FOREVER)


class ApproveMinutes(OfMeeting, frozen=True, kw_only=True, tag="approve-minutes/1"):
    """Approve minutes as filed; who approves is for the bylaws to say, mostly the next meeting by resolution."""

    minutes: Digest

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Refuse other minutes than those on file, and a second approval."""
        meeting = state.meetings.all[self.meeting]
        if meeting.minutes != self.minutes:
            filed = meeting.minutes or "none"
            yield own(
                13, f"filed: {filed}; approved would be: {self.minutes}", "approve the minutes as filed"
            )
        if meeting.approved:
            yield own(15, f"approved on {day(state, meeting.approved)}", "nothing more is needed")

    def apply(self, state: State, at: int) -> None:
        """Mark the minutes as approved."""
        state.meetings.change(self.meeting, approved=at)
